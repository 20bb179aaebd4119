/* What the form tells of each case, and the keys of all texts that were said. */
({ forms, named, titles, today, cases }) => {
  const said = new Set();
  for (const form of Object.values(forms)) form.texts = new Proxy(form.texts, { get: (texts, key) => said.add(key) && texts[key] });
  const told = cases.map(([kind, values, body, slug]) => {
    const form = forms[kind];
    const maps = Object.fromEntries(Object.entries(named).map(([target, words]) => [target, kpWords.meanings(words)]));
    maps.practice.set(slug, slug);
    maps.municipality = kpWords.meanings(form.places);
    const check = kpCheck.checks(form, { names: (target) => maps[target], today, slug, titles: titles[kind] ?? [] });
    const refused = check.values(values);
    const file = refused.length ? "" : kpYaml.compose(form, kpYaml.tidy(form.fields, values), body).text;
    const problems = check.problems(values, body, file);
    return problems.map(({ label, message }) => (label ? `${label}: ${message}` : message));
  });
  return [told, [...said]];
}
