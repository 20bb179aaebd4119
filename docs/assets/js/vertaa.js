// The comparison: the practices named in the address side by side, from the site's own JSON. All texts are contributed,
// so they are put on the page as text only. Loaded after valinta.js.
(() => {
  const { node, home } = window.kpSearch;
  const { MOST, SLUG, address, keep, drop } = window.kpCompare;
  const NOTHING = "Ei kirjattu";
  const area = document.getElementById("vertailu");
  const part = (selector) => area.querySelector(selector);
  const tools = part(".compare__tools");
  const status = part(".compare__told");
  const notice = part("#huomaa");
  const place = part("#rinnakkain");
  const more = part("#lisaksi");
  const printed = part(".compare__print span");
  const title = document.title;
  const known = new Map(); // What has been fetched, by slug.
  let items = [];
  let rounds = 0;

  const drawing = (name) => part("#merkit").content.querySelector(`[data-name="${CSS.escape(name)}"]`)?.firstElementChild.cloneNode(true);
  const muted = (text) => text && node("span", { class: "muted" }, text);
  const lines = (...parts) => parts.filter(Boolean).map((text) => node("p", {}, text));
  const list = (parts) => (parts.length ? [node("ul", { class: "plain" }, ...parts.map((each) => node("li", {}, ...each)))] : []);
  const web = (url) => /^https?:\/\//.test(url);

  /* Cells: each is a list of nodes, empty when nothing is known. */

  const figure = ({ value, unit, basis, when, where, note }, what) => [
    node("b", {}, value, unit && "\u00a0", unit && node("small", {}, unit)),
    " ",
    node("span", { class: `basis basis--${basis.mark}` }, basis.label),
    " ",
    node("span", { class: "what" }, [what, note].filter(Boolean).join(". ")),
    " ",
    muted([where, when].filter(Boolean).join(", ")),
  ];
  const costs = (found) => list(found.map((item) => figure(item, item.what)));
  const payer = ({ funder, amount, basis, note }) => [
    node("span", {}, funder),
    " ",
    amount ? node("b", { class: "nb" }, amount) : muted("summaa ei kerrota"),
    " ",
    basis && node("span", { class: `basis basis--${basis.mark}` }, basis.label),
    " ",
    note && node("span", { class: "what" }, note),
  ];
  const bottleneck = ({ kind, what, solved }) => [
    node("b", {}, kind),
    " ",
    node("span", { class: "what" }, what),
    " ",
    node("span", { class: "what" }, muted(solved ? "Ratkaisu: " : "Ratkaisua ei ole kirjattu"), solved),
  ];
  const adopters = ({ text, who, more: rest }) => [
    ...lines(text),
    ...list([...who.map((one) => [node("span", { class: "dots" }, drawing(one.dot), `${one.place}, ${one.stage}`)]), ...(rest ? [[rest]] : [])]),
  ];
  const contact = (found) => {
    if (!found) return [];
    const name = web(found.url) ? node("a", { href: found.url }, found.name) : found.name;
    return [node("p", {}, name), ...lines(found.visits)];
  };

  /** A row for every indicator that at least two practices have; all others together on one row after them. */
  const byIndicator = (kind, one, all, others) => {
    const titles = new Map();
    const counts = new Map();
    for (const item of items) {
      for (const [key, name] of new Map(item[kind].map((found) => [found.key, found.indicator]))) {
        titles.set(key, name);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    const shared = [...titles.keys()].filter((key) => key && counts.get(key) > 1);
    const cell = (pick, named) => (item) =>
      list(item[kind].filter(pick).map((found) => figure(found, found.what || (named ? found.indicator : ""))));
    return [
      ...shared.map((key) => ({ kicker: one, name: titles.get(key), cell: cell((found) => found.key === key) })),
      { name: shared.length ? others : all, missing: shared.length ? "" : all, cell: cell((found) => !shared.includes(found.key), true) },
    ];
  };

  const rows = () => [
    { name: "Kunnan koko", cell: (item) => lines(item.size) },
    { name: "Vaihe ja aika", cell: ({ stage }) => [node("span", { class: "dots" }, drawing(stage.dot), stage.text)] },
    { name: "Lopputulos", cell: (item) => lines(...item.outcome) },
    ...byIndicator("results", "Tulos", "Tulokset", "Muut tulokset"),
    ...byIndicator("targets", "Tavoite", "Tavoitteet", "Muut tavoitteet"),
    { name: "Kustannukset", cell: (item) => costs(item.costs) },
    { name: "Säästöt, tulot ja muut summat", cell: (item) => costs(item.other_money) },
    { name: "Rahoitus", cell: (item) => list(item.funding.map(payer)) },
    { name: "Takaisinmaksuaika", cell: (item) => list(item.payback.map((found) => figure(found, ""))) },
    { name: "Työmäärä", cell: (item) => lines(item.effort) },
    { name: "Henkilöstö", cell: (item) => lines(item.staff) },
    { name: "Käyttöikä", cell: (item) => lines(item.lifetime) },
    { name: "Kohderyhmä", cell: (item) => lines(item.target_group) },
    { name: "Tekijät", cell: (item) => lines(...item.actors) },
    { name: "Kuka päättää", cell: (item) => lines(item.decision) },
    { name: "Kenelle sopii", cell: (item) => lines(item.suits) },
    { name: "Pullonkaulat", cell: (item) => list(item.bottlenecks.map(bottleneck)) },
    { name: "Käyttöönotto muualla", cell: (item) => adopters(item.adopters) },
    { name: "Yhteys", cell: (item) => contact(item.contact) },
    { name: "Tuorein lähde", cell: (item) => lines(item.source, item.standing) },
  ];

  /* The table. Roles are explicit, because on a narrow screen the rows are shown as blocks. */

  const head = (item) => {
    const link = node("a", { href: new URL(item.url, home) }, item.title);
    const remove = node("button", { class: "btn noprint", type: "button", "aria-label": `Poista vertailusta: ${item.title}` }, "Poista");
    remove.addEventListener("click", () => take(item));
    return node("th", { role: "columnheader", scope: "col" }, link, node("span", { class: "muted" }, item.where), remove);
  };

  const row = ({ kicker, name, cells }) => {
    const names = items.map(({ where }) => where);
    const label = (item) => (names.filter((where) => where === item.where).length > 1 ? item.title : item.where);
    const heading = node("th", { role: "rowheader", scope: "row" }, kicker && node("span", { class: "k" }, `${kicker} `), name);
    const data = cells.map((cell, i) =>
      node("td", { role: "cell", "data-l": label(items[i]) }, ...(cell.length ? cell : [muted(NOTHING)])),
    );
    return node("tr", { role: "row" }, heading, ...data);
  };

  const table = () => {
    const filled = rows().map((each) => ({ ...each, cells: items.map(each.cell) }));
    const said = ({ cells }) => cells.some((cell) => cell.length);
    const corner = node("th", { role: "columnheader", scope: "col" }, node("span", { class: "vh" }, "Mitä verrataan"));
    const unsaid = filled.filter((each) => !said(each)).map(({ name, missing = name }) => missing.toLowerCase()).filter(Boolean);
    place.replaceChildren(
      node(
        "table",
        { role: "table", class: "comparison" },
        node("caption", { class: "vh" }, "Käytännöt rinnakkain"),
        node("thead", { role: "rowgroup" }, node("tr", { role: "row" }, corner, ...items.map(head))),
        node("tbody", { role: "rowgroup" }, ...filled.filter(said).map(row)),
      ),
      node(
        "p",
        { class: "small muted" },
        unsaid.length && `Mistään näistä ei ole kirjattu: ${unsaid.join(", ")}. `,
        "Luvut on saatu eri tavoin, joten ne eivät kerro paremmuutta. Lähteet ovat kunkin käytännön sivulla.",
      ),
    );
  };

  /* The page */

  const suggest = ([only]) => {
    const link = ({ slug, title: other }) => node("li", {}, node("a", { href: address([only.slug, slug]) }, other));
    more.lastElementChild.replaceChildren(...(only?.related ?? []).map(link));
    more.hidden = items.length !== 1 || !only.related.length;
  };

  /** The address as people read it; as it stands when it cannot be decoded. */
  const readable = (href) => {
    try {
      return decodeURI(href);
    } catch {
      return href;
    }
  };

  const stamp = () => {
    printed.textContent = `${readable(location.href)}, tulostettu ${new Date().toLocaleDateString("fi")}`;
  };

  const amount = () => {
    if (!items.length) return "";
    return items.length === 1 ? "Vertailussa on yksi käytäntö. Valitse vielä ainakin yksi." : `Vertailussa on ${items.length} käytäntöä.`;
  };

  const draw = () => {
    const any = items.length > 0;
    part("#ohje").hidden = any;
    tools.hidden = !any;
    part("#lisaa").hidden = items.length >= MOST;
    place.hidden = !any;
    if (any) table();
    suggest(items);
    stamp();
    document.title = any ? `Vertailu: ${[...new Set(items.map(({ where }) => where))].join(", ")} – ${title}` : title;
  };

  const take = (gone) => {
    const at = items.indexOf(gone);
    items = items.filter((item) => item !== gone);
    drop(gone.slug);
    history.pushState(null, "", items.length ? address(items.map(({ slug }) => slug)) : location.pathname);
    notice.hidden = true;
    draw();
    status.textContent = `Poistettu: ${gone.title}. ${amount()}`;
    const left = place.hidden ? [] : place.querySelectorAll("thead button");
    (left[Math.min(at, left.length - 1)] ?? part("h1")).focus();
  };

  const load = async (slug) => {
    if (!SLUG.test(slug)) return { unknown: slug };
    if (known.has(slug)) return known.get(slug);
    try {
      const answer = await fetch(new URL(`vertaa/k/${slug}.json`, home));
      if (answer.status === 404) return { unknown: slug };
      if (!answer.ok) throw new Error(`${answer.status}`);
      known.set(slug, await answer.json());
      return known.get(slug);
    } catch {
      return { failed: slug };
    }
  };

  const warn = (found, over) => {
    const quoted = (slugs) => slugs.map((slug) => `”${slug}”`).join(", ");
    const unknown = found.flatMap((each) => each.unknown ?? []);
    const failed = found.flatMap((each) => each.failed ?? []);
    const said = [
      unknown.length && `Näitä käytäntöjä ei löydy: ${quoted(unknown)}. Osoite on voinut muuttua, tai siinä on kirjoitusvirhe.`,
      failed.length && `Näiden käytäntöjen tietoja ei saatu: ${quoted(failed)}. Tarkista verkkoyhteys ja lataa sivu uudelleen.`,
      over.length && `Vertailuun mahtuu ${MOST} käytäntöä. Pois jätettiin: ${quoted(over)}.`,
    ].filter(Boolean);
    notice.lastElementChild.replaceChildren(...lines(...said));
    notice.hidden = !said.length;
  };

  /** Brings the page to what its address says. */
  const run = async () => {
    const named = new URLSearchParams(location.search).getAll("k").join(",").split(",");
    const asked = [...new Set(named.map((slug) => slug.trim()).filter(Boolean))];
    rounds += 1;
    const mine = rounds;
    part("#ohje").hidden = asked.length > 0;
    if (asked.length) status.textContent = "Haetaan…";
    const found = await Promise.all(asked.slice(0, MOST).map(load));
    if (mine !== rounds) return;
    items = found.filter(({ slug }) => slug);
    warn(found, asked.slice(MOST));
    draw();
    status.textContent = amount();
  };

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      status.textContent = "Linkki on kopioitu.";
    } catch {
      const field = node("input", { class: "field", readonly: true, value: location.href, "aria-label": "Vertailun osoite" });
      status.replaceChildren("Selain ei salli kopiointia. Kopioi osoite tästä: ", field);
      field.select();
    }
  };

  part("#kopioi").addEventListener("click", copy);
  part("#tulosta").addEventListener("click", () => window.print());
  part("#lisaa").addEventListener("click", () => keep(items.map(({ slug, title: name }) => ({ slug, title: name }))));
  window.addEventListener("beforeprint", stamp);
  window.addEventListener("popstate", run);
  part("#ilman").hidden = true;
  for (const link of area.querySelectorAll("[data-script]")) link.hidden = false;
  run();
})();
