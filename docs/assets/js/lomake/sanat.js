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

  /** An ASCII address: "Pedersören kunta" is pedersoren-kunta. */
  const slugify = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/[^\x00-\x7f]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");

  const folded = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();

  /** Each word with the key that it means, of [key, other words]; a word of two keys means none. */
  const meanings = (list) => {
    const made = new Map();
    for (const [key, ...others] of list) for (const word of others.filter(Boolean).map(folded)) made.set(word, made.has(word) && made.get(word) !== key ? undefined : key);
    const single = [...made].filter(([, key]) => key !== undefined);
    return new Map([...single, ...list.map(([key]) => [key.toLowerCase(), key])]);
  };

  const words = (form, say, names) => {
    const places = () => (form.byForm ??= placesByForm());
    const placesByForm = () => {
      const forms = new Map();
      for (const [name, name_sv, genitive, locative] of form.places) {
        const parts = { name, name_sv, genitive, locative, stem: genitive.replace(/n$/, "") };
        for (const template of form.placeForms) {
          const written = template.replace(/\{(\w+)\}/g, (_, key) => parts[key]).toLowerCase();
          if (!forms.has(written)) forms.set(written, name);
        }
      }
      for (const [name] of form.places) {
        forms.delete(name.toLowerCase());
        forms.set(name.toLowerCase(), name);
      }
      return forms;
    };
    const near = (word, among) => {
      const found = nearest(word, among, form.likeness);
      return found && say("did_you_mean", { near: found });
    };
    const likely = (word) => {
      const wanted = word.trim().toLowerCase();
      const found = places().get(wanted) ?? places().get(nearest(wanted, places().keys(), form.likeness));
      return found && say("did_you_mean", { near: found });
    };
    /** The key that is meant by a key, a title, a synonym, the address of a page or the path of a file. */
    const meant = (target, word) => {
      const text = folded(word);
      if (target === "municipality") return places().get(text);
      const last = text.replace(/[?#].*/, "").replace(/\/+$/, "").split("/").at(-1).replace(/\.md$/, "");
      return names(target)?.get(text) ?? names(target)?.get(last);
    };
    /** What is said of a word that means nothing. */
    const unknown = (target, word) => {
      const told = (hint) => say("unknown", { what: form.what[target], given: word, near: hint });
      if (target === "municipality") return told(likely(word) ?? say("far_municipality"));
      const close = nearest(word, (names(target) ?? new Map()).keys(), form.likeness);
      if (close) return told(say("did_you_mean", { near: names(target).get(close) }));
      if (target in form.folders) return told(say("far_entry"));
      const keys = [...new Set(names(target).values())].sort((a, b) => (a < b ? -1 : 1));
      const [most, few] = form.listed;
      if (keys.length <= most) return told(say("all_words", { words: keys.join(", ") }));
      const score = new Map(keys.map((key) => [key, likeness(processed(word), processed(key))]));
      return told(say("near_words", { words: keys.sort((a, b) => score.get(b) - score.get(a)).slice(0, few).join(", ") }));
    };
    return { near, meant, unknown };
  };

  window.kpWords = { words, meanings, nearest, slugify };
})();
