// The fields of the web form, made of the schema: each reads and writes one value as it is written in the file.
(() => {
  const { node } = window.kpSearch;
  const { times } = window.kpTimes;
  const { letters } = window.kpTexts;
  const FREE = ["municipality", "tag", "practice"]; // Too many to choose from a list: these are typed, and suggested.
  const BOOLS = [["true", "kyllä"], ["false", "ei"]];
  const capital = (text) => text[0].toUpperCase() + text.slice(1);

  /** "words" lists what each kind of reference may name, "places" reads names of municipalities, and "read(field, text)" is a
   * value as files have it; "changed" is called when items come or go, "tell" says it. */
  const fields = ({ area, words, places, form, read, changed, tell }) => {
    const { shown } = times(form.moment);
    const singular = form.one;
    const [dropped, spaces] = ["dropped", "spaces"].map((name) => new RegExp(form.patterns[name][0], "gu"));
    /** What was written, without signs that nobody sees. */
    const clean = (text) => text.replace(dropped, "").replace(spaces, " ").normalize("NFC").trim();
    const isTime = ({ type }) => type === "day" || type === "moment";
    let made = 0;
    const offered = new Map();
    const options = (target) => words[target].map(([key, ...others]) => node("option", { value: key, ...(others.some(Boolean) ? { label: others.filter(Boolean).join(", ") } : {}) }));
    const suggestions = (target) => {
      if (!offered.has(target)) {
        offered.set(target, node("datalist", { id: `ehdotus-${target}` }, ...options(target)));
        area.append(offered.get(target));
      }
      return `ehdotus-${target}`;
    };
    /** What a field shows of a stored value: times as people write them. */
    const readable = (field, value) => (isTime(field) ? shown(value) : value);

    const choosable = (field) => field.choices ?? (field.type === "bool" ? BOOLS : null) ?? (field.target && !FREE.includes(field.target) ? words[field.target] : null);

    const entry = (field) => {
      const choices = choosable(field);
      if (choices) {
        const select = node("select", { class: "field" }, node("option", { value: "" }, field.required ? "Valitse" : "Ei valittu"), ...choices.map(([key, label]) => node("option", { value: key }, label)));
        select.setValue = (value) => {
          if (value && !choices.some(([key]) => key === value)) select.append(node("option", { value }, value));
          select.value = value;
        };
        return select;
      }
      const long = field.rows || (field.prose && field.max_length >= 200);
      const given = node(long ? "textarea" : "input", { class: "field", ...(long ? { rows: String(field.rows ?? 3) } : { type: "text", autocomplete: "off" }), ...(FREE.includes(field.target) ? { list: suggestions(field.target) } : {}), ...(field.type === "number" || field.type === "whole" ? { inputmode: field.list ? "text" : "decimal" } : {}), ...(isTime(field) ? { placeholder: field.type === "day" ? "3.5.2026" : "2026 tai 3.5.2026" } : {}) });
      if (!field.rows) given.addEventListener("change", () => {
        const text = field.prose ? clean(given.value).split("\n").map((row) => row.trim()).filter(Boolean).join(" ") : clean(given.value);
        given.value = field.list ? text : readable(field, read(field, text));
      });
      given.setValue = (value) => (given.value = value);
      return given;
    };

    /** One value with its label, help and place for a message. "bare" is an item of a list, which has a shorter label. */
    const single = (field, { name = field.label, bare = false, nested = false } = {}) => {
      const id = `k${(made += 1)}`;
      const control = entry(field);
      control.id = id;
      const error = node("p", { class: "q__error", id: `${id}-virhe`, hidden: true });
      const must = field.required && !bare ? node("span", { class: "q__must" }, nested ? " (tarvitaan, jos täytät kohdan)" : " (pakollinen)") : null;
      const help = !bare && field.help ? node("p", { class: "q__help", id: `${id}-ohje` }, field.help) : null;
      control.setAttribute("aria-describedby", [help && `${id}-ohje`, `${id}-virhe`].filter(Boolean).join(" "));
      if (field.required && !bare && !nested) control.setAttribute("aria-required", "true");
      const counter = control.tagName === "TEXTAREA" && field.max_length && node("p", { class: "q__help" });
      const el = node("div", { class: "q" }, node("label", { for: id }, capital(name), must), help, control, counter, error);
      const count = () => {
        const left = field.max_length - letters(clean(control.value));
        counter.textContent = left < 0 ? `${-left} merkkiä liikaa` : `${left} merkkiä jäljellä`;
      };
      if (counter) {
        let pause;
        count();
        control.addEventListener("input", () => {
          count();
          clearTimeout(pause); // Said when the writer stops for a while, not at every letter.
          pause = setTimeout(() => tell(counter.textContent), 1000);
        });
      }
      let was = ["", ""]; // A time as it was stored and shown: one that is not touched stays as it was written.
      return {
        field, el, control, error,
        read: () => {
          const value = clean(control.value);
          return value ? (value === was[1] ? was[0] : value) : undefined;
        },
        write: (value) => {
          const text = [value ?? []].flat().join(", ");
          was = [text, readable(field, text)];
          control.setValue(was[1]);
          if (counter) count();
        },
        find: () => null,
      };
    };

    const box = (title, { help, must } = {}, ...children) => {
      const id = `k${(made += 1)}`;
      const error = node("p", { class: "q__error", id: `${id}-virhe`, hidden: true });
      const el = node("fieldset", { class: "q-group", tabindex: "-1", "aria-describedby": [help && `${id}-ohje`, `${id}-virhe`].filter(Boolean).join(" ") }, node("legend", {}, capital(title), must && node("span", { class: "q__must" }, " (pakollinen)")), help && node("p", { class: "q__help", id: `${id}-ohje` }, help), error, ...children);
      return { el, error, control: el };
    };

    const group = (field, options_ = {}) => {
      const parts = field.fields.map((each) => [each.name, control(each, { nested: true })]);
      const first = form.first[field.name] ?? field.fields.map(({ name }) => name);
      const rest = parts.filter(([name]) => !first.includes(name));
      const more = rest.length ? node("details", { class: "more" }, node("summary", {}, "Lisää tietoja"), ...rest.map(([, { el }]) => el)) : null;
      const frame = box(options_.name ?? field.label, { help: options_.bare ? "" : field.help, must: field.required && !options_.bare }, ...parts.filter(([name]) => first.includes(name)).map(([, { el }]) => el), more);
      return {
        ...frame, field,
        read: () => {
          const values = Object.fromEntries(parts.map(([name, each]) => [name, each.read()]).filter(([, value]) => value !== undefined));
          return Object.keys(values).length ? values : undefined;
        },
        write: (value) => {
          parts.forEach(([name, each]) => each.write(value?.[name]));
          if (more) more.open = rest.some(([name]) => value?.[name] !== undefined);
        },
        find: (step) => parts.find(([name]) => name === step)?.[1],
      };
    };

    const ticks = (field) => {
      const boxes = field.choices.map(([value, label]) => [value, node("input", { type: "checkbox", value }), label]);
      const frame = box(field.label, { help: field.help }, ...boxes.map(([, input, label]) => node("label", { class: "check" }, input, label)));
      let odd = [];
      return {
        ...frame, field,
        read: () => {
          const values = [...boxes.filter(([, input]) => input.checked).map(([value]) => value), ...odd];
          return values.length ? values : undefined;
        },
        write: (values = []) => {
          boxes.forEach(([value, input]) => (input.checked = values.includes(value)));
          odd = values.filter((value) => !boxes.some(([each]) => each === value));
        },
        find: () => null,
      };
    };

    const list = (field, { nested = false } = {}) => {
      const one = singular[field.name] ?? field.label;
      const item = { ...field, list: undefined };
      const holder = node("div", { class: "q-items" });
      const add = node("button", { class: "btn", type: "button" }, `Lisää ${one}`);
      const frame = box(field.label, { help: field.help, must: field.required && !nested }, holder, add);
      let items = [];
      const number = () => items.forEach((each, i) => {
        each.el.querySelector("legend, label").firstChild.textContent = capital(`${one} ${i + 1}`);
        each.remove.textContent = "Poista";
        each.remove.setAttribute("aria-label", `Poista ${one} ${i + 1}`);
      });
      const append = () => {
        const child = field.type === "group" ? group(item, { name: one, bare: true }) : single(item, { name: one, bare: true });
        child.remove = node("button", { class: "btn btn--quiet q__remove", type: "button" }, "Poista");
        if (field.target === "municipality") child.control.addEventListener("change", () => spread(child));
        child.row = node("div", { class: field.type === "group" ? "q-item" : "q-line" }, child.el, child.remove);
        child.remove.addEventListener("click", () => {
          const at = items.indexOf(child);
          child.row.remove();
          items.splice(at, 1);
          number();
          ((items[at] ?? items[at - 1])?.remove ?? add).focus();
          tell(`Poistettu: ${one} ${at + 1}.${field.name === "sources" ? " Tarkista lähteiden numerot luvuissa ja tekstissä." : ""}`);
          changed();
        });
        items.push(child);
        holder.append(child.row);
        number();
        return child;
      };
      add.addEventListener("click", () => {
        const child = append();
        child.el.querySelector("input, select, textarea").focus();
        tell(`Lisätty: ${one} ${items.length}.`);
      });
      /** Names that were written as one: each gets its own line. */
      const spread = (child) => {
        const [first, ...others] = places.read(child.control.value);
        if (!others.length) return;
        [child, ...others.map(append)].forEach((each, i) => each.write([first, ...others][i]));
        tell(`Lisätty: ${others.join(", ")}.`);
        changed();
      };
      const clear = () => {
        holder.replaceChildren();
        items = [];
      };
      const begun = (field.required || field.name in form.first) && !nested; // A list with an item to begin with.
      if (begun) append();
      return {
        ...frame, field,
        read: () => {
          const values = items.map((each) => each.read()).filter((value) => value !== undefined);
          return values.length ? values : undefined;
        },
        write: (values) => {
          clear();
          [values ?? []].flat().forEach((value) => append().write(value));
          if (begun && !items.length) append();
        },
        // Problems count filled items only, as the file has only them.
        find: (step) => (typeof step === "number" ? items.filter((each) => each.read() !== undefined)[step] : null),
      };
    };

    const control = (field, where = {}) => {
      if (field.list && field.choices) return ticks(field);
      if (field.list && !field.list.alone) return list(field, where);
      return field.type === "group" ? group(field) : single(field, where);
    };

    /** What may be named has become known: suggestions that are open already get it. */
    const renew = (target) => offered.get(target)?.replaceChildren(...options(target));

    return { control, single, choosable, readable, renew };
  };

  window.kpFields = { fields, capital };
})();
