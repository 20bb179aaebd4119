// What the build refuses, refused while the form is filled: the rules and the texts are those of the build, exported with
// the form. A problem has the path to its field, the field's name in Finnish and a message.
(() => {
  const { words: naming } = window.kpWords;
  const { times } = window.kpTimes;
  const { values: reading } = window.kpValues;
  const { texts: writing, letters } = window.kpTexts;
  /* Conditions between fields, as the schema has them. */

  const reach = (part, path) => path.split(".").reduce((value, name) => value?.[name], part);
  const holds = ([kind, ...rest], part) => {
    const value = () => reach(part, rest[0]);
    if (kind === "given") return value() !== undefined && value() !== null && !(Array.isArray(value()) && !value().length);
    if (kind === "is") return value() === rest[1];
    if (kind === "above") return Number(value() || NaN) > Number(reach(part, rest[1]) || NaN);
    if (kind === "some") return (value() ?? []).some((item) => holds(rest[1], item));
    if (kind === "not") return !holds(rest[0], part);
    return rest[kind === "all" ? "every" : "some"]((each) => holds(each, part));
  };

  /**
   * The checks of one form. "names(target)" gives the set of what may be named; "inForm" speaks as to one who fills it;
   * "slug" is the entry that is changed, "name" what its file is or will be called, "titles" and "old" what others have.
   */
  const checks = (form, { names, inForm = false, today = "", slug = "", name = slug, titles = [], old = [] }) => {
    const texts = inForm ? { ...form.texts, ...form.inForm } : form.texts;
    const say = (key, written = {}) => texts[key].replace(/\{(\w+)\}/g, (_, place) => written[place] ?? "");
    const patterns = new Map();
    const pattern = (source) => patterns.get(source) ?? patterns.set(source, new RegExp(source, "u")).get(source);
    const { at, shown } = times(form.moment);
    const time = inForm ? shown : (text) => text;
    const { near, meant, unknown } = naming(form, say, names);
    const { read, value, refusal, listed } = reading(form, { say, meant });
    const written = writing(form, { say, inForm });

    /** An item of a list: "lähteet 2" in the words of the build, "lähde 2" in those of the form. */
    const counted = (field, i) => `${(inForm && form.one[field.name]) || field.label} ${i + 1}`;

    const prose = (text) => {
      if (text.includes("\n")) return say("one_line");
      return written.privacy(text);
    };

    const limits = {
      text(field, raw) {
        const given = field.prose && raw.includes("\n") && !raw.includes("\n\n") ? raw.split("\n").map((row) => row.trim()).join(" ") : raw;
        const text = given.trim();
        if (letters(text) < (field.min_length ?? 0)) return say("empty");
        if (letters(text) > (field.max_length ?? Infinity)) return say("too_long", { actual: letters(given), limit: field.max_length });
        if (field.pattern && !pattern(field.pattern).test(text)) return written.host(raw) ?? say(field.says, { given: raw });
        return written.hidden(text) ?? (field.prose ? prose(text) : undefined);
      },
      number(field, raw) {
        const given = Number(raw);
        if (given < field.ge) return say("least", { given: raw, limit: field.ge });
        if (given <= field.gt) return say("over", { given: raw, limit: field.gt });
        return given > field.le ? say("most", { given: raw, limit: field.le }) : undefined;
      },
    };
    limits.whole = limits.number;

    function* one(field, raw, loc, words) {
      const told = (message) => ({ loc, label: words.join(", "), message, unsound: true });
      if (raw === null) yield told(say(field.type === "text" ? "empty_item" : "missing"));
      else if (field.type === "group") {
        if (typeof raw === "string" && field.text) yield told(say("not_part_but_text", { name: field.text, given: raw }));
        else if (typeof raw !== "object" || Array.isArray(raw)) yield told(say("not_part"));
        else yield* group(field, raw, loc, words);
      } else if (typeof raw !== "string") yield told(say({ number: "number", whole: "whole", bool: "bool", moment: "moment", day: "day" }[field.type] ?? "not_text"));
      else {
        const message = refusal(field, raw) ?? limits[field.type]?.(field, raw);
        if (message) yield told(message);
        else if (field.target && names(field.target) && !meant(field.target, raw)) yield { ...told(unknown(field.target, raw.trim())), unsound: false };
        else if (field.target === form.kind && slug && raw.trim() === slug) yield { ...told(say("itself")), whole: true, unsound: false };
        else if (field.type === "text" && raw.trim().startsWith("http") && written.host(raw)) yield { ...told(written.host(raw)), whole: true, unsound: false };
      }
    }

    function* list(field, raw, loc, words) {
      const told = (message) => ({ loc, label: words.join(", "), message });
      const items = field.list.alone && !Array.isArray(raw) ? [raw] : raw;
      if (!Array.isArray(items)) {
        yield { ...told(typeof raw === "string" && raw.trim() && (field.text || field.type !== "group") ? say("not_list_but_text", { given: listed(field, raw) }) : say("not_list")), unsound: true };
        return;
      }
      const { min_length: least = 0, max_length: most = Infinity } = field.list;
      if (items.length < least) yield told(say("too_few", { limit: least }));
      if (items.length > most) yield told(say("too_many", { actual: items.length, limit: most }));
      for (const [i, item] of items.entries()) {
        const numbered = field.type === "group" ? [...words.slice(0, -1), counted(field, i)] : words;
        yield* one(field, item, [...loc, i], numbered);
        if (field.target && loc.length === 1 && items.indexOf(item) < i) yield { loc: [...loc, i], label: numbered.join(", "), message: say("listed_twice", { given: item }), whole: true };
      }
    }

    function* group({ fields, rules }, raw, loc, words) {
      const wrong = new Set();
      const renamed = new Set();
      for (const key of Object.keys(raw)) {
        if (fields.some(({ name }) => name === key)) continue;
        const called = fields.find(({ name, label }) => label === key.toLowerCase() && !(name in raw))?.name;
        renamed.add(called);
        const hint = called ? say("rename_field", { name: called }) : (near(key, fields.map(({ name }) => name)) ?? say("unknown_field_far"));
        yield { loc: [...loc, key], label: words.join(", "), message: say("unknown_field", { given: key, near: hint }), unknown: true };
      }
      for (const field of fields) {
        const given = raw[field.name];
        const here = [[...loc, field.name], [...words, field.label]];
        const found = given === undefined || given === null ? (field.required && !renamed.has(field.name) ? [{ loc: here[0], label: here[1].join(", "), message: say("missing") }] : []) : [...(field.list ? list : one)(field, given, ...here)];
        if (found.some((problem) => !problem.whole)) wrong.add(field.name);
        yield* found;
      }
      const called = (name) => (inForm ? `”${fields.find((field) => field.name === name).label}”` : `"${name}"`);
      const broken = rules.find((rule) => !rule.fields.some((name) => wrong.has(name)) && holds(rule.wrong, raw));
      if (broken) yield { loc, label: words.join(", "), message: say(broken.text, Object.fromEntries(broken.fields.map((name) => [name, called(name)]))), first: broken.fields[0] };
    }

    /** The values with null in place of those that are not sound. */
    const without = (given, found) => {
      const made = structuredClone(given);
      for (const { loc } of found.filter(({ unsound }) => unsound)) {
        const [at_, above] = [loc.slice(0, -1), loc.slice(0, -2)].map((path) => path.reduce((part, step) => part?.[step], made));
        if (typeof at_ === "object") at_[loc.at(-1)] = null;
        else above[loc.at(-2)] = [null]; // One item without its list.
      }
      return made;
    };

    const { whole, missing } = window.kpWhole.whole(form, { say, at, time, counted, near, names, slug, name, titles, old, today, inForm });

    return {
      read,
      value,
      unknown,
      values: (given) => [...group(form, read(form.fields, given), [], [])].filter((problem) => !problem.whole),
      problems: (raw, body, file = "") => {
        const given = read(form.fields, raw);
        const found = [...group(form, given, [], [])];
        const sound = without(given, found);
        return [...found, ...whole(sound, file), ...written.problems(body, { near, missing: (cited) => missing(sound, cited) })];
      },
    };
  };

  window.kpCheck = { checks, holds };
})();
