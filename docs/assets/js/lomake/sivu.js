// The web form: fields made of the schema, checks as in the build, a draft that stays in this browser, and the file with
// its ways out. Written texts are put on the page as text only.
(async () => {
  const area = document.getElementById("lomake");
  const { node, home } = window.kpSearch;
  const { Refused, compose, tidy, sections, bodied } = window.kpYaml;
  const { checks } = window.kpCheck;
  const { meanings, slugify, places } = window.kpWords;
  const { fields, capital } = window.kpFields;
  const { errors, go } = window.kpErrors;
  const { opened: taken, salvaged, read: textOf, drafts } = window.kpOpening;
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
    notice.lastElementChild.replaceChildren(...texts.map((text) => (typeof text === "string" ? node("p", {}, text) : text)));
    if (texts.length) notice.scrollIntoView({ block: "nearest" });
  };
  let form;
  try {
    form = await (await ask(`osallistu/lomake/${area.dataset.name}.json`)).json();
  } catch {
    warn("Lomakkeen tietoja ei saatu. Tarkista verkkoyhteys ja lataa sivu uudelleen.");
    area.before(notice);
    return;
  }
  const adds = form.adds; // The list to which this form adds one record; otherwise it makes or changes a whole entry.
  const shown = adds ? { ...form, fields: form.record } : form;
  const asked = new URLSearchParams(location.search);
  const today = new Date().toLocaleDateString("sv");
  const words = { ...form.words, municipality: form.places.map(([name]) => [name]), practice: [], tag: [] };
  const known = Object.fromEntries(Object.entries(words).map(([target, list]) => [target, meanings(list)]));
  known.practice = known.tag = undefined; // These may be many: they are asked for when writing begins.
  let asking;
  const named = () => {
    asking ??= ask("osallistu/lomake/luettelot.json").then((answer) => answer.json()).then((lists) => {
      for (const [target, list] of Object.entries(lists)) {
        words[target] = list;
        known[target] = meanings(list);
        made.renew(target);
      }
    }, () => { asking = undefined; });
    return asking;
  };
  area.addEventListener("focusin", named, { once: true });

  const names = (target) => known[target];
  const reader = checks(form, { names, inForm: true });
  const made = fields({ area, words, places: places(form), form, read: reader.value, changed: () => changed(), tell });
  const { control, single, choosable, readable } = made;

  /* The page */

  const prose = (name) => {
    const title = name.slice(2);
    return { name, label: title || "Teksti", help: form.prose[title] ?? "", rows: 6 };
  };
  const controls = new Map();
  const texts = new Map();
  const last = form.sections.findLastIndex((section) => section.open);
  for (const [at, { title, lead, fields: names, open: at_once }] of form.sections.entries()) {
    const found = names.map((name) => {
      const isText = name.startsWith("#");
      const built = control(isText ? prose(name) : shown.fields.find((each) => each.name === name));
      (isText ? texts : controls).set(isText ? name.slice(2) : name, built);
      if (name === "# ") built.el.hidden = form.headings.length > 0;
      return built.el;
    });
    const about = lead && node("p", { class: "measure muted" }, lead);
    part("#kentat").append(node("details", { class: "part", open: at_once, "data-heti": at_once }, node("summary", {}, node("h2", {}, title), node("span", { class: "part__told" })), about, ...found));
    if (at === last && at < form.sections.length - 1) part("#kentat").append(part(".form__send").cloneNode(true)); // What is needed is above.
  }
  const parts = area.querySelectorAll("#kentat > details");

  /* The file */

  let opened = null; // The file that is changed: as it was read.
  let slug = "";
  let absent = false; // Whether the entry of that address is no longer on the site.
  let gone = []; // What a draft had in fields that the form no longer has.
  let before = null; // What the controls held when they were last filled: only what is changed after it is a draft.

  const written = () => reader.read(shown.fields, Object.fromEntries([...controls].map(([name, each]) => [name, each.read()]).filter(([, value]) => value !== undefined)));
  const read = () => {
    if (!adds) return written();
    const { sources = [], ...record } = written();
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
    touched.clear();
    submitted = false;
    refresh();
  };

  /* Problems */

  let submitted = false;
  const touched = new Set(); // Fields that have been left after a change: their problems are told at once.
  const locate = ([first, ...rest]) => {
    let found = (String(first).startsWith("#") ? texts.get(first.slice(2)) : controls.get(first)) ?? controls.values().next().value;
    for (const step of rest) found = found.find(step) ?? found;
    return found;
  };
  const { mark, summarise, summary } = errors({ area, locate, told: ({ control: each }) => submitted || touched.has(each) });
  const titles = () => (form.kind === "practice" ? words.practice : form.taken);
  const problems = (text) => {
    const values = read();
    const check = checks(form, { names, inForm: true, today, slug, name: fileSlug(), titles: titles(), old: form.old });
    const all = check.problems(values, body(), text);
    if (!adds) return all;
    const mine = (values[adds] ?? []).length - 1;
    const first = (opened?.values.sources ?? []).length;
    return all.filter(({ loc }) => (loc[0] === adds && loc[1] === mine) || (loc[0] === "sources" && loc[1] >= first)).map((problem) => {
      const [list, at, ...rest] = problem.loc;
      return list === adds ? { ...problem, label: problem.label.replace(/^[^,]*(, )?/, ""), loc: rest.length ? rest : [controls.keys().next().value] } : { ...problem, label: problem.label.replace(/\d+/, at - first + 1), loc: [list, at - first, ...rest] };
    });
  };

  /* What is seen of it, and the draft */

  const label = (field, value) => (choosable(field) ?? []).find(([key]) => key === value)?.[1] ?? readable(field, value);
  const fullness = window.kpFullness({ area, form, go, find: ([first, ...rest]) => rest.reduce((found, step) => found.find(step) ?? found, controls.get(first)) });
  let preview = null; // What makes it is asked for when somebody wants to see it.
  const askPreview = () => {
    const script = node("script", { src: new URL("assets/js/esikatselu.js", home).href });
    script.addEventListener("load", () => {
      preview = window.kpPreview({ area, form, label });
      refresh();
    });
    script.addEventListener("error", () => {
      part("#tekstina").textContent = form.says.no_preview;
      seen.addEventListener("toggle", askPreview, { once: true });
    });
    document.head.append(script);
  };
  const seen = part("#luettuna").closest("details");
  seen.addEventListener("toggle", askPreview, { once: true });
  const ready = part("#valmis");
  const filled = (section) => [...section.querySelectorAll("input, select, textarea")].some((each) => (each.type === "checkbox" ? each.checked : each.value.trim()));
  const refresh = () => {
    const { text } = file();
    for (const section of parts) section.querySelector(".part__told").textContent = filled(section) && section.previousSibling ? "täytetty" : "";
    part("#teksti").textContent = text;
    preview?.(shown.fields, tidy(shown.fields, written()) ?? {}, texts.size ? body() : "");
    fullness(tidy(form.fields, read()) ?? {});
    const found = mark(problems(text));
    if (submitted) summarise(found);
    if (submitted && found.length) ready.hidden = true;
    return text;
  };

  const key = () => `kp-lomake:${area.dataset.name}:${slug}`;
  const keep = (text) => {
    const kept = drafts.write(key(), { text: adds ? JSON.stringify([...controls].map(([name, each]) => [name, each.read()])) : text, base: opened?.raw, gone });
    part("#luonnos").textContent = kept ? form.says.kept : form.says.not_kept;
    part("#tyhjenna").hidden = false;
  };
  let waiting;
  const settle = () => {
    if (!waiting) return;
    clearTimeout(waiting);
    waiting = undefined;
    const text = refresh();
    if (text !== before) keep(text);
  };
  const changed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(settle, 200);
  };
  addEventListener("pagehide", settle); // What was written last must not be lost with the page.
  area.addEventListener("input", (event) => event.target.closest("#kentat") && changed());
  area.addEventListener("change", (event) => {
    if (!event.target.closest("#kentat")) return;
    touched.add(event.target);
    changed();
  });

  /* Ways in */

  const take = (raw, name) => {
    opened = taken(form, raw);
    opened.values = reader.read(form.fields, opened.values);
    slug = name;
  };
  const put = (text, given) => text.replace("{given}", given);
  const refusal = (error, what) => [`${what} ei aukea lomakkeeseen.`, error instanceof Refused ? `Rivi ${error.line}: ${put(form.refused[error.message] ?? error.message, error.given)}.` : form.says.offline];
  const empty = () => {
    if (adds) return { stage: asked.get("vaihe") };
    const now = ["published", "date"].filter((name) => controls.has(name)).map((name) => [name, today]);
    return { ...(place ? { [form.named]: place } : {}), ...Object.fromEntries(now) };
  };
  const titled = () => {
    area.querySelectorAll("[data-uusi]").forEach((each) => (each.hidden = Boolean(opened)));
    part("#kohde").textContent = opened ? `${adds ? "Käytäntö" : "Muokattavana"}: ${opened.values.title ?? opened.values.municipality}` : "";
    if (!adds) for (const section of parts) section.open = "heti" in section.dataset && (!opened || section === parts[0]);
  };

  part("#avaa").hidden = Boolean(adds); // A record is added to an entry: no file of its own.
  part("#avaa").addEventListener("click", () => part("#tiedosto").click());
  part("#tiedosto").addEventListener("change", async ({ target }) => {
    const [given] = target.files;
    if (!given || (file().text !== before && !confirm(form.says.replace))) {
      target.value = "";
      return;
    }
    try {
      await named();
      take(await textOf(given), titles().some(([other]) => `${other}.md` === given.name) ? given.name.slice(0, -3) : "");
      warn();
      [gone, absent] = [[], false];
      titled();
      fill(opened.values, opened.body);
      history.replaceState(null, "", slug ? "?" + new URLSearchParams({ [area.dataset.question]: slug }) : location.pathname);
      keep(opened.raw);
      tell("Tiedosto on avattu lomakkeeseen.");
    } catch (error) {
      warn(...refusal(error, "Tiedosto"));
    }
    target.value = "";
  });
  part("#tyhjenna").addEventListener("click", () => {
    if (!confirm(form.says.clear)) return;
    clearTimeout(waiting);
    waiting = undefined;
    drafts.clear(key());
    location.reload();
  });

  /* Ways out */

  const prepare = window.kpSending.sending({ area, form, tell, current: () => ({ ...file(), slug: absent ? "" : slug, name: `${fileSlug() || "kirjaus"}.md` }) });
  const check = async () => {
    await named();
    submitted = true;
    refresh();
    ready.hidden = !summary.hidden;
    (ready.hidden ? summary : ready).focus();
    if (ready.hidden) summary.scrollIntoView({ block: "start" });
    else prepare();
  };
  // No button submits the form, so that Enter in a field does not.
  for (const button of area.querySelectorAll(".form__send button")) button.addEventListener("click", check);

  /* Opening: an entry from the address, and a draft over it. */

  const choosePractice = () => {
    const found = single({ name: "haettava", label: "Mikä käytäntö?", help: form.says.which, target: "practice", type: "text" });
    const choose = node("form", { class: "part" }, found.el, node("button", { class: "btn btn--main", type: "submit" }, "Jatka"));
    choose.addEventListener("submit", (event) => {
      event.preventDefault();
      const value = reader.value(found.field, found.control.value);
      if (known.practice?.has(value)) {
        location.search = new URLSearchParams({ ...Object.fromEntries(asked), [area.dataset.question]: value });
        return;
      }
      found.error.textContent = value ? capital(reader.unknown("practice", value)) : "Valitse käytäntö";
      found.error.hidden = false;
      found.control.setAttribute("aria-invalid", "true");
      found.control.focus();
    });
    part("form").replaceWith(choose);
  };
  const uncover = () => {
    document.getElementById("ilman").hidden = true;
    area.hidden = false;
  };

  const source = async (name) => {
    const text = await (await ask(`osallistu/lahteet/${form.address}/${name}.json`)).json();
    return text.replace(/^\uFEFF/, "");
  };
  const wanted = asked.get(area.dataset.question);
  const place = form.named && Object.keys(form.slugs).find((name) => form.slugs[name] === wanted);
  const published = wanted && /^[a-z0-9-]+$/.test(wanted) && !(place && !titles().some(([other]) => other === wanted));
  const notes = [];
  const offered = (text) => node("pre", { class: "form__file", tabindex: "0", role: "region", "aria-label": "Kopioitavaa" }, text);
  const missing = () => notes.push(put(form.says.missing, wanted));
  if (wanted && !published && !place) missing();
  if (published) slug = wanted;
  const text = published && (await source(wanted).catch((error) => {
    absent = error.message === "404";
    if (absent) missing();
    else notes.push(...refusal(error, "Kirjaus"));
  }));
  let stored;
  const begin = (...raws) => {
    let failure;
    stored = drafts.read(key());
    for (const raw of [stored?.base, ...raws]) {
      if (!raw || opened) continue;
      try {
        take(raw, slug);
      } catch (error) {
        failure = error;
      }
    }
    if (failure && !opened) notes.push(...refusal(failure, "Kirjaus"));
  };
  if (!adds || published) begin(text);
  if (adds && !opened) {
    if (stored) notes.push(form.says.had, offered(salvaged({ ...form, fields: [], rules: [] }, stored.text, true).gone.join("\n")));
    await named();
    choosePractice();
    uncover();
    warn(...notes);
    return;
  }
  if (published && !opened && !stored) {
    [slug, absent] = ["", false];
    begin();
  }
  if (stored?.base && text && text !== stored.base) notes.push(form.says.changed);
  fill(adds || !opened ? empty() : opened.values, opened?.body ?? "");
  titled();
  if (stored?.text) {
    const [clean, draft] = [before, salvaged(shown, stored.text, adds)];
    if (adds) for (const [name, value] of Object.entries(draft.values ?? {})) controls.get(name).write(value ?? undefined);
    else if (draft.values) fill(draft.values, draft.body);
    before = clean;
    gone = [...new Set([...(stored.gone ?? []), ...(stored.base && !opened ? [stored.text] : draft.gone)])];
    if (gone.length) notes.push(form.says.gone, offered(gone.join("\n")));
    refresh();
    part("#luonnos").textContent = form.says.going_on;
    part("#tyhjenna").hidden = false;
  }
  uncover();
  warn(...notes);
})();
