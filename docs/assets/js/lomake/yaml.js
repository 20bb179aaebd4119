// The YAML in which entries are written: read with the line of every value, and written in one style. What this reader
// does not understand it refuses with the line; nothing is dropped in silence. Every value is text, as in the build.
(() => {
  class Refused extends Error {
    /** "message" is one of the form's words about files, or what to say; "given" stands in it. */
    constructor(line, message, given = "") {
      super(message);
      this.line = line;
      this.given = given;
    }
  }

  /* Reading */

  const ESCAPES = { n: "\n", t: "\t", r: "\r", 0: "\0", a: "\x07", b: "\b", e: "\x1b", f: "\f", v: "\v", " ": " ", '"': '"', "/": "/", "\\": "\\", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029" };
  const KEY = /^([A-Za-z_][\w-]*) *:(?: +(.*)|)$/;
  const empty = (text) => text === "" || text === "~" || text === "null";

  /** A quoted text from the beginning of "text", and what is left after it. */
  const quoted = (text, line) => {
    const found = text[0] === '"' ? /^"((?:[^"\\]|\\.)*)"/.exec(text) : /^'((?:[^']|'')*)'/.exec(text);
    if (!found) throw new Refused(line, "open_quote");
    const inside = found[1];
    const value =
      text[0] === "'"
        ? inside.replaceAll("''", "'")
        : inside.replace(/\\(x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|.)/gi, (_, code) => {
            if (code.length > 1) return String.fromCodePoint(parseInt(code.slice(1), 16));
            if (!(code in ESCAPES)) throw new Refused(line, "backslash");
            return ESCAPES[code];
          });
    return [value, text.slice(found[0].length)];
  };

  const ended = (rest, line) => {
    if (!/^\s*(?:$|\s#)/.test(rest)) throw new Refused(line, "after_quote");
  };

  const plain = (text, line) => {
    const value = text.replace(/(?<!\s)\s+#.*/, "").trim();
    if (/^[&*!|>%@\x60{}\],#]|^[-?:](?: |$)/.test(value)) throw new Refused(line, "odd_sign", value[0]);
    if (/:(?: |$)/.test(value)) throw new Refused(line, "colon");
    return empty(value) ? null : value;
  };

  const flow = (text, line) => {
    const items = [];
    let rest = text.slice(1).trimStart();
    while (rest[0] !== "]") {
      let value;
      if (rest[0] === '"' || rest[0] === "'") [value, rest] = quoted(rest, line);
      else {
        const found = /^[^,\][{}"']+/.exec(rest);
        if (!found) throw new Refused(line, "odd_list");
        [value, rest] = [plain(found[0], line), rest.slice(found[0].length)];
      }
      items.push(value);
      rest = rest.trimStart();
      if (rest[0] === ",") rest = rest.slice(1).trimStart();
      else if (rest[0] !== "]") throw new Refused(line, "open_list");
    }
    ended(rest.slice(1), line);
    return items;
  };

  const scalar = (text, line) => {
    if (text[0] === "[") return flow(text, line);
    if (text[0] !== '"' && text[0] !== "'") return plain(text, line);
    const [value, rest] = quoted(text, line);
    ended(rest, line);
    return value;
  };

  class Reader {
    constructor(text, first) {
      this.lines = {};
      this.rows = [];
      this.comments = [];
      this.at = 0;
      text.split("\n").forEach((raw, number) => {
        const line = first + number;
        const indent = /^ */.exec(raw)[0].length;
        const rest = raw.slice(indent).trimEnd();
        if (rest[0] === "\t") throw new Refused(line, "tab");
        if (/^#|[^"'\s]\s+#|["']\s+#/.test(rest) && !/^[^#]*"[^"#]*#[^"]*"\s*$/.test(rest)) this.comments.push(line);
        if (rest && rest[0] !== "#") this.rows.push({ line, indent, text: rest });
      });
    }

    get row() {
      return this.rows[this.at];
    }

    block(indent, path) {
      return /^-(?: |$)/.test(this.row.text) ? this.list(indent, path) : this.map(indent, path);
    }

    deeper(indent, line) {
      if (this.row && this.row.indent > indent) throw new Refused(this.row.line, "indent", line);
    }

    list(indent, path) {
      const items = [];
      while (this.row && this.row.indent === indent && /^-(?: |$)/.test(this.row.text)) {
        const { line, text } = this.row;
        const rest = text.slice(1).trimStart();
        const here = [...path, items.length];
        this.lines[here.join(".")] = line;
        if (rest && rest[0] !== "#") {
          const inner = indent + text.length - rest.length;
          if (KEY.test(rest)) {
            this.row.indent = inner;
            this.row.text = rest;
            items.push(this.map(inner, here));
          } else {
            this.at += 1;
            items.push(scalar(rest, line));
          }
        } else {
          this.at += 1;
          items.push(this.row && this.row.indent > indent ? this.block(this.row.indent, here) : null);
        }
        this.deeper(indent, line);
      }
      return items;
    }

    map(indent, path) {
      const made = {};
      while (this.row && this.row.indent === indent && !/^-(?: |$)/.test(this.row.text)) {
        const { line, text } = this.row;
        const found = KEY.exec(text);
        if (!found) throw new Refused(line, "odd_line");
        const [, key, value = ""] = found;
        if (Object.hasOwn(made, key)) throw new Refused(line, "twice", key);
        this.at += 1;
        const here = [...path, key];
        this.lines[here.join(".")] = line;
        Object.defineProperty(made, key, { value: this.value(value, line, indent, here), enumerable: true });
        this.deeper(indent, line);
      }
      return made;
    }

    value(text, line, indent, path) {
      if (text && text[0] !== "#") return scalar(text, line);
      const next = this.row;
      if (next && (next.indent > indent || (next.indent === indent && /^-(?: |$)/.test(next.text)))) return this.block(next.indent, path);
      return null;
    }
  }

  /** The values of a mapping, the line of each by its path, and the lines with remarks. */
  const read = (text, first = 1) => {
    const reader = new Reader(text, first);
    const value = reader.row ? reader.map(reader.row.indent, []) : {};
    if (reader.row) throw new Refused(reader.row.line, "no_fields");
    return { value, lines: reader.lines, comments: reader.comments };
  };

  const FRONT = /---[ \t]*\n([^]*?)^---[ \t]*$\n?/my;

  /** A file taken apart: the keys of its front matter as they are written, their values, and the body. */
  const open = (raw) => {
    const windows = /^[^\n]*\r\n/.test(raw) && !/[^\r]\n/.test(raw);
    const text = windows ? raw.replaceAll("\r\n", "\n") : raw;
    FRONT.lastIndex = text.startsWith("\ufeff") ? 1 : 0;
    const found = FRONT.exec(text);
    if (!found) throw new Refused(1, text.trimStart().startsWith("---") ? "no_end" : "no_front");
    if (/\r/.test(text)) throw new Refused(1, "line_ends");
    const from = found.index + found[0].indexOf("\n") + 1;
    const parts = [];
    let lead = "";
    let line = 2;
    for (const row of found[1].split(/(?<=\n)/)) {
      if (/^\s*(?:#|$)/.test(row)) lead += row;
      else if (/^[^\s-]/.test(row)) {
        parts.push({ key: row.split(":")[0].trim(), lead, text: row, line });
        lead = "";
      } else {
        if (!parts.length) throw new Refused(line, "no_field");
        parts.at(-1).text += lead + row;
        lead = "";
      }
      line += 1;
    }
    const { value, lines, comments } = read(found[1], 2);
    return { head: text.slice(0, from), parts, tail: lead, foot: text.slice(from + found[1].length, FRONT.lastIndex), values: value, lines, comments, body: text.slice(FRONT.lastIndex), windows };
  };

  /* Writing */

  const LOOKS_LIKE_ANOTHER = /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?[._,:]*\d[\d._,:]*(?:e[-+]?\d+)?|0[xo][\da-f]+|[-+]?\.(?:inf|nan)|\d{4}-\d{1,2}-\d{1,2}.*)$/i;
  const NEEDS_QUOTES = /^$|^\s|\s$|^[-?:](?: |$)|^[,[\]{}#&*!|>'"%@\x60]|:(?: |$)| #|[\x00-\x1f\x7f-\x9f]|^(?:~|null)$|^---|^\.\.\.|^\u20ac/;

  const written = (field, value) => {
    const text = value.normalize("NFC");
    const free = field.type === "text" && !field.target;
    return NEEDS_QUOTES.test(text) || (free && LOOKS_LIKE_ANOTHER.test(text)) ? JSON.stringify(text) : text;
  };

  const lines = (field, value, pad) => {
    if (field.list) {
      const items_ = value.map((item) => (field.type === "group" ? "" : written(field, item)));
      if (field.list.alone) return [`${pad}${field.name}: ${items_.length === 1 ? items_[0] : "[" + items_.join(", ") + "]"}`];
      const items = value.flatMap((item) => (field.type === "group" ? group(field, item, `${pad}    `).map((row, i) => (i ? row : `${pad}  - ${row.trimStart()}`)) : [`${pad}  - ${written(field, item)}`]));
      return [`${pad}${field.name}:`, ...items];
    }
    if (field.type === "group") return [`${pad}${field.name}:`, ...group(field, value, `${pad}  `)];
    return [`${pad}${field.name}: ${written(field, value)}`];
  };

  const group = ({ fields }, value, pad) => fields.filter(({ name }) => value[name] !== undefined).flatMap((field) => lines(field, value[field.name], pad));

  /* Values as a form has them: no empty ones, lists where the schema has lists, texts trimmed. */

  const one = (field, value) => {
    if (field.type === "group") return tidy(field.fields, value);
    return value.trim().normalize("NFC") || undefined;
  };

  const canonical = (field, value) => {
    if (value === null || value === undefined) return undefined;
    if (!field.list) return one(field, value);
    const items = (Array.isArray(value) ? value : [value]).filter((item) => item !== null).map((item) => one(field, item)).filter((item) => item !== undefined);
    return items.length ? items : undefined;
  };

  const tidy = (fields, values) => {
    const made = {};
    for (const field of fields) {
      const value = canonical(field, values[field.name]);
      if (value !== undefined) made[field.name] = value;
    }
    return Object.keys(made).length ? made : undefined;
  };

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /** The file: what has not changed as it was written, the rest anew; and the remarks that went with what changed. */
  const compose = (form, values, body, opened) => {
    const now = tidy(form.fields, values) ?? {};
    if (!opened) return { text: ["---", ...group(form, now, ""), "---", body].join("\n"), changed: Object.keys(now), lost: [] };
    const before = tidy(form.fields, opened.values) ?? {};
    const changed = form.fields.filter(({ name }) => !same(now[name], before[name]));
    const parts = new Map(opened.parts.map((part) => [part.key, { ...part }]));
    const lost = [];
    const order = [...parts.keys()];
    for (const field of changed) {
      const { name } = field;
      const part = parts.get(name);
      if (part && part.lead.includes("#") && now[name] === undefined) lost.push(name);
      else if (part && opened.comments.some((line) => line >= part.line && line < part.line + part.text.split("\n").length - 1)) lost.push(name);
      if (now[name] === undefined) {
        order.splice(order.indexOf(name), 1);
        continue;
      }
      const text = lines(field, now[name], "").map((row) => `${row}\n`).join("");
      if (!part || !order.includes(name)) {
        const index = form.fields.indexOf(field);
        const after = form.fields.slice(0, index).findLast((other) => order.includes(other.name));
        order.splice(after ? order.indexOf(after.name) + 1 : 0, 0, name);
        parts.set(name, { key: name, lead: "", text });
      } else part.text = text;
    }
    const front = order.map((name) => parts.get(name).lead + parts.get(name).text).join("");
    const text = opened.head + front + opened.tail + opened.foot + body;
    return { text: opened.windows ? text.replaceAll("\n", "\r\n") : text, changed: changed.map(({ name }) => name), lost };
  };

  /* The body: text under its headings. What is not changed stays as it was written. */

  /** The body with as many lines but nothing in its fenced code. */
  const withoutCode = (body) => body.replace(/^(~{3,}|\x60{3,})(?![~\x60])[^\n]*\n(?:[^]*?\n)??\1[ ]*$/gm, (block) => block.replace(/[^\n]/g, ""));

  const sections = (headings, body) => {
    const found = [{ title: "", head: "", text: "" }];
    const plain_ = withoutCode(body).split("\n");
    for (const [i, row] of body.split(/(?<=\n)/).entries()) {
      const title = /^##[ \t]+(.+?)[ \t]*#*\s*$/.exec(plain_[i])?.[1];
      if (title && headings.includes(title) && !found.some((part) => part.title === title)) found.push({ title, head: row, text: "" });
      else found.at(-1).text += row;
    }
    return found;
  };

  const text = (value) => value.replace(/\r\n?/g, "\n").trim().normalize("NFC");

  /** The body with the texts of "now" by heading, in the order of the headings. */
  const bodied = (headings, now, before = "") => {
    const old = sections(headings, before);
    const stays = old.every(({ title, text: was }) => text(was) === text(now[title] ?? ""));
    if (stays && Object.keys(now).every((title) => !text(now[title]) || old.some((part) => part.title === title))) return before;
    const kept = new Map(old.map((part) => [part.title, part]));
    const made = ["", ...headings]
      .map((title) => {
        const part = kept.get(title);
        const wanted = text(now[title] ?? "");
        if (part && text(part.text) === wanted && (wanted || title === "")) return title || wanted ? part.head + part.text : "";
        if (!wanted) return "";
        return (title ? `## ${title}\n\n` : "") + `${wanted}\n`;
      })
      .filter(Boolean)
      .map((part) => part.replace(/^\n+/, ""));
    return made.length ? ["\n", ...made.map((part, i) => (i < made.length - 1 ? part.replace(/\n*$/, "\n\n") : part))].join("") : "";
  };

  window.kpYaml = { Refused, read, open, compose, tidy, same, sections, bodied, withoutCode };
})();
