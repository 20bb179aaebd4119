/* What the script of the form says of each name of a municipality, and what it reads in it. */
async (names) => {
  const form = await (await fetch(new URL("osallistu/lomake/kaytanto.json", kpSearch.home))).json();
  const { unknown } = kpCheck.checks(form, { names: () => new Map() });
  return [names.map((name) => unknown("municipality", name)), names.map((name) => kpWords.places(form).read(name))];
}
