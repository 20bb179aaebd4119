// The web form: fields made of the schema, checks as in the build, a draft that stays in this browser, and the file with
// its ways out. Written texts are put on the page as text only.
(async () => {
  const area = document.getElementById("lomake");
  const { node, home, shelf } = window.kpSearch;
  const { Refused, open, compose, tidy, sections, bodied } = window.kpYaml;
  const { checks, holds, slugify } = window.kpCheck;
  const { fields, capital } = window.kpFields;
  const part = (selector) => area.querySelector(selector);
  const ask = async (path) => {
    const answer = await fetch(new URL(path, home));
    if (!answer.ok) throw new Error(String(answer.status));
    return answer;
  };
  const status = part("#kerrotaan");
  const tell = (text) => {
    status.textContent = "";
    setTimeout(() => (status.textContent = text), 50);
  };
  const notice = part("#huomaa");
  const warn = (...texts) => {
    notice.hidden = !texts.length;
    notice.lastElementChild.replaceChildren(...texts.map((text) => node("p", {}, text)));
    if (texts.length) notice.scrollIntoView({ block: "nearest" });
  };
  let form;
  try {
    form = await (await ask(`osallistu/lomake/${area.dataset.name}.json`)).json();
  } catch {
    warn("Lomakkeen tietoja ei saatu. Tarkista verkkoyhteys ja lataa sivu uudelleen.");
    return;
  }
  const adds = form.adds; // The list to which this form adds one record; otherwise it makes or changes a whole entry.
  const shown = adds ? { ...form, fields: form.record } : form;
  const asked = new URLSearchParams(location.search);
  const today = new Date().toLocaleDateString("sv");
  const words = { ...form.words, practice: [] };
  const known = Object.fromEntries(Object.entries(words).map(([target, list]) => [target, new Set(list.map(([key]) => key))]));
  known.practice = undefined; // Practices may be many: they are asked for when writing begins.
  let asking;
  const named = () => {
    asking ??= ask("osallistu/lomake/kaytannot.json").then((answer) => answer.json()).then((list) => {
      words.practice = list;
      known.practice = new Set(list.map(([each]) => each));
      made.renew("practice");
    }, () => { asking = undefined; });
    return asking;
  };
  area.addEventListener("focusin", named, { once: true });

  const made = fields({ area, words, one: form.one, changed: () => changed(), tell });
  const { control, single, choosable, mended } = made;

  /* The page */

  const PROSE = { "": "Teksti ennen väliotsikoita", Lähtötilanne: "Millainen tilanne oli ennen?", Ratkaisu: "Mitä tehtiin?", "Näin se tehtiin": "Missä järjestyksessä, kuka teki ja kauanko se kesti?", Tulokset: "Mitä siitä tuli, sanoin?", Opit: "Mitä tekisitte toisin?", "Käyttöönotto muualla": "Mitä muut ovat tehneet?" };
  const controls = new Map();
  const texts = new Map();
  for (const { title, lead, fields, open: at_once } of form.sections) {
    const found = fields.map((name) => {
      const prose = name.startsWith("#");
      const field = prose ? { name, label: name.slice(2) || "Teksti", help: name.slice(2) ? `${PROSE[name.slice(2)] ?? ""} Lähteeseen viitataan numerolla, esimerkiksi [1].` : PROSE[""], rows: 6 } : shown.fields.find((each) => each.name === name);
      const built = control(field);
      (prose ? texts : controls).set(prose ? name.slice(2) : name, built);
      if (name === "# ") built.el.hidden = form.headings.length > 0 && form.kind === "practice";
      return built.el;
    });
    const about = lead && node("p", { class: "measure muted" }, lead);
    part("#kentat").append(node("details", { class: "part", open: at_once, "data-heti": at_once }, node("summary", {}, node("h2", {}, title), node("span", { class: "part__told" })), about, ...found));
  }

  let opened = null; // The file that is changed: as it was read.
  let slug = "";
  let before = null; // What the controls held when they were last filled: only what is changed after it is a draft.
  let submitted = false;

  const read = () => {
    const own = Object.fromEntries([...controls].map(([name, each]) => [name, each.read()]).filter(([, value]) => value !== undefined));
    if (!adds) return own;
    const { sources = [], ...record } = own;
    const whole = tidy(form.fields, opened?.values ?? {}) ?? {};
    const first = (whole.sources ?? []).length;
    if (sources.length) record.source = sources.map((_, i) => String(first + i + 1));
    return { ...whole, [adds]: [...(whole[adds] ?? []), record], ...(sources.length ? { sources: [...(whole.sources ?? []), ...sources] } : {}) };
  };
  const body = () => {
    const was = opened?.body ?? "";
    return texts.size ? bodied(form.headings, Object.fromEntries([...texts].map(([title, each]) => [title, each.read() ?? ""])), was) : was;
  };
  const file = () => compose(form, read(), body(), opened);
  const fileSlug = () => slug || slugify(adds ? "" : form.named ? (form.slugs[read()[form.named]] ?? "") : (read().title ?? ""));

  const fill = (values, text) => {
    for (const [name, each] of controls) each.write(values[name]);
    const found = new Map(sections(texts.size ? form.headings : [], text).map(({ title, text: given }) => [title, given.trim()]));
    for (const [title, each] of texts) {
      each.write(found.get(title));
      if (found.get(title)) each.el.hidden = false;
    }
    before = file().text;
    shownMessages = new Set();
    submitted = false;
    refresh();
  };

  /* Problems */

  const locate = ([first, ...rest]) => {
    let found = String(first).startsWith("#") ? texts.get(first.slice(2)) : controls.get(first);
    for (const step of rest) found = found?.find(step) ?? found;
    return found;
  };
  const titles = () => (form.kind === "practice" ? words.practice : form.taken);
  const problems = () => {
    const values = read();
    const check = checks(form, { names: (target) => known[target], inForm: true, today, slug: slug || (opened ? "" : "-"), titles: titles() });
    const all = check.problems(values, body());
    const name = fileSlug();
    const from = form.named ?? "title";
    if (!slug && titles().some(([other]) => other === name) && !all.some(({ loc }) => loc[0] === from)) all.push({ loc: [from], label: from === "title" ? "otsikko" : "kunta", message: check.say(form.named ? "taken" : "same_title") });
    if (!adds) return all;
    const mine = (values[adds] ?? []).length - 1;
    const first = (opened?.values.sources ?? []).length;
    return all.filter(({ loc }) => (loc[0] === adds && loc[1] === mine) || (loc[0] === "sources" && loc[1] >= first)).map((problem) => {
      const [list_, at, ...rest] = problem.loc;
      return list_ === adds ? { ...problem, label: problem.label.replace(/^[^,]*(, )?/, ""), loc: rest.length ? rest : [controls.keys().next().value] } : { ...problem, label: problem.label.replace(/\d+/, at - first + 1), loc: [list_, at - first, ...rest] };
    });
  };

  let shownMessages = new Set();
  const mark = (all) => {
    for (const each of area.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
    for (const each of area.querySelectorAll(".q__error")) each.hidden = true;
    return all.flatMap((problem) => {
      const at = locate(problem.first ? [...problem.loc, problem.first] : problem.loc);
      if (!at || !(submitted || shownMessages.has(at.control))) return [];
      at.error.textContent = capital(problem.message);
      at.error.hidden = false;
      if (at.control.tagName !== "FIELDSET") at.control.setAttribute("aria-invalid", "true");
      return [{ ...problem, at }];
    });
  };
  const summary = part("#virheet");
  const go = ({ control: target }) => {
    for (let each = target.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    const first = target.tagName === "FIELDSET" ? (target.querySelector("input, select, textarea, button") ?? target) : target;
    first.focus();
  };
  const summarise = (found) => {
    summary.hidden = !found.length;
    summary.querySelector("ul").replaceChildren(...found.map(({ at, label, message }) => {
      const link = node("a", { href: `#${at.control.id || "kentat"}` }, capital(label ? `${label}: ${message}` : message));
      link.addEventListener("click", (event) => {
        event.preventDefault();
        go(at);
      });
      return node("li", {}, link);
    }));
    summary.querySelector("h2").textContent = found.length === 1 ? "Yksi kohta pitää korjata" : `${found.length} kohtaa pitää korjata`;
  };

  /* The file, how full it is, and the draft */

  const ready = part("#valmis");
  const label = (field, value) => (choosable(field) ?? []).find(([key]) => key === value)?.[1] ?? value.replace(/^(\d{4})-0?(\d+)-0?(\d+)/, "$3.$2.$1");
  const facts = (fields, values) =>
    fields.filter(({ name }) => values[name] !== undefined).map((field) => {
      const each = (value) => (field.type === "group" ? field.fields.filter(({ name }) => value[name] !== undefined).map((inner) => (inner.type === "group" ? capital(inner.label) : [value[inner.name]].flat().map((one) => label(inner, one)).join(", "))).join(" · ") : label(field, value));
      return node("div", {}, node("dt", {}, capital(field.label)), ...[values[field.name]].flat().map((value) => node("dd", {}, each(value))));
    });

  const meter = (values) => {
    if (!form.asked.length) return;
    const able = form.asked.filter(({ later }) => !later || !form.ahead.includes(values.stage));
    const lacking = able.filter(({ told }) => !holds(told, values));
    const sum = (list_) => list_.reduce((total, { weight }) => total + weight, 0);
    const score = Math.round((100 * (sum(able) - sum(lacking))) / sum(able));
    part("#taysi meter").value = score;
    part("#taysi meter").textContent = part("#taysi b").textContent = `${score} %`;
    part("#taysi ul").replaceChildren(...lacking.slice(0, 3).map(({ field, label: name, why }) => {
      const link = node("button", { class: "linklike", type: "button" }, capital(name));
      link.addEventListener("click", () => go(field.split(".").reduce((found, step) => found?.find?.(step) ?? found, controls.get(field.split(".")[0]))));
      return node("li", {}, link, ` ${why}`);
    }));
  };

  const key = () => `kp-lomake:${area.dataset.name}:${slug}`;
  const keep = (text) => {
    try {
      localStorage.setItem(key(), JSON.stringify({ text: adds ? JSON.stringify([...controls].map(([name, each]) => [name, each.read()])) : text, base: opened?.raw }));
      part("#luonnos").textContent = "Luonnos on tallessa tässä selaimessa.";
    } catch {
      part("#luonnos").textContent = "Selain ei tallenna luonnosta. Tallenna se tiedostoon.";
    }
    part("#tyhjenna").hidden = false;
  };
  const filled = (section) => [...section.querySelectorAll("input, select, textarea")].some((each) => (each.type === "checkbox" ? each.checked : each.value.trim()));
  const refresh = () => {
    const { text } = file();
    for (const section of part("#kentat").children) section.querySelector(".part__told").textContent = filled(section) && section.previousSibling ? "täytetty" : "";
    part("#teksti").textContent = text;
    part("#luettuna").replaceChildren(...facts(shown.fields, tidy(shown.fields, adds ? Object.fromEntries([...controls].map(([name, each]) => [name, each.read()])) : read()) ?? {}));
    meter(tidy(form.fields, read()) ?? {});
    const found = mark(problems());
    if (submitted) summarise(found);
    if (submitted && found.length) ready.hidden = true;
    return text;
  };
  let waiting;
  const changed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const text = refresh();
      if (text !== before) keep(text);
    }, 200);
  };
  area.addEventListener("input", (event) => event.target.closest("#kentat") && changed());
  area.addEventListener("change", (event) => {
    if (!event.target.closest("#kentat")) return;
    shownMessages.add(event.target);
    changed();
  });

  /* Ways in */

  const take = (raw, name) => {
    const found = open(raw);
    found.raw = raw;
    const wrong = checks(form, { names: () => undefined }).values(found.values).find((problem) => problem.unknown || locateShape(problem.loc, found.values));
    if (wrong) throw new Refused(found.lines[wrong.loc.join(".")] ?? found.lines[wrong.loc.slice(0, -1).join(".")] ?? 1, wrong.label ? `${wrong.label}: ${wrong.message}` : wrong.message);
    slug = name;
    opened = found;
    return found;
  };
  /** Whether a value has another shape than its field: a text where a list or a group should be. */
  const locateShape = (loc, values) => {
    let { fields } = form;
    let value = values;
    let field;
    for (const step of loc) {
      value = value?.[step];
      if (typeof step === "number") continue;
      field = fields.find(({ name }) => name === step);
      fields = field?.fields ?? [];
    }
    if (!field || value === undefined || value === null) return false;
    const list_ = field.list && typeof loc.at(-1) !== "number";
    if (list_) return !Array.isArray(value) && !field.list.alone;
    return field.type === "group" ? typeof value !== "object" || Array.isArray(value) : typeof value !== "string";
  };
  const refused = (error, what) => warn(`${what} ei aukea lomakkeeseen.`, error instanceof Refused ? `Rivi ${error.line}: ${error.message}.` : "Tarkista verkkoyhteys ja yritä uudelleen.");

  const start = () => fill(adds ? { stage: asked.get("vaihe") } : (opened?.values ?? { ...(place ? { [form.named]: place } : {}), ...Object.fromEntries(["published", "date"].filter((name) => controls.has(name)).map((name) => [name, today])) }), opened?.body ?? "");
  const titled = () => {
    area.querySelectorAll("[data-muokkaus]").forEach((each) => (each.hidden = !opened));
    area.querySelectorAll("[data-uusi]").forEach((each) => (each.hidden = Boolean(opened)));
    part("#kohde").textContent = opened ? `${adds ? "Käytäntö" : "Muokattavana"}: ${opened.values.title ?? opened.values.municipality}` : "";
    if (!adds) for (const section of part("#kentat").children) section.open = "heti" in section.dataset && (!opened || section === part("#kentat").firstChild);
  };

  part("#avaa").addEventListener("click", () => part("#tiedosto").click());
  part("#tiedosto").addEventListener("change", async ({ target }) => {
    const [given] = target.files;
    target.value = "";
    if (!given || (file().text !== before && !confirm("Lomakkeen tiedot korvataan tiedoston tiedoilla. Jatketaanko?"))) return;
    try {
      take(await given.text(), /^[a-z0-9-]+\.md$/.test(given.name) && titles().some(([other]) => `${other}.md` === given.name) ? given.name.slice(0, -3) : "");
      warn();
      titled();
      fill(opened.values, opened.body);
      keep(opened.raw);
      tell("Tiedosto on avattu lomakkeeseen.");
    } catch (error) {
      refused(error, "Tiedosto");
    }
  });
  part("#tyhjenna").addEventListener("click", () => {
    if (!confirm("Luonnos poistetaan tästä selaimesta, ja lomake tyhjenee. Poistetaanko?")) return;
    localStorage.removeItem(key());
    location.reload();
  });

  /* Ways out */

  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      part("#teksti").closest("details").open = true;
      getSelection().selectAllChildren(part("#teksti"));
      return false;
    }
  };
  part("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await named();
    submitted = true;
    refresh();
    ready.hidden = !summary.hidden;
    (ready.hidden ? summary : ready).focus();
    if (ready.hidden) summary.scrollIntoView({ block: "start" });
    else prepare();
  });

  const prepare = () => {
    const { text, lost } = file();
    const { repo, feedback } = area.dataset;
    const name = `${fileSlug() || "kirjaus"}.md`;
    part("#nimi").textContent = name;
    const github = part("#github");
    const full = `${repo}/new/main/${form.folder}?filename=${name}&value=${encodeURIComponent(text)}`;
    const fits = full.length <= 8000;
    if (github) {
      github.href = slug ? `${repo}/edit/main/${form.folder}/${slug}.md` : fits ? full : `${repo}/new/main/${form.folder}?filename=${name}`;
      github.dataset.copies = String(Boolean(slug) || !fits);
      part("#github-ohje").textContent = slug
        ? "Teksti kopioituu, ja GitHub avaa vanhan tiedoston. Valitse siellä koko teksti ja liitä uusi sen tilalle."
        : fits
          ? "GitHub avaa uuden tiedoston, jossa teksti on valmiina. Paina siellä Commit changes ja Propose changes."
          : "Teksti on liian pitkä osoitteeseen. Se kopioituu, ja GitHub avaa tyhjän tiedoston: liitä teksti siihen.";
    }
    const mail = part("#posti");
    if (mail && feedback.startsWith("mailto:")) {
      const cut = text.length > 1500;
      const message = cut ? `${text.slice(0, 1500)}\n\n[Teksti jatkuu. Liitä ladattu tiedosto ${name} viestiin.]` : text;
      mail.href = `${feedback}${feedback.includes("?") ? "&" : "?"}subject=${encodeURIComponent(name)}&body=${encodeURIComponent(message)}`;
      part("#posti-ohje").textContent = cut ? "Viestiin mahtuu vain alku. Lataa tiedosto ja liitä se viestiin." : "Avaa sähköpostiohjelmasi.";
    }
    const labels = lost.map((each) => form.fields.find((field) => field.name === each).label).join(", ");
    part("#huomautukset").textContent = labels && `Näistä kohdista jää pois tiedostoon kirjoitettu huomautus (#-rivi): ${labels}.`;
  };
  part("#github")?.addEventListener("click", ({ currentTarget }) => {
    if (currentTarget.dataset.copies !== "true") return;
    copied(file().text).then((done) => tell(done ? "Teksti on kopioitu. Liitä se GitHubissa." : "Selain ei kopioinut tekstiä. Kopioi se kohdasta Tiedosto."));
  });
  part("#kopioi").addEventListener("click", async () => tell((await copied(file().text)) ? "Teksti on kopioitu." : "Selain ei kopioinut tekstiä. Se on valittuna kohdassa Tiedosto."));
  for (const button of area.querySelectorAll("[data-lataa]")) {
    button.addEventListener("click", () => {
      const link = node("a", { href: URL.createObjectURL(new Blob([file().text], { type: "text/markdown" })), download: `${fileSlug() || "luonnos"}.md` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      tell("Tiedosto on ladattu.");
    });
  }

  /* Opening: an entry from the address, and a draft over it. */

  const written = async (name) => {
    const records = await (await ask(`osallistu/lahteet/${form.address}/${shelf(name, form.shelves)}.json`)).json();
    if (!Object.hasOwn(records, name)) throw new Error("404");
    return records[name].replace(/^\uFEFF/, "");
  };
  const wanted = asked.get(area.dataset.question);
  const place = form.named && Object.keys(form.slugs).find((name) => form.slugs[name] === wanted);
  if (wanted && /^[a-z0-9-]+$/.test(wanted) && !(place && !titles().some(([other]) => other === wanted))) {
    slug = wanted;
    let stored = null;
    try {
      stored = JSON.parse(localStorage.getItem(key()));
    } catch { /* Storage may be off. */ }
    try {
      take(stored?.base ?? (await written(wanted)), wanted);
    } catch (error) {
      slug = "";
      refused(error, "Kirjaus");
      if (adds || error instanceof Refused) return;
    }
  } else if (adds) {
    await named();
    const found = single({ name: "haettava", label: "Mikä käytäntö?", help: "Kirjoita nimen alku ja valitse luettelosta, tai liitä käytännön sivun osoite.", target: "practice", type: "text" });
    const button = node("button", { class: "btn btn--main", type: "submit" }, "Jatka");
    const choose = node("form", { class: "part" }, found.el, button);
    choose.addEventListener("submit", (event) => {
      event.preventDefault();
      const value = mended(found.field, found.control.value.trim());
      if (known.practice?.has(value)) location.search = new URLSearchParams({ ...Object.fromEntries(asked), [area.dataset.question]: value });
      else {
        found.error.textContent = value ? capital(checks(form, { names: (target) => known[target], inForm: true }).say("unknown", { what: form.what.practice, given: value, near: ". Valitse luettelosta" })) : "Valitse käytäntö";
        found.error.hidden = false;
        found.control.setAttribute("aria-invalid", "true");
        found.control.focus();
      }
    });
    part("form").replaceWith(choose);
    area.hidden = false;
    document.getElementById("ilman").hidden = true;
    return;
  }
  start();
  titled();
  try {
    const stored = JSON.parse(localStorage.getItem(key()));
    if (stored?.text) {
      if (adds) for (const [name, value] of JSON.parse(stored.text)) controls.get(name)?.write(value);
      else {
        const found = open(stored.text);
        const clean = before;
        fill(found.values, found.body);
        before = clean;
      }
      refresh();
      part("#luonnos").textContent = "Jatkat tähän selaimeen tallennettua luonnosta.";
      part("#tyhjenna").hidden = false;
    }
  } catch (error) {
    if (error instanceof Refused) refused(error, "Luonnos");
  }
  document.getElementById("ilman").hidden = true;
  area.hidden = false;
})();
