// Values as people write them, read as files have them: the rule, the patterns and the words are those of the build.
// A value that can mean only one thing is read, any other is refused with what to write.
(() => {
  const { times, exists } = window.kpTimes;
  const { nearest, places } = window.kpWords;
  class Unread extends Error {}
  const DAY = "2024-05-03".length;
  /** What a reader reads, or "otherwise"; and what it refuses. */
  const attempt = (read, otherwise) => {
    try {
      return [read()];
    } catch (error) {
      if (error instanceof Unread) return [otherwise, error.message];
      throw error;
    }
  };
  const two = (number) => String(number).padStart(2, "0");
  const plain = (text) => text.trim().replace(/\s+/g, " ");

  /** "say" makes messages; "meant(target, word)" is the key that a word means, undefined when nothing is known. */
  const values = (form, { say, meant }) => {
    const { patterns, approx, scales, months, truths, choices: hints, ends, longest } = form.written;
    const { at } = times(form.moment);
    const made = {};
    const fits = (name, text) => (text.length > longest ? null : (made[name] ??= new RegExp(`^(?:${patterns[name]})$`, "iu")).exec(text));
    const refuse = (key, written) => {
      throw new Unread(say(key, written));
    };

    /* Numbers */

    const scaled = (digits, zeros) => (zeros ? String(Number(`${digits}e${zeros}`)) : digits);
    const digits = (number, zeros) => {
      const text = number.replace(/[−–]/g, "-").replaceAll(" ", "");
      const [, whole, decimals] = fits("unsure", text) ?? [];
      const decimal = `${whole}.${decimals}0`.replace(/\.?0{2,4}$/, "");
      if (whole) refuse("number_unsure", { given: number, whole: scaled(whole + decimals, zeros), decimal: scaled(decimal, zeros) });
      const last = text.replace(/[^.,]/g, "").at(-1);
      const cut = last && text.split(last).length === 2 ? text.lastIndexOf(last) : text.length;
      return scaled([text.slice(0, cut), text.slice(cut + 1)].map((part) => part.replace(/[.,]/g, "")).filter(Boolean).join("."), zeros);
    };
    const figure = (field, text) => {
      const kind = field.type === "whole" ? "not_whole" : "not_number";
      const given = text.slice(0, longest);
      const found = fits("figure", plain(text)) ?? refuse(kind, { given });
      const [, exactness = "", low, high, scale = "", rest = ""] = found;
      const numbers = [low, high].filter(Boolean).map((number) => digits(number, scales[scale.toLowerCase()] ?? 0));
      if (rest.trim() && !(field.money && fits("euros", rest.trim()))) refuse("number_rest", { digits: numbers.join("–"), rest: rest.trim() });
      if (kind === "not_whole" && numbers.some((number) => number.includes("."))) refuse(kind, { given });
      return { number: numbers[0], approx: approx[exactness.toLowerCase()] ?? "", upper: numbers[1] ?? "" };
    };
    const number = (field, text) => {
      const { number: digits_, approx: value, upper } = figure(field, text);
      if (upper) refuse("number_range", { low: digits_, high: upper });
      if (value) refuse("number_approx", { digits: digits_, value, label: Object.keys(approx).find((word) => approx[word] === value) });
      return digits_;
    };

    /* Choices */

    const byName = ({ choices }) => new Map(choices.flatMap(([value, label]) => [[label, value], [value, value]]));
    const nearestChoice = (field, text) => {
      const words = byName(field);
      return (hints[text.toLowerCase()] ?? []).find((value) => words.has(value)) ?? words.get(nearest(text, words.keys(), form.likeness));
    };
    const choice = (field, text) => {
      const found = byName(field).get(text.toLowerCase());
      if (found) return found;
      const value = nearestChoice(field, text);
      const label = Object.fromEntries(field.choices)[value];
      if (value) refuse("write_choice", { given: text, value, label });
      return refuse("not_choice", { given: text, choices: field.choices.map((each) => `${each[0]} (${each[1]})`).join(", ") });
    };

    /* Times */

    const moment = (text) => {
      let [found, year, month, day, hour, minute] = fits("iso", text) ?? [];
      let name;
      if (!found) [found, day, month, name, year, hour, minute] = fits("finnish", text) ?? [];
      if (!found || (hour && !day)) return "";
      month ??= name && months.indexOf(name.toLowerCase()) + 1;
      const date = [year, ...[month, day].filter(Boolean).map(two)].join("-");
      return hour ? `${date} ${two(hour)}:${minute ?? "00"}` : date;
    };
    const inCalendar = (text, given) => {
      const { year, month, day, hour, minute } = at(text);
      const [earliest, latest] = form.years;
      if (year < earliest || year > latest) refuse("year", { first: earliest, last: latest });
      if (!exists(year, month ?? 1, day ?? 1)) refuse("not_in_calendar", { given });
      if (hour > 23 || minute > 59) refuse("no_such_time", { given: text.slice(-5) });
      if (hour === 3 && month === 3 && day > 24 && !new Date(Date.UTC(year, 2, day)).getUTCDay()) refuse("no_such_hour", { given: text.slice(-5), value: `${text.slice(0, DAY)} 04:${two(minute)}` });
      return text;
    };
    const time = (field, text) => {
      const isDay = field.type === "day";
      const whole = moment(text);
      if (whole && !(isDay && whole.length !== DAY)) return inCalendar(whole, text);
      const [short, clock, within, span] = ["shortYear", "clock", "within", "span"].map((name) => fits(name, text));
      if (short) refuse("moment_short_year", { value: moment(`${short[1]}20${short[2]}`) });
      if (span) {
        const first = moment(span[1]) || moment(span[1] + span[2].replace(/^[^.]*\.?/, "")) || moment(span[1] + span[2].slice(-4));
        const last = moment(span[2]) || moment(`${first.slice(0, DAY)} ${span[2].replace(/^klo /, "")}`);
        if (first && last) refuse(ends[field.name] ? "moment_span" : "moment_either", { name: field.name, first, end: ends[field.name], last });
      }
      if (clock && !isDay) refuse("moment_no_day", { time: `${two(clock[1])}:${clock[2]}` });
      const value = whole || (within ? moment(within[1]) : "");
      if (value.length >= (isDay ? DAY : 4)) refuse(value.length > 4 ? "moment_words" : "moment_year", { value: value.slice(0, DAY) });
      return refuse(isDay ? "day" : "moment");
    };

    const readers = {
      number,
      whole: number,
      bool: (field, text) => truths[text.toLowerCase()] ?? refuse("not_bool", { given: text }),
      choice,
      day: time,
      moment: time,
      text(field, text) {
        if (field.target !== "municipality") return field.target ? meant(field.target, text) : field.says === "url" && text.startsWith("www.") ? `https://${text}` : undefined;
        const [name, ...others] = places(form).read(text);
        return others.length ? undefined : name;
      },
    };
    /** One value as files have it, or as it is written when it cannot be read; and why not. */
    const value = (field, text) => attempt(() => readers[field.type]?.(field, plain(text)) ?? text, text);

    const item = (field, given) => {
      if (field.type === "group") return group(field.fields, given);
      return typeof given === "string" ? value(field, given)[0] : given;
    };
    const one = (field, given) => {
      if (Array.isArray(given) && field.target === "municipality") {
        const names = given.map((each) => (typeof each === "string" ? places(form).read(plain(each)) : [each]));
        return [...names.map(([first]) => first), ...names.flatMap(([, ...others]) => others)];
      }
      if (Array.isArray(given)) return given.map((each) => item(field, each));
      return field.list?.alone && typeof given === "string" && fits("sources", plain(given)) ? given.match(/\d+/g) : item(field, given);
    };
    /** The values of a group; how exact its figures are and the upper limits of ranges in fields of their own. */
    const group = (fields, given) => {
      if (typeof given !== "object" || !given || Array.isArray(given)) return given;
      const byKey = new Map(fields.map((field) => [field.name, field]));
      const read = Object.fromEntries(Object.entries(given).map(([key, each]) => [key, byKey.has(key) ? one(byKey.get(key), each) : each]));
      const figures = [];
      for (const [key, text] of Object.entries(read)) {
        const found = byKey.get(key)?.type === "number" && typeof text === "string" && attempt(() => figure(byKey.get(key), text))[0];
        if (found) figures.push([key, found]);
      }
      const same = new Set(figures.map(([, each]) => each.approx)).size === 1;
      for (const [key, { number: digits_, approx: exactness, upper }] of figures) {
        const more = Object.entries({ approx: exactness, [`${key}_to`]: upper }).filter(([, text]) => text);
        const clear = more.every(([name, text]) => byKey.has(name) && (read[name] ?? text) === text);
        if (more.length && clear && (same || !exactness)) Object.assign(read, { [key]: digits_ }, Object.fromEntries(more));
      }
      return read;
    };

    /** The items that a text has where there should be a list. */
    const listed = (field, given) => {
      const text = given.replace(/^[-–•* ]+/, "");
      if (field.text) return `${field.text}: ${text}`;
      return (field.target === "municipality" ? places(form).read(text) : field.target || field.choices ? text.split(/, */) : [text]).map((word) => (field.choices && nearestChoice(field, word)) || word).join('", "- ');
    };

    return { read: group, value: (field, text) => value(field, text)[0], refusal: (field, text) => value(field, text)[1], listed };
  };

  window.kpValues = { values };
})();
