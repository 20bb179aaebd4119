// What the entry looks like so far: its fields and figures as readers see them, and its text.
(() => {
  const { node } = window.kpSearch;
  const { capital } = window.kpFields;
  const given = (fields, values) => fields.filter(({ name }) => values[name] !== undefined);
  const number = (text) => text.replace("-", "−").replace(/^(−?\d+)(?:\.(\d+))?$/, (_, whole, decimals) => whole.replace(/\B(?=(\d{3})+$)/g, "\xa0") + (decimals ? `,${decimals}` : ""));
  const euros = (text) => number(text).replace(/,\d$/, "$&0");
  const FIGURES = ["value", "amount", "value_to", "amount_to", "before", "after"];

  /** "label(field, value)" is a value as readers see it. */
  window.kpPreview = ({ area, form, label }) => {
    const shown = (field, value) => (field.type === "number" || field.type === "whole" ? number(value) : label(field, value));

    /** The figure of a group with its unit, and the names of the fields of which it is made. */
    const figure = (fields, item) => {
      const named = (name) => fields.find((field) => field.name === name);
      const parts = FIGURES.filter((name) => item[name] !== undefined && named(name)?.type === "number");
      if (!parts.length) return ["", []];
      const { money } = named(parts[0]);
      const per = item.per ?? (item.kind === "yearly_cost" ? "vuosi" : "");
      const usual = item.indicator ? /\(([^()]*)\)$/.exec(label(named("indicator"), item.indicator))?.[1] : "";
      const unit = money ? ["€", per].filter(Boolean).join("/") : (item.unit ?? usual);
      const numbers = parts.map((name) => (money ? euros : number)(item[name])).join(parts[0] === "before" ? " → " : "–");
      const approx = item.approx ? `${label(named("approx"), item.approx)} ` : "";
      return [approx + numbers + (unit ? `\xa0${unit}` : ""), [...parts, "approx", "unit", money && "per"]];
    };

    const told = (field, value) => {
      if (field.type === "group") return capital(field.label);
      const text = [value].flat().map((one) => shown(field, one)).join(", ");
      return field.list?.alone ? `[${text}]` : text; // As sources are referred to in the text.
    };
    const each = (field, value) => {
      if (field.type !== "group") return shown(field, value);
      const [text, used] = figure(field.fields, value);
      const others = given(field.fields, value).filter(({ name }) => !used.includes(name));
      return [text, ...others.map((inner) => told(inner, value[inner.name]))].filter(Boolean).join(" · ");
    };

    return (fields, values, body) => {
      area.querySelector("#luettuna").replaceChildren(...given(fields, values).map((field) => node("div", {}, node("dt", {}, capital(field.label)), ...[values[field.name]].flat().map((value) => node("dd", {}, each(field, value))))));
      area.querySelector("#tekstina").replaceChildren(...window.kpMarkdown(body, form.address));
    };
  };
})();
