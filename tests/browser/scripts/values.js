/* Each entry as the form reads it, and what it tells of it. */
({ form, words, cases }) => {
  const maps = Object.fromEntries(Object.entries(words).map(([target, list]) => [target, kpWords.meanings(list)]));
  maps.municipality = kpWords.meanings(form.places);
  const check = kpCheck.checks(form, { names: (target) => maps[target], inForm: true, today: "2026-11-21" });
  return cases.map((values) => [check.read(form.fields, values), check.problems(values, "").map(({ message }) => message)]);
}
