/* What the form tells of each case, and the keys of all texts that were said. */
({ forms, named, titles, today, cases }) => {
  const said = new Set();
  const told = cases.map(([kind, values, body, slug]) => {
    const texts = new Proxy(forms[kind].texts, { get: (texts, key) => said.add(key) && texts[key] });
    const form = { ...forms[kind], texts };
    const sets = Object.fromEntries(Object.entries(named).map(([target, words]) => [target, new Set(words)]));
    sets.practice.add(slug);
    sets.municipality = new Set(form.places.map(([name]) => name));
    const check = kpCheck.checks(form, { names: (target) => sets[target], today, slug, titles: titles[kind] ?? [] });
    const refused = check.values(values);
    const file = () => kpYaml.compose(form, kpYaml.tidy(form.fields, values), body).text;
    const problems = refused.length ? refused : check.problems(values, body, file());
    return problems.map(({ label, message }) => (label ? `${label}: ${message}` : message));
  });
  return [told, [...said]];
}
