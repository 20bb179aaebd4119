// The search page: results, facets and the address. Loaded after haku.js.
(() => {
  const { form, input, home, node, ask, page } = window.kpSearch;
  const PAGE = 20;
  const SOON = 5; // The cards that are fetched first.
  const FEW = 8;
  const OPEN = ["laji", "teema", "vaihe", "koko"];
  // What is told to one who seems to ask in another language: when nothing is found, and when only a part is.
  const IN_LANGUAGE = {
    sv: ["Webbplatsen är på finska. Sökningen förstår ämnesord på svenska, men inget motsvarar din sökning: pröva ett enklare ord eller sök på finska.", "Webbplatsen är på finska. Ingen sida motsvarar hela din sökning på svenska."],
    en: ["This site is in Finnish. The search knows the words of the field in English, but nothing matches yours: try a simpler word, or search in Finnish.", "This site is in Finnish. No page matches the whole of your English search."],
  };
  const BY_NAME = ["avainsana", "kunta", "maakunta", "verkosto"];
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const number = (value) => value.toLocaleString("fi");
  const byId = (id) => document.getElementById(id);
  const area = byId("hakutulos");
  const status = byId("maara");
  const sorting = byId("jarjestys");
  const chosen = byId("valitut");
  const results = byId("tulokset");
  const more = byId("lisaa");
  const limits = byId("rajaukset");
  const drawer = byId("rajaa");
  const title = document.title;
  const drawing = (name) => byId("piirrokset").content.querySelector(`[data-name="${CSS.escape(name)}"]`)?.cloneNode(true);

  let state; // The parameters of the address.
  let query;
  let catalogue; // The facets, their values by document, and the orders of documents.
  let groups = []; // The facets as they stand on the page.
  let answer; // What the worker found for the query.
  let ticks = []; // The ticked boxes, in the order of their chips.
  let matching = []; // The documents that pass the facets, in order.
  let searches = 0;
  let rounds = 0;

  const address = (changes) => {
    const given = new URLSearchParams(state);
    for (const [name, value] of Object.entries(changes)) {
      if (value) given.set(name, value);
      else given.delete(name);
    }
    return location.pathname + (String(given) && `?${given}`);
  };

  /** What the entry of the visit's history holds beside its address. */
  const keep = (more) => history.replaceState({ ...history.state, ...more }, "");

  const push = (to) => {
    keep({ y: scrollY, typed: undefined });
    if (new URL(to, location.href).href !== location.href) history.pushState(null, "", to);
    state = new URLSearchParams(location.search);
  };

  /* Facets are built once, so that a ticked box keeps the focus; later only counts and visibility change. */

  const build = ({ key, title: name, values }) => {
    const boxes = values.map(([value, label], index) => {
      const box = node("input", { type: "checkbox", value });
      const count = node("span", { class: "n" });
      return { box, label, index, count, row: node("label", { class: "check" }, box, node("span", {}, label), count) };
    });
    const rows = BY_NAME.includes(key) ? [...boxes].sort((a, b) => a.label.localeCompare(b.label, "fi")) : boxes;
    const all = node("button", { type: "button", class: "linklike" });
    const ticked = node("span", { class: "n" });
    const fieldset = node("fieldset", {}, node("legend", { class: "vh" }, name), ...rows.map(({ row }) => row), all);
    const details = node("details", { class: "facet", open: OPEN.includes(key) }, node("summary", {}, name, " ", ticked), fieldset);
    const group = { key, name, boxes, all, ticked, details };
    all.addEventListener("click", () => {
      const hidden = rows.filter(({ row }) => row.hidden);
      group.whole = !group.whole;
      lay(group);
      hidden.find(({ row, box }) => !row.hidden && !box.disabled)?.box.focus();
    });
    return group;
  };

  /** Documents that pass the ticked values, and for each facet the counts of its values over the choices of the others. */
  const tally = (sets) => {
    const counts = groups.map(({ boxes }) => boxes.map(() => 0));
    const passed = [];
    for (const [doc] of answer.hits) {
      const values = groups.map(({ key }) => catalogue.docs[key][doc]);
      const missed = values.flatMap((own, i) => (sets[i].size && !own.some((value) => sets[i].has(value)) ? [i] : []));
      if (!missed.length) passed.push(doc);
      if (missed.length < 2) values.forEach((own, i) => (missed[0] ?? i) === i && own.forEach((value) => (counts[i][value] += 1)));
    }
    return { passed, counts };
  };

  const lay = ({ boxes, all, details, top, there, whole }) => {
    const long = boxes.length > FEW;
    for (const { row, index } of boxes) row.hidden = long && !(whole ? there : top).has(index);
    all.hidden = !long || there.size <= top.size;
    all.setAttribute("aria-expanded", String(Boolean(whole)));
    all.textContent = whole ? "Näytä vähemmän" : `Näytä kaikki ${there.size}`;
    details.hidden = !there.size;
  };

  /** For a new query: ticks as in the address, the values that there are at all, and the commonest of them. */
  const restock = () => {
    for (const { key, boxes } of groups) for (const { box } of boxes) box.checked = state.getAll(key).includes(box.value);
    const { counts } = tally(groups.map(() => new Set()));
    groups.forEach((group, i) => {
      const there = group.boxes.map(({ index }) => index).filter((index) => counts[i][index]);
      group.there = new Set(there);
      group.top = new Set(there.sort((a, b) => counts[i][b] - counts[i][a] || a - b).slice(0, FEW));
      group.whole = false;
    });
  };

  const filter = () => {
    const sets = groups.map(({ boxes }) => new Set(boxes.filter(({ box }) => box.checked).map(({ index }) => index)));
    const { passed, counts } = tally(sets);
    const rank = catalogue.order[sorting.value];
    matching = rank ? passed.sort((a, b) => rank[a] - rank[b]) : passed;
    groups.forEach((group, i) => {
      for (const { box, index, count, row } of group.boxes) {
        count.textContent = number(counts[i][index]);
        box.disabled = !counts[i][index] && !box.checked;
        row.classList.toggle("check--none", box.disabled);
      }
      for (const index of sets[i]) group.top.add(index), group.there.add(index);
      group.ticked.textContent = sets[i].size ? `valittuna ${sets[i].size}` : "";
      if (sets[i].size) group.details.open = true;
      lay(group);
    });
    ticks = chips();
    drawer.lastElementChild.textContent = ticks.length ? `Rajaa tuloksia, valittuna ${ticks.length}` : "Rajaa tuloksia";
    limits.querySelector(".facets__done button").textContent = `Näytä ${amount()}`;
  };

  const chips = () => {
    const chip = (kind, ...parts) => node("li", {}, node("button", { type: "button", class: `chip ${kind}` }, ...parts));
    const on = groups.flatMap(({ name, boxes }) => boxes.filter(({ box }) => box.checked).map(({ box, label }) => ({ box, text: `${name}: ${label}` })));
    chosen.replaceChildren(
      ...on.map(({ text }) => chip("chip--on", text, node("span", { class: "vh" }, " (poista rajaus)"), drawing("poista"))),
      chip("", "Tyhjennä rajaukset"),
    );
    chosen.hidden = !on.length;
    return on.map(({ box }) => box);
  };

  /** After a tick or another order: the query's answer stays. */
  const refine = () => {
    for (const { key, boxes } of groups) {
      state.delete(key);
      for (const { box } of boxes) if (box.checked) state.append(key, box.value);
    }
    push(address({ jarjestys: sorting.value === "osuvuus" ? "" : sorting.value }));
    filter();
    show(PAGE).catch(fail);
  };

  /* Texts */

  const amount = () => (matching.length === 1 ? "1 tulos" : `${number(matching.length)} tulosta`);
  const named = (words) => `${words.includes(" ") ? "haulle" : "sanalle"} `;
  const corrected = () =>
    answer.told.filter(({ how }) => how === "typo").reduce((text, { typed, used }) => {
      const at = text.toLowerCase().indexOf(typed.toLowerCase());
      return at < 0 ? text : text.slice(0, at) + used + text.slice(at + typed.length);
    }, query);

  const tell = (seen) => {
    const words = corrected();
    status.textContent = !answer.hits.length
      ? `Ei tuloksia ${named(query)}${query}`
      : amount() + (query && ` ${named(words)}${words}`) + (seen > PAGE && seen < matching.length ? `, näkyvissä ${number(seen)}` : "");
    document.title = query ? `${query} – ${title}` : title;
  };

  /** A link to tell what was looked for; with the words in it where the address takes a message: e-mail and GitHub do. */
  const wish = () => {
    const link = byId("toive");
    const { feedback } = link.dataset;
    const names = feedback.startsWith("mailto:") ? ["subject", "body"] : feedback.endsWith("/issues/new") ? ["title", "body"] : [];
    const texts = [`Haku ei löytänyt: ${query}`, `Etsin sanoilla: ${query}\n\nKerro omin sanoin, mitä etsit: `];
    const given = names.map((name, i) => `${name}=${encodeURIComponent(texts[i])}`).join("&");
    link.href = feedback + (given && (feedback.includes("?") ? "&" : "?") + given);
    link.closest("section").querySelector("span").hidden = !given;
  };

  const explain = () => {
    const { told, full, hits: found, near, language } = answer;
    const lines = [];
    const line = (...parts) => lines.push(node("p", {}, ...parts));
    const link = (text, literal) => node("a", { href: address({ tarkka: literal }) }, text);
    const typos = told.filter(({ how }) => how === "typo");
    if (typos.length) {
      const typed = typos.map((change) => change.typed).join(" ");
      line(`Näytetään tulokset ${named(corrected())}`, node("strong", {}, corrected()), ". ", link(`Hae kirjoittamallasi sanalla ”${typed}”`, "1"));
    } else if (query && state.get("tarkka")) {
      line("Haku on tehty juuri kirjoittamallasi sanalla. ", link("Hae myös samantapaisilla sanoilla", ""));
    }
    for (const { typed, used, how } of told) {
      if (how === "split") line(`Sanaa ”${typed}” ei ole sivustolla. Näytetään sivut, joilla on sen osat: `, node("strong", {}, used), ".");
      if (how === "half") line(`Sanaa ”${typed}” ei ole sivustolla. Näytetään sen osalla `, node("strong", {}, used), " löytyneet sivut.");
    }
    if (found.length && !full && !told.some(({ how }) => how === "half")) line("Kaikkia hakusanoja ei ole samalla sivulla. Näytetään sivut, joilla on osa niistä.");
    if (language) lines.push(node("p", { lang: language }, IN_LANGUAGE[language][found.length ? 1 : 0]));
    const notice = byId("ilmoitus");
    notice.lastElementChild.replaceChildren(...lines);
    notice.hidden = !lines.length;
    byId("eimitaan").hidden = found.length > 0;
    wish();
    byId("lahella").hidden = !near.length;
    byId("lahella").lastElementChild.replaceChildren(
      ...near.map((word) => node("li", {}, node("a", { class: "chip", href: address({ haku: word, tarkka: "" }) }, word))),
    );
    for (const part of [limits.parentElement, sorting.parentElement]) part.hidden = !found.length;
    area.classList.toggle("two--left", found.length > 0);
  };

  /* Result cards */

  const WORD = /\p{L}+(?:[-'’]\p{L}+)*|\d+(?:[.,]\d+)*/gu;
  const spots = (text, forms) =>
    [...text.matchAll(WORD)]
      .map(({ index, 0: word }) => ({ start: index, end: index + word.length, term: forms.get(fold(word)) }))
      .filter(({ term }) => term);

  const marked = (text, found, from = 0, to = text.length) => {
    const parts = [];
    const inside = found.filter(({ start: first, end }) => first >= from && end <= to);
    inside.forEach(({ start: first, end }, i) => {
      // Neighbours are marked as one.
      if (i && !text.slice(inside[i - 1].end, first).trim()) parts.at(-1).append(text.slice(inside[i - 1].end, end));
      else parts.push(text.slice(from, first), node("mark", {}, text.slice(first, end)));
      from = end;
    });
    return [...parts, text.slice(from, to)];
  };

  const variety = (found) => new Set(found.map(({ term }) => term)).size;

  /** The summary when it shows as many of the words as any place in the text, otherwise some 200 characters there. */
  const excerpt = ({ summary, text }, forms) => {
    const inSummary = spots(summary, forms);
    const inText = spots(text, forms);
    let best = [];
    inText.forEach((spot, i) => {
      const near = inText.slice(i, i + 12).filter(({ end }) => end <= spot.start + 180);
      if ((variety(near) - variety(best) || near.length - best.length) > 0) best = near;
    });
    if (variety(inSummary) >= variety(best)) return marked(summary, inSummary);
    const { start: first } = best[0];
    const { end: last } = best.at(-1);
    const sentence = [...text.slice(0, first).matchAll(/[.?!] /g)].at(-1)?.index + 2 || 0;
    const from = first - sentence < 90 ? sentence : Math.min(first, text.indexOf(" ", first - 50));
    const to = text.length - from < 220 ? text.length : Math.max(last, text.lastIndexOf(" ", from + 200));
    return [from && "… ", ...marked(text, inText, from, to), to < text.length && " …"];
  };

  /** Why a card is there when its texts do not show it: another word for the same, or a place or a subject; what it lacks. */
  const reasons = (item, forms, { missing = [], via = [] } = {}) => {
    const shown = spots(`${item.title} ${item.summary} ${item.text}`, forms).length > 0;
    const where = shown || via.length ? [] : Object.entries(item.about ?? {}).map(([name, texts]) => [name, texts.filter((text) => spots(text, forms).length)]);
    return [
      ...via,
      ...where.filter(([, texts]) => texts.length).map(([name, texts]) => `${name}: ${texts.join(", ")}`),
      missing.length > 0 && `Ei sanaa: ${missing.join(", ")}`,
    ].filter(Boolean);
  };

  const card = (item, note, isParting) => {
    const { forms } = answer;
    const tab = drawing(item.theme) ?? node("span", { class: "tab" });
    tab.append(item.theme || item.kind);
    const where = [item.theme && item.kind, item.where, item.year].filter(Boolean).join(" · ");
    const stage = item.stage && node("span", { class: "dots" }, drawing(item.stage.split("\u00a0")[0])?.firstElementChild, item.stage);
    const heading = node("h2", {}, node("a", { href: new URL(item.url, home) }, ...marked(item.title, spots(item.title, forms))));
    const facts = [item.outcome, item.adoptions].filter(Boolean).map((words) => node("span", {}, words));
    const foot = (stage || facts.length > 0) && node("div", { class: "foot" }, stage, ...facts);
    const text = node("p", { class: "sum" }, ...excerpt(item, forms));
    const why = reasons(item, forms, note);
    const told = why.length > 0 && node("p", { class: "why small muted" }, why.join(" · "));
    const parting = isParting && node("p", { class: "parting" }, "Sivut, joilla on osa hakusanoista");
    return node("li", {}, parting, node("article", { class: "card" }, tab, heading, where && node("p", { class: "where" }, where), text, told, foot));
  };

  /** Shows the first `count` results, each as soon as it comes; those that are there already stay when `add` is true. */
  const show = async (count, add = false) => {
    rounds += 1;
    const mine = rounds;
    const wanted = matching.slice(add ? results.children.length : 0, count);
    const notes = new Map(answer.hits.map(([doc, , note]) => [doc, note]));
    // The first that lacks a word, when others before it have them all.
    const isPartial = (doc) => notes.get(doc)?.missing.length > 0;
    const parting = sorting.value === "osuvuus" && !isPartial(matching[0]) ? matching.find(isPartial) : undefined;
    results.setAttribute("aria-busy", "true");
    if (!add) tell(Math.min(count, matching.length));
    if (!wanted.length) results.replaceChildren();
    for (const part of [wanted.slice(0, SOON), wanted.slice(SOON)]) {
      for (const [place, item] of part.map(page).entries()) {
        const one = card(await item, notes.get(part[place]), part[place] === parting);
        if (mine !== rounds) return;
        const isFirst = part[place] === wanted[0];
        if (isFirst && !add) results.replaceChildren();
        results.append(one);
        window.kpCompare?.offer(one);
        if (isFirst && add) one.querySelector("h2 a").focus();
        busy(false);
      }
    }
    more.parentElement.hidden = results.children.length >= matching.length;
    more.nextElementSibling.textContent = `Näkyvissä ${number(results.children.length)} / ${number(matching.length)}`;
    byId("rajattu").hidden = !answer.hits.length || matching.length > 0;
    byId("rajattu").querySelector("span").textContent = number(answer.hits.length);
    for (const trouble of [byId("vika"), byId("uudempi")]) trouble.hidden = true;
    busy(false);
    results.setAttribute("aria-busy", "false");
    if (add) {
      tell(results.children.length);
      keep({ shown: results.children.length });
    }
  };

  const busy = (whether) => area.setAttribute("aria-busy", String(whether));

  /** Whether the site has been published anew after this page was fetched: then the index of this page is gone. */
  const isOld = async () => {
    const text = await fetch(form.action, { cache: "no-store" }).then((response) => (response.ok ? response.text() : ""), () => "");
    const root = new DOMParser().parseFromString(text, "text/html").querySelector("form.searchbar")?.dataset.root;
    return Boolean(root) && root !== form.dataset.root;
  };

  const fail = async () => {
    const old = await isOld();
    if (old && !history.state?.renewed) {
      keep({ renewed: true, typed: input.value }); // Once: a cache on the way may still give the old page.
      return location.reload();
    }
    status.textContent = "";
    results.replaceChildren();
    for (const other of [byId("eimitaan"), byId("rajattu"), more.parentElement]) other.hidden = true;
    busy(false);
    byId("uudempi").hidden = !old;
    byId("vika").hidden = old;
  };

  /** The words and the place as they were when this page was left. */
  const recall = () => {
    const { typed, y } = history.state ?? {};
    input.value = typed ?? query;
    if (y) scrollTo(0, y);
  };

  /** Brings the page to what its address says. */
  const run = async () => {
    state = new URLSearchParams(location.search);
    query = (state.get("haku") ?? "").trim();
    recall();
    sorting.value = state.get("jarjestys") ?? "";
    if (sorting.selectedIndex < 0) sorting.selectedIndex = 0;
    searches += 1;
    rounds += 1;
    const mine = searches;
    results.setAttribute("aria-busy", "true");
    busy(true);
    status.textContent = "Haetaan…";
    const search = ask({ do: "search", query, literal: state.get("tarkka") === "1" });
    const [found, all] = await Promise.all([search, catalogue ?? ask({ do: "facets" })]);
    if (mine !== searches) return;
    answer = { ...found, forms: new Map(found.terms.flatMap((all) => all.map((form) => [form, all[0]]))) };
    if (!catalogue) {
      catalogue = all;
      groups = all.facets.map(build);
      limits.prepend(...groups.map(({ details }) => details));
    }
    restock();
    filter();
    explain();
    await show(history.state?.shown ?? PAGE);
    if (history.state?.y) scrollTo(0, history.state.y);
  };

  const go = (to) => {
    push(to);
    run().catch(fail);
  };

  chosen.addEventListener("click", (event) => {
    const at = [...chosen.children].indexOf(event.target.closest("li"));
    if (at < 0) return;
    for (const box of at < ticks.length ? [ticks[at]] : ticks) box.checked = false;
    refine();
    (ticks.length ? chosen.children[Math.min(at, ticks.length - 1)].firstChild : status).focus();
  });
  limits.addEventListener("change", refine);
  sorting.addEventListener("change", refine);
  byId("uudempi").querySelector("button").addEventListener("click", () => location.reload());
  more.addEventListener("click", () => show(results.children.length + PAGE, true).catch(fail));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = input.value.trim();
    go(address({ haku: words, tarkka: words === query ? state.get("tarkka") : "" }));
  });
  area.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link?.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault(); // A link to another search, or past the facets.
    if (!link.hash) go(link.href);
    status.focus();
  });

  const draw = (open) => {
    limits.toggleAttribute("data-open", open);
    drawer.setAttribute("aria-expanded", String(open));
  };
  drawer.addEventListener("click", () => draw(!limits.hasAttribute("data-open")));
  limits.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!limits.hasAttribute("data-open")) return;
    draw(false);
    status.focus();
  });
  limits.parentElement.addEventListener("keydown", (event) => { // The button that opens them is there too.
    if (event.key !== "Escape" || !limits.hasAttribute("data-open")) return;
    draw(false);
    drawer.focus();
  });

  window.addEventListener("popstate", () => run().catch(fail));
  // Before the page is left: when it is being hidden, WebKit has emptied the field and Firefox keeps nothing any more.
  document.addEventListener("click", ({ target }) => target.closest("a") && keep({ y: scrollY, typed: input.value }), true);
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) setTimeout(recall); // WebKit empties the field after this event, and scrolls to where the focus was.
  });
  byId("ilman").hidden = true;
  area.hidden = false;
  run().catch(fail);
})();
