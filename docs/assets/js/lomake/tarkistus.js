// What the build refuses, refused while the form is filled: the rules and the texts are those of the build, exported with
// the form. A problem has the path to its field, the field's name in Finnish and a message.
(() => {
  const { sections, withoutCode } = window.kpYaml;
  const NUMBER = /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+)(?:e[+-]?\d+)?$/i;
  const WHOLE = /^[+-]?\d+(?:_\d+)*(?:\.0+)?$/;
  const BOOL = /^(?:true|false|t|f|yes|no|y|n|on|off|1|0)$/i;
  const letters = (text) => [...text].length;
  const digits = (text) => text.replace(/[ \u00a0]/g, "").replaceAll(",", ".");
  const number = (text) => Number(text.trim().replaceAll("_", ""));
  const slugify = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/[^\x00-\x7f]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");

  /* Likeness of words, as the build measures it: the longest common subsequence of both. */

  const processed = (text) => text.replace(/[^\p{L}\p{N}]/gu, " ").trim().toLowerCase();

  const likeness = (a, b) => {
    const [one, other] = [[...a], [...b]];
    let row = new Array(other.length + 1).fill(0);
    for (const letter of one) {
      const next = [0];
      other.forEach((each, i) => next.push(each === letter ? row[i] + 1 : Math.max(row[i + 1], next[i])));
      row = next;
    }
    return one.length + other.length ? (200 * row.at(-1)) / (one.length + other.length) : 0;
  };

  const nearest = (word, words, least) => {
    const wanted = processed(word);
    let best;
    let score = least;
    for (const each of words) {
      const got = wanted ? likeness(wanted, processed(each)) : 0;
      if (got > score || (got === score && best === undefined)) [best, score] = [each, got];
    }
    return best;
  };

  /* Dates */

  const exists = (year, month, day) => {
    const made = new Date(Date.UTC(year, month - 1, day));
    return made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
  };
  const moment = (pattern, text) => {
    const found = text && new RegExp(pattern).exec(text);
    if (!found) return null;
    const [year, month, day, hour, minute] = found.slice(1).map((part) => (part === undefined ? null : Number(part)));
    const last = day ?? new Date(Date.UTC(year, month ?? 12, 0)).getUTCDate();
    const written = [String(year).padStart(4, "0"), month && String(month).padStart(2, "0"), day && String(day).padStart(2, "0")].filter(Boolean).join("-");
    const clock = hour === null ? "" : ` ${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
    const key = (m, d) => year * 10000 + m * 100 + d;
    return { year, month, day, hour, minute, first: key(month ?? 1, day ?? 1), last: key(month ?? 12, last), time: (hour ?? -1) * 60 + (minute ?? 0), text: written + clock };
  };

  /* Conditions between fields, as the schema has them. */

  const reach = (part, path) => path.split(".").reduce((value, name) => value?.[name], part);
  const holds = ([kind, ...rest], part) => {
    const value = () => reach(part, rest[0]);
    if (kind === "given") return value() !== undefined && value() !== null && !(Array.isArray(value()) && !value().length);
    if (kind === "is") return value() === rest[1];
    if (kind === "above") return number(value() ?? "") > number(reach(part, rest[1]) ?? "") && Boolean(value()) && Boolean(reach(part, rest[1]));
    if (kind === "some") return (value() ?? []).some((item) => holds(rest[1], item));
    if (kind === "not") return !holds(rest[0], part);
    return rest[kind === "all" ? "every" : "some"]((each) => holds(each, part));
  };

  /** The checks of one form. "names(target)" gives the set of what may be named; "inForm" speaks as to one who fills it. */
  const checks = (form, { names, inForm = false, today = "", slug = "", titles = [] }) => {
    const texts = inForm ? { ...form.texts, ...form.inForm } : form.texts;
    const say = (key, written = {}) => texts[key].replace(/\{(\w+)\}/g, (_, name) => written[name] ?? "");
    const patterns = new Map();
    const pattern = (source, flags = "u") => patterns.get(source) ?? patterns.set(source, new RegExp(source, flags)).get(source);
    const day = moment(form.moment, today);
    const at = (text) => moment(form.moment, text);
    let forms;
    const places = () => {
      if (forms) return forms;
      forms = new Map();
      const set = (form_, name) => forms.has(form_) || forms.set(form_, name);
      for (const [name, name_sv, genitive, locative] of form.places) {
        const parts = { name, name_sv, genitive, locative, stem: genitive.replace(/n$/, "") };
        for (const template of form.placeForms) set(template.replace(/\{(\w+)\}/g, (_, key) => parts[key]).toLowerCase(), name);
      }
      for (const [name] of form.places) forms.delete(name.toLowerCase()) || true, forms.set(name.toLowerCase(), name);
      return forms;
    };

    const near = (word, words) => {
      const found = nearest(word, words, form.likeness);
      return found && say("did_you_mean", { near: found });
    };
    const meant = (word) => {
      const wanted = word.trim().toLowerCase();
      const found = places().get(wanted) ?? places().get(nearest(wanted, places().keys(), form.likeness));
      return found && say("did_you_mean", { near: found });
    };
    const unknown = (target, word) => {
      const far = target === "municipality" ? "far_municipality" : target in form.folders ? "far_entry" : "far_word";
      const hint = target === "municipality" ? meant(word) : near(word, [...names(target)].sort((a, b) => (a < b ? -1 : 1)));
      return say("unknown", { what: form.what[target], given: word, near: hint ?? say(far, { folder: form.folders[target], target }) });
    };

    const prose = (text) => {
      if (text.includes("\n")) return say("one_line");
      const found = Object.entries(form.private).find(([, source]) => pattern(source).test(text));
      return found && say(found[0]);
    };

    const value = {
      text(field, raw) {
        const given = field.prose && !raw.includes("\n\n") ? raw.replace(/[ \t]*\n[ \t]*/g, " ") : raw;
        const text = given.trim();
        if (letters(text) < (field.min_length ?? 0)) return say("empty");
        if (letters(text) > (field.max_length ?? Infinity)) return say("too_long", { actual: letters(given), limit: field.max_length });
        if (field.pattern && !pattern(field.pattern).test(text)) return say(field.says, { given: raw });
        const hidden = pattern(form.control).exec(text);
        if (hidden) return say("invisible", { code: `U+${hidden[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}` });
        return field.prose ? prose(text) : undefined;
      },
      limits(field, raw) {
        const given = number(raw);
        if (given < field.ge) return say("least", { given: raw, limit: field.ge });
        if (given <= field.gt) return say("over", { given: raw, limit: field.gt });
        return given > field.le ? say("most", { given: raw, limit: field.le }) : undefined;
      },
      number(field, raw) {
        if (/^[+-]?(?:inf|infinity|nan)$/i.test(raw.trim()) || number(raw) === Infinity) return say("endless");
        if (NUMBER.test(raw.trim())) return value.limits(field, raw);
        const plain = digits(raw);
        return NUMBER.test(plain) ? say("write_number", { digits: plain }) : say("not_number", { given: raw });
      },
      whole(field, raw) {
        if (WHOLE.test(raw.trim())) return value.limits(field, raw);
        const plain = digits(raw);
        return /^\d+$/.test(plain) ? say("write_whole", { digits: plain }) : say("not_whole", { given: raw });
      },
      bool: (field, raw) => (BOOL.test(raw) ? undefined : say("not_bool", { given: raw })),
      choice({ choices }, raw) {
        if (choices.some(([each]) => each === raw)) return undefined;
        const found = choices.find(([, label]) => label === raw.toLowerCase());
        if (found) return say("write_choice", { value: found[0], label: found[1] });
        return say("not_choice", { given: raw, choices: choices.map(([each, label]) => `${each} (${label})`).join(", ") });
      },
      day(field, raw) {
        if (!pattern(form.day).test(raw)) return say("day");
        const [year, month, date] = raw.split("-").map(Number);
        if (!year || !exists(year, month, date)) return say("no_such_day", { given: raw });
        return value.year(year);
      },
      year(year) {
        const [first, last] = form.years;
        return year < first || year > last ? say("year", { first, last }) : undefined;
      },
      moment(field, raw) {
        const found = at(raw);
        if (!found) return say("moment");
        const { year, month, day: date, hour, minute } = found;
        if (value.year(year)) return value.year(year);
        if (!exists(year, month ?? 1, date ?? 1)) return say("not_in_calendar", { given: raw });
        if (hour !== null && (hour > 23 || minute > 59)) return say("no_such_time", { given: found.text.slice(11) });
        return undefined;
      },
    };

    function* one(field, raw, loc, words) {
      const told = (message) => ({ loc, label: words.join(", "), message });
      if (raw === null) yield told(say(field.type === "text" ? "empty_item" : "missing"));
      else if (field.type === "group") {
        if (typeof raw !== "object" || Array.isArray(raw)) yield told(say("not_part"));
        else yield* group(field, raw, loc, words);
      } else if (typeof raw !== "string") yield told(say({ number: "number", whole: "whole", bool: "bool", moment: "moment", day: "date" }[field.type] ?? "not_text"));
      else {
        const message = value[field.type](field, raw);
        if (message) yield told(message);
        else if (field.target && names(field.target) && !names(field.target).has(raw.trim())) yield told(unknown(field.target, raw.trim()));
        else if (field.target === form.kind && raw.trim() === slug) yield { ...told(say("itself")), whole: true };
      }
    }

    function* list(field, raw, loc, words) {
      const told = (message) => ({ loc, label: words.join(", "), message });
      const items = field.list.alone && !Array.isArray(raw) ? [raw] : raw;
      if (!Array.isArray(items)) {
        yield told(typeof raw === "string" ? say("not_list_but_text", { given: raw }) : say("not_list"));
        return;
      }
      const { min_length: least = 0, max_length: most = Infinity } = field.list;
      if (items.length < least) yield told(say("too_few", { limit: least }));
      if (items.length > most) yield told(say("too_many", { actual: items.length, limit: most }));
      for (const [i, item] of items.entries()) {
        const numbered = field.type === "group" ? [...words.slice(0, -1), `${words.at(-1)} ${i + 1}`] : words;
        yield* one(field, item, [...loc, i], numbered);
        if (field.target && loc.length === 1 && items.indexOf(item) < i) yield { loc: [...loc, i], label: numbered.join(", "), message: say("listed_twice", { given: item }), whole: true };
      }
    }

    function* group({ fields, rules }, raw, loc, words) {
      const wrong = new Set();
      for (const key of Object.keys(raw)) {
        if (fields.some(({ name }) => name === key)) continue;
        const hint = near(key, fields.map(({ name }) => name)) ?? say("unknown_field_far");
        yield { loc: [...loc, key], label: words.join(", "), message: say("unknown_field", { given: key, near: hint }), unknown: true };
      }
      for (const field of fields) {
        const given = raw[field.name];
        const here = [[...loc, field.name], [...words, field.label]];
        const found = given === undefined || given === null ? (field.required ? [{ loc: here[0], label: here[1].join(", "), message: say("missing") }] : []) : [...(field.list ? list : one)(field, given, ...here)];
        if (found.length) wrong.add(field.name);
        yield* found;
      }
      const called = (name) => (inForm ? `”${fields.find((field) => field.name === name).label}”` : `"${name}"`);
      const broken = rules.find((rule) => !rule.fields.some((name) => wrong.has(name)) && holds(rule.wrong, raw));
      if (broken) yield { loc, label: words.join(", "), message: say(broken.text, Object.fromEntries(broken.fields.map((name) => [name, called(name)]))), first: broken.fields[0] };
    }

    /* What the entry says as a whole. */

    const label = (...loc) => {
      let { fields } = form;
      const words = [];
      for (const step of loc) {
        if (typeof step === "number") words.push(`${words.pop()} ${step + 1}`);
        else {
          const field = fields.find(({ name }) => name === step);
          words.push(field.label);
          fields = field.fields ?? [];
        }
      }
      return words.join(", ");
    };
    const tell = (loc, key, written) => ({ loc, label: label(...loc), message: say(key, written) });
    const count = (values) => (Array.isArray(values.sources) ? values.sources.length : 0);
    const noSource = (number_, sources) => say("no_source", { number: number_, listed: sources ? say("sources_listed", { count: sources }) : say("sources_none") });
    const each = (values, name) => (Array.isArray(values[name]) ? [...values[name].entries()] : []);

    function* numbers(fields, values, loc, sources) {
      for (const field of fields) {
        const given = values?.[field.name];
        if (given === undefined || given === null) continue;
        if (field.list?.alone) {
          for (const item of [given].flat()) if (WHOLE.test(item) && number(item) > sources) yield { loc: [...loc, field.name], label: label(...loc, field.name), message: noSource(number(item), sources) };
        } else if (field.type === "group") {
          if (!field.list) yield* numbers(field.fields, given, [...loc, field.name], sources);
          else if (Array.isArray(given)) for (const [i, item] of given.entries()) yield* numbers(field.fields, item, [...loc, field.name, i], sources);
        }
      }
    }

    const later = (values, first, last) => {
      const [start, end] = [at(values[first]), at(values[last])];
      return start && end && (end.last < start.first || (first === "start" && end.time >= 0 && start.time >= 0 && end.first === start.first && end.time < start.time)) && [start, end];
    };

    function* whole(values) {
      const sources = count(values);
      yield* numbers(form.fields, values, [], sources);
      const seen = new Set();
      for (const [i, { municipality: name }] of each(values, "adoptions")) {
        if (name && (values.municipalities ?? []).includes(name)) yield tell(["adoptions", i, "municipality"], "origin_adopts", { name });
        if (name && seen.has(name)) yield tell(["adoptions", i, "municipality"], "adopted_twice", { name });
        seen.add(name);
      }
      for (const [i, { basis, note = "", period = "" }] of form.kind === "practice" ? each(values, "results") : []) {
        if (basis !== "measured" && basis !== "reported") continue;
        if (form.targetWords.some((word) => (note ?? "").toLowerCase().includes(word))) yield tell(["results", i, "basis"], "target_as_result", { basis });
        const year = /^\d+$/.test((period ?? "").slice(-4)) ? Number(period.slice(-4)) : 0;
        if (day && year > day.year) yield tell(["results", i, "period"], "future_result", { basis });
      }
      for (const name of form.kind === "practice" && sources ? ["results", "costs", "funding"] : []) {
        for (const [i, figure] of each(values, name)) if (!figure.source || !figure.source.length) yield { ...tell([name, i], "figure_source"), first: "source" };
      }
      const ended = later(values, "started", "ended");
      if (ended) yield tell(["ended"], "ended_first", { started: ended[0].text, ended: ended[1].text });
      const ends = later(values, "start", "end");
      if (ends) yield tell(["end"], "ends_first", { start: ends[0].text, end: ends[1].text });
      const [deadline, start] = [at(values.registration_deadline), at(values.start)];
      if (deadline && start && (deadline.first > start.last || (deadline.first === start.first && deadline.time >= 0 && start.time >= 0 && deadline.time > start.time))) {
        yield tell(["registration_deadline"], "late_deadline", { deadline: deadline.text, start: start.text });
      }
      for (const name of ["published", "updated", "reviewed"]) {
        if (values[name] && day && at(values[name])?.first > day.first) yield tell([name], "future_day", { day: values[name] });
      }
      const twin = values.title && titles.find(([other, title]) => other !== slug && title.toLowerCase() === values.title.toLowerCase());
      if (twin) yield tell(["title"], "same_title", { other: `${form.folder}/${twin[0]}.md` });
    }

    /* The text. Its problems are found by the heading under which they are. */

    function* text(values, body) {
      const sources = count(values);
      let last = -1;
      for (const part of sections(form.headings, body)) {
        const told = (message, label_ = "teksti") => ({ loc: [`# ${part.title}`], label: inForm ? part.title || "teksti" : label_, message });
        const all = part.head + part.text;
        const plain = withoutCode(all).split("\n");
        let begins = true; // Only what begins a paragraph is a heading when it is underlined.
        for (const [i, row] of all.split("\n").entries()) {
          const hidden = pattern(form.control).exec(row);
          if (hidden) yield told(say("invisible", { code: `U+${hidden[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}` }));
          const found = Object.entries(form.private).find(([, source]) => pattern(source).test(row));
          if (found) yield told(say(found[0]));
          for (const [, list_] of row.matchAll(new RegExp(form.bodySources, "g"))) {
            for (const cited of list_.split(",").map(Number)) if (cited < 1 || cited > sources) yield told(noSource(cited, sources));
          }
          const line = plain[i];
          const indented = /^(?: {4}|\t)/.test(line);
          if (!indented && /<h[1-6][\s/>]/i.test(line.replace(/\x60[^\x60]*\x60/g, ""))) yield told(say("html_heading"), "");
          const marked = /^(#{1,6})[ \t]*(.+?)[ \t]*#*$/.exec(line);
          const underline = begins && line.trim() && !indented && /^(=+|-+) *$/.exec(plain[i + 1] ?? "");
          begins = Boolean(marked) || !line.trim() || indented || /^(?:=+|-+) *$|^ {0,3}(?:(?:- {0,2}){3,}|(?:_ {0,2}){3,}|(?:\* {0,2}){3,})$/.test(line);
          if (!marked && !underline) continue;
          const [level, title] = marked ? [marked[1].length, marked[2]] : [underline[1][0] === "=" ? 1 : 2, line.trim()];
          if (level === 1) yield told(say("first_heading", { given: title }), "");
          else if (level === 2 && form.kind === "practice") {
            const place = form.headings.indexOf(title);
            const headings = form.headings.join(" · ");
            if (place < 0) yield told(say("odd_heading", { given: title, near: near(title, form.headings) ?? say("headings", { headings }) }), "");
            else if (place <= last) yield told(say("heading_order", { given: title, headings }), "");
            else last = place;
          }
        }
      }
    }

    return {
      say,
      values: (given) => [...group(form, given, [], [])].filter((problem) => !problem.whole),
      problems: (given, body) => [...group(form, given, [], []), ...whole(given), ...text(given, body)],
    };
  };

  window.kpCheck = { checks, holds, slugify, nearest };
})();
