// What the entry looks like so far: its fields as readers see them, and how full it is.
(() => {
  const { node } = window.kpSearch;
  const { holds } = window.kpCheck;
  const { capital } = window.kpFields;

  /** "label(field, value)" is a value as readers see it; "find(path)" is a field of the form, and "go" goes to it. */
  const views = ({ area, form, label, find, go }) => {
    const part = (selector) => area.querySelector(selector);
    const given = (fields, values) => fields.filter(({ name }) => values[name] !== undefined);

    const each = (field, value) => {
      if (field.type !== "group") return label(field, value);
      return given(field.fields, value).map((inner) => (inner.type === "group" ? capital(inner.label) : [value[inner.name]].flat().map((one) => label(inner, one)).join(", "))).join(" · ");
    };

    const preview = (fields, values) =>
      part("#luettuna").replaceChildren(...given(fields, values).map((field) => node("div", {}, node("dt", {}, capital(field.label)), ...[values[field.name]].flat().map((value) => node("dd", {}, each(field, value))))));

    const fullness = (values) => {
      if (!form.asked.length) return;
      const able = form.asked.filter(({ later }) => !later || !form.ahead.includes(values.stage));
      const lacking = able.filter(({ told }) => !holds(told, values));
      const sum = (list) => list.reduce((total, { weight }) => total + weight, 0);
      const score = Math.round((100 * (sum(able) - sum(lacking))) / sum(able));
      part("#taysi meter").value = score;
      part("#taysi meter").textContent = part("#taysi b").textContent = `${score} %`;
      part("#taysi ul").replaceChildren(...lacking.slice(0, 3).map(({ field, label: name, why }) => {
        const link = node("button", { class: "linklike", type: "button" }, capital(name));
        link.addEventListener("click", () => go(find(field.split("."))));
        return node("li", {}, link, ` ${why}`);
      }));
    };

    return { preview, fullness };
  };

  window.kpViews = { views };
})();
