// Words that name something, and what to say of one that names nothing.
(() => {
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

  const nearest = (word, words, least, most = Infinity) => {
    const wanted = processed(word);
    let best;
    let score = least;
    for (const each of words) {
      const got = wanted ? likeness(wanted, processed(each)) : 0;
      if (got > score || (got === score && best === undefined)) [best, score] = [each, got];
    }
    const letters = best === undefined ? 0 : [...wanted].length + [...processed(best)].length;
    return Math.round(letters * (1 - score / 100)) > most ? undefined : best; // So many letters are too few or too many.
  };

  /** An ASCII address: "Pedersören kunta" is pedersoren-kunta. */
  const slugify = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/[^\x00-\x7f]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  /* Municipalities: what the ways to write their names mean, as the build has them. */

  const cached = new WeakMap();
  const places = (form) => cached.get(form) ?? cached.set(form, known(form)).get(form);

  const known = (form) => {
    const separator = new RegExp(...form.patterns.placeSeparator);
    const meanings = new Map(form.places.map(([name]) => [name.toLowerCase(), [{ names: [name] }]]));
    const others = new Map();
    const written = ([name, ...forms], templates) => {
      const [name_sv, genitive, locative] = forms.slice(0, 3).map((each) => each.replace(/^~/, name));
      const parts = { name, name_sv, genitive, locative, stem: genitive.replace(/n$/, "") };
      return new Set(templates.map((each) => each.replace(/\{(\w+)\}/g, (_, key) => parts[key]).toLowerCase()).filter(Boolean));
    };
    const add = (item, templates, meaning) => written(item, templates).forEach((each) => others.set(each, [...(others.get(each) ?? []), meaning]));
    for (const place of form.places) {
      const meant = meanings.get(place[0].toLowerCase());
      for (const each of written(place, form.placeForms)) if (!meanings.has(each)) meanings.set(each, meant);
    }
    for (const former of form.formers) add(former, form.placeForms, { names: former[4].map((number) => form.places[number][0]), former });
    for (const area of form.areas) add(area, form.areaForms, { names: area[4].map((number) => form.places[number][0]) });
    for (const [each, meant] of others) if (!meanings.has(each)) meanings.set(each, meant);
    const meant = (name) => {
      const each = name.toLowerCase();
      return meanings.get(meanings.has(each) ? each : nearest(each, meanings.keys(), ...form.placeLikeness)) ?? [];
    };
    /** [name, what it means] for each name in a text, which is one name when it is known or a part of it means nothing. */
    const parts = (text) => {
      const whole = text.trim();
      const names = meanings.has(whole.toLowerCase()) ? [whole] : whole.replace(/\s+/g, " ").split(separator).filter(Boolean);
      const found = [];
      for (const name of names) {
        const each = meant(name);
        if (!each.length) {
          found.length = 0;
          break;
        }
        found.push([name, each]);
      }
      const all = found.length ? found : [[whole, meant(whole)]];
      return [...new Map(all.map((each) => [each[1][0], each])).values()];
    };
    /** The names in a text, those of municipalities of today as they are stored. */
    const read = (text) => parts(text).map(([name, [found]]) => (meanings.has(name.toLowerCase()) && !found.former && found.names.length === 1 ? found.names[0] : name));
    return { parts, read };
  };

  const folded = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();

  /** Each word with the key that it means, of [key, other words]; a word of two keys means none. */
  const meanings = (list) => {
    const made = new Map();
    for (const [key, ...others] of list) for (const word of others.filter(Boolean).map(folded)) made.set(word, made.has(word) && made.get(word) !== key ? undefined : key);
    const single = [...made].filter(([, key]) => key !== undefined);
    return new Map([...single, ...list.map(([key]) => [key.toLowerCase(), key])]);
  };

  const words = (form, say, names) => {
    const near = (word, among) => {
      const found = nearest(word, among, form.likeness);
      return found && say("did_you_mean", { near: found });
    };
    const told = (word, { names: meant, former }) => {
      const quoted = meant.map((each) => `"${each}"`);
      if (former) return say("former_municipality", { name: former[0], since: former[5], now: meant.join(" tai "), quoted: quoted.join(" tai ") });
      if (quoted.length > 1) return say("many_municipalities", { given: word, listed: quoted.length > form.mostListed ? "" : `: ${quoted.join(", ")}` });
      return say("unknown", { what: form.what.municipality, given: word, near: quoted.length ? say("did_you_mean", { near: meant[0] }) : say("far_municipality") });
    };
    const unknownPlace = (word) => {
      const found = places(form).parts(word).map(([, each]) => each);
      const all = [{ names: [...new Set(found.flat().flatMap((each) => each.names))] }];
      return (found.length === 1 && found[0].length ? found[0] : all).map((each) => told(word, each)).join(". ");
    };
    /** The key that is meant by a key, a title, a synonym, the address of a page or the path of a file. */
    const meant = (target, word) => {
      const known = names(target) ?? new Map();
      if (target === "municipality") {
        const [name, ...others] = places(form).read(word);
        return others.length ? undefined : known.get(name.toLowerCase());
      }
      const text = folded(word);
      const parts = text.replace(/[?#].*/, "").split("/").filter(Boolean);
      const last = parts.pop()?.replace(/\.md$/, "");
      const inPlace = !parts.length || [...form.written.folders, "..", "."].includes(parts.at(-1));
      return known.get(text) ?? (inPlace ? known.get(last) : undefined);
    };
    /** What is said of a word that means nothing. */
    const unknown = (target, word) => {
      if (target === "municipality") return unknownPlace(word);
      const told = (hint) => say("unknown", { what: form.what[target], given: word, near: hint });
      const known = names(target) ?? new Map();
      const close = nearest(word, known.keys(), form.likeness);
      if (close) return told(say("did_you_mean", { near: known.get(close) }));
      if (target in form.folders) return told(say("far_entry"));
      const keys = [...new Set(known.values())].sort((a, b) => (a < b ? -1 : 1));
      const [most, few] = form.listed;
      if (keys.length <= most) return told(say("all_words", { words: keys.join(", ") }));
      const score = (key) => likeness(processed(word), processed(key));
      return told(say("near_words", { words: keys.sort((a, b) => score(b) - score(a)).slice(0, few).join(", ") }));
    };
    return { near, meant, unknown };
  };

  window.kpWords = { words, places, meanings, nearest, slugify };
})();
