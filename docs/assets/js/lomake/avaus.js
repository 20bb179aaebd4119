// Files and drafts that a form opens. What it does not understand it refuses with the line, and what is in the form stays.
(() => {
  const { Refused, open } = window.kpYaml;
  const { checks } = window.kpCheck;

  /** Whether a value has another shape than its field: a text where a list or a group should be. */
  const misshapen = (form, loc, values) => {
    let { fields } = form;
    let value = values;
    let field;
    for (const step of loc) {
      value = value?.[step];
      if (typeof step === "number") continue;
      field = fields.find(({ name }) => name === step);
      fields = field?.fields ?? [];
    }
    if (!field || value === undefined || value === null) return false;
    if (field.list && typeof loc.at(-1) !== "number") return !Array.isArray(value) && !field.list.alone;
    return field.type === "group" ? typeof value !== "object" || Array.isArray(value) : typeof value !== "string";
  };

  /** What the values have that the form has no place for: other fields, and values of another shape. */
  const strange = (form, values) => checks(form, { names: () => undefined }).values(values).filter((problem) => problem.unknown || misshapen(form, problem.loc, values));

  /** The file taken apart; Refused when the form has no place for something in it. */
  const opened = (form, raw) => {
    const found = open(raw);
    const [wrong] = strange(form, found.values);
    if (!wrong) return { ...found, raw };
    const line = found.lines[wrong.loc.join(".")] ?? found.lines[wrong.loc.slice(0, -1).join(".")] ?? 1;
    throw new Refused(line, wrong.label ? `${wrong.label}: ${wrong.message}` : wrong.message);
  };

  const plain = (value) => (typeof value === "object" && value ? Object.values(value).map(plain).filter(Boolean).join("; ") : String(value ?? ""));

  /** A draft: what the form has a place for, and what it has none for as texts. "isRecord": it is no file but a list of fields. */
  const salvaged = (form, text, isRecord) => {
    try {
      const { values: found, body = "" } = isRecord ? { values: Object.fromEntries(JSON.parse(text)) } : open(text);
      const values = structuredClone(found);
      const gone = strange(form, found).map(({ loc, label, unknown }) => {
        const holder = loc.slice(0, -1).reduce((part, step) => part?.[step], values);
        const told = plain(holder?.[loc.at(-1)]);
        if (typeof holder === "object") delete holder[loc.at(-1)];
        return told && `${[label, unknown && loc.at(-1)].filter(Boolean).join(", ")}: ${told}`;
      });
      return { values, body, gone: gone.filter(Boolean) };
    } catch {
      return { gone: [text] }; // A draft is never lost.
    }
  };

  /** The text of a file that a reader chose. */
  const read = async (file) => {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
    } catch {
      throw new Refused(1, "not_utf8");
    }
  };

  /** What this browser keeps of an unfinished form, or null; storage may be off. */
  const drafts = {
    read(key) {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write(key, draft) {
      try {
        localStorage.setItem(key, JSON.stringify(draft));
        return true;
      } catch {
        return false;
      }
    },
    clear(key) {
      try {
        localStorage.removeItem(key);
      } catch { /* Then there was nothing. */ }
    },
  };

  window.kpOpening = { opened, salvaged, read, drafts };
})();
