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

  const words = (form, say, names) => {
    let forms;
    const places = () => {
      if (forms) return forms;
      forms = new Map();
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
    return { near, unknown };
  };

  window.kpWords = { words, slugify };
})();
