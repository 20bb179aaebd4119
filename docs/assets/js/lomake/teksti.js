// What the build says of written text: letters that nobody sees, private data, hosts that look like others, and the shape
// of a body. Patterns and limits are those of the build.
(() => {
  const { sections, withoutCode } = window.kpYaml;
  const letters = (text) => [...text].length;

  /** A part of a host's name as readers see it, from how it is asked for (RFC 3492). */
  const decoded = (part) => {
    if (!/^xn--/i.test(part)) return part;
    const text = part.slice(4);
    const cut = text.lastIndexOf("-");
    const made = [...text.slice(0, Math.max(cut, 0))];
    if (/[^\x00-\x7f]/.test(text)) return "\ufffd";
    let [code, place, bias] = [128, 0, 72];
    for (let at = cut + 1; at < text.length; place += 1) {
      const from = place;
      for (let weight = 1, k = 36; ; k += 36) {
        const digit = "abcdefghijklmnopqrstuvwxyz0123456789".indexOf(text[at]?.toLowerCase() ?? "-");
        if (digit < 0) return "\ufffd";
        at += 1;
        place += digit * weight;
        const least = Math.min(Math.max(k - bias, 1), 26);
        if (digit < least) break;
        weight *= 36 - least;
      }
      const count = made.length + 1;
      let delta = Math.floor((place - from) / (from ? 2 : 700));
      delta += Math.floor(delta / count);
      for (bias = 0; delta > 455; bias += 36) delta = Math.floor(delta / 35);
      bias += Math.floor((36 * delta) / (delta + 38));
      code += Math.floor(place / count);
      place %= count;
      if (code > 0x10ffff) return "\ufffd";
      made.splice(place, 0, String.fromCodePoint(code));
    }
    return made.join("");
  };

  const texts = (form, { say, inForm }) => {
    const made = new Map();
    const pattern = (name, more = "") => {
      const key = name + more;
      if (!made.has(key)) made.set(key, new RegExp(form.patterns[name][0], form.patterns[name][1] + more));
      return made.get(key);
    };
    const code = (sign) => `U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

    const hidden = (text) => {
      const found = pattern("control").exec(text);
      return found ? say("invisible", { code: code(found[0]) }) : undefined;
    };
    const privacy = (text) => {
      const found = form.private.find((name) => pattern(name).test(text));
      return found && say(found);
    };
    const host = (text) => {
      for (const [, found] of text.matchAll(pattern("host", "g"))) {
        const name = found.split(".").map(decoded).join(".");
        const sign = pattern("strange").exec(name)?.[0];
        if (sign) return say("strange_host", { name, sign, code: code(sign) });
      }
      return undefined;
    };

    /* The shape of a body: [line, message]. */

    const linesTo = (text, at) => text.slice(0, at).split("\n").length - 1;

    const isHost = (name) => {
      const plain = name.replace(/[@:#?]/g, "");
      const folded = plain.normalize("NFKC"); // Letters that the build takes for a sign between the parts of an address.
      return ![...form.noHost].some((sign) => name.includes(sign)) && !name.includes("]") && (folded === plain || !/[/?#@:]/.test(folded));
    };

    const leftOpen = (paragraph) => {
      for (const [opening, closing] of form.opens) {
        let depth = 0;
        for (const sign of paragraph) {
          if (sign === opening) depth += 1;
          else if (sign === closing) depth = Math.max(0, depth - 1);
          if (depth > form.limits.open) return opening;
        }
      }
      return "";
    };

    function* paragraphs(text) {
      const rows = text.split("\n");
      let from = 0;
      for (const [i, row] of [...rows, ""].entries()) {
        if (/\S/.test(row)) continue;
        if (i > from) yield [from, rows.slice(from, i).map((each) => `${each}\n`).join("").slice(0, i === rows.length ? -1 : undefined)];
        from = i + 1;
      }
    }

    function* limits(body) {
      const most = form.limits;
      const fences = [...body.matchAll(pattern("fence", "g"))];
      if (letters(body) > most.characters) {
        yield [-1, say("long_text", { actual: letters(body), limit: most.characters })];
        return;
      }
      if (fences.length > most.fences) {
        yield [linesTo(body, fences[most.fences].index), say("many_fences", { limit: most.fences })];
        return;
      }
      for (const [i, row] of body.split("\n").entries()) if (letters(row) > most.line) yield [i, say("long_line", { actual: letters(row), limit: most.line })];
      const text = withoutCode(body);
      for (const [line, paragraph] of paragraphs(text)) {
        const sign = leftOpen(paragraph);
        if (letters(paragraph) > most.paragraph) yield [line, say("long_paragraph", { limit: most.paragraph })];
        else if (sign) yield [line, say("left_open", { limit: most.open, sign })];
        for (const [i, row] of paragraph.split("\n").entries()) {
          const marks = pattern("marks").exec(row);
          if (marks && marks[0].match(pattern("mark", "g")).length > most.nested) yield [line + i, say("nested", { limit: most.nested })];
        }
      }
      const declared = pattern("declaration").exec(text);
      if (declared) yield [linesTo(text, declared.index), say("declaration")];
      for (const found of text.matchAll(pattern("bodyHost", "g"))) {
        const written = found[1] ?? found[2];
        const name = written.trim();
        if (isHost(name)) continue;
        yield [linesTo(text, found.index + found[0].length - written.length), say("body_host", { given: [...name].slice(0, most.told).join("") })];
        return;
      }
    }

    /** [line, level, text] of each heading that stands by itself. */
    function* headings(rows) {
      let above = []; // The lines of the paragraph so far, of which an underline makes a heading; null inside a list.
      for (const [i, row] of rows.entries()) {
        const [, marks, title = ""] = ((above || row[0] !== " ") && pattern("heading").exec(row)) || [];
        const line = above?.length && pattern("underline").exec(row)?.[1];
        if (marks) yield [i, marks.length, title];
        else if (line) yield [i - above.length, line[0] === "=" ? 1 : 2, above.join(" ")];
        if (marks || line || !row.trim() || pattern("rule").test(row)) above = [];
        else if (pattern("container").test(row)) above = null;
        else if (above?.length || (above && !/^(?: {4}|\t)/.test(row))) above = [...above, row.trim()];
      }
    }

    function* titles(body, near) {
      const rows = withoutCode(body).split("\n");
      const all = form.headings.join(" · ");
      let last = -1;
      for (const [i, row] of rows.entries()) {
        const markup = !/^(?: {4}|\t)/.test(row) && pattern("html").exec(row.replace(/\x60[^\x60]*\x60/g, ""));
        if (markup) yield [i, say("html", { given: [...markup[0]].slice(0, form.limits.told).join("") })];
      }
      for (const [i, level, title] of headings(rows)) {
        const place = form.headings.indexOf(title);
        if (level === 1) yield [i, say("first_heading", { given: title })];
        else if (level !== 2 || !form.headings.length) continue;
        else if (place < 0) yield [i, say("odd_heading", { given: title, near: near(title, form.headings) ?? say("headings", { headings: all }) })];
        else if (place <= last) yield [i, say("heading_order", { given: title, headings: all })];
        else last = place;
      }
    }

    /** Marks of other programs, and headings that are none. */
    function* pasted(body) {
      const rows = withoutCode(body).split("\n");
      for (const [i, row] of rows.entries()) {
        const key = form.pasted.find((name) => pattern(name).test(rows.slice(i, i + 2).join("\n")));
        const bold = (pattern("boldLine").exec(row.trim())?.[1] ?? "").replaceAll(":", "").trim();
        const title = bold.slice(0, 1).toUpperCase() + bold.slice(1).toLowerCase();
        if (key) yield [i, say(key, { given: [...row.trim()].slice(0, 40).join("") })];
        else if (form.headings.includes(title)) yield [i, say("bold_heading", { given: title })];
      }
    }

    function* rows(body, missing) {
      for (const [i, row] of body.split("\n").entries()) {
        for (const message of [hidden(row), privacy(row), host(row)]) if (message) yield [i, message];
        for (const [, list] of row.matchAll(pattern("bodySources", "g"))) {
          for (const message of list.split(",").map(Number).map(missing)) if (message) yield [i, message];
        }
      }
    }

    /** Problems of a body, found by the heading under which they are. "missing" tells what is wrong with a source number. */
    function* problems(body, { near, missing }) {
      const parts = sections(form.headings, body);
      let from = 0;
      const starts = parts.map(({ head, text }) => {
        const start = from;
        from += linesTo(head + text);
        return start;
      });
      const longest = () => parts.reduce((most, part) => (part.text.length > most.text.length ? part : most));
      const told = (line, message, label) => {
        const { title } = line < 0 ? longest() : parts[starts.findLastIndex((start) => start <= line)];
        return { loc: [`# ${title}`], label: inForm ? title || "teksti" : label, message };
      };
      const shape = [...limits(body)];
      for (const [line, message] of shape.length ? shape : [...titles(body, near), ...pasted(body)]) yield told(line, message, "");
      for (const [line, message] of rows(body, missing)) yield told(line, message, "teksti");
    }

    return { hidden, privacy, host, problems };
  };

  window.kpTexts = { texts, letters };
})();
