// Choosing practices to compare: a tick on every card and practice page, and a bar that tells what is chosen. The choice
// is kept for the browser tab and written only when the reader changes it. Loaded after haku.js.
(() => {
  if (!window.kpSearch) return;
  const { node, home } = window.kpSearch;
  const MOST = 4;
  const KEY = "kp-vertailu";
  const SLUG = /^[a-z0-9][a-z0-9-]*$/;
  const FULL = "Vertailuun mahtuu neljä käytäntöä. Poista ensin jokin niistä.";
  const comparison = new URL("vertaa/", home);
  const practices = new URL("kaytannot/", home).pathname;
  const onComparison = location.pathname === comparison.pathname && new URLSearchParams(location.search).has("k");

  const read = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY)) ?? [];
      return kept.filter(({ slug, title }) => SLUG.test(slug) && typeof title === "string").slice(0, MOST);
    } catch {
      return []; // Storage may be off, or hold something else.
    }
  };
  let chosen = read();
  let last; // The box that was last changed.

  const address = (slugs) => `${comparison}?k=${slugs.join(",")}`;
  const boxes = () => document.querySelectorAll(".pick input");
  const plain = ({ textContent }) => textContent.replaceAll("\u00ad", "").trim(); // Titles on pages have soft hyphens.
  const title = (box) => plain((box.closest(".card") ?? document).querySelector("h1, h2, h3"));

  const count = node("b", {});
  const names = node("span", { class: "pickbar__names" });
  const note = node("p", { class: "pickbar__note", hidden: true });
  const go = node("a", { class: "btn btn--main" }, "Vertaa");
  const clear = node("button", { class: "btn", type: "button" }, "Tyhjennä");
  const what = node("div", { class: "pickbar__what" }, node("p", {}, count, names), note);
  const bar = node("section", { class: "pickbar noprint", "aria-label": "Vertailu", hidden: true }, node("div", { class: "wrap" }, what, go, clear));
  const status = node("p", { class: "vh", role: "status" });

  const draw = () => {
    for (const box of boxes()) box.checked = chosen.some(({ slug }) => slug === box.value);
    count.textContent = `Valittuna ${chosen.length}`;
    names.textContent = `: ${chosen.map((one) => one.title).join(" · ")}`;
    go.href = address(chosen.map(({ slug }) => slug));
    bar.hidden = onComparison || !chosen.length;
  };

  const say = (text, shown = "") => {
    status.textContent = text;
    note.textContent = shown;
    note.hidden = !shown;
  };

  const keep = (now) => {
    chosen = now;
    try {
      sessionStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // The choice then lasts for this page.
    }
    draw();
  };

  const drop = (gone) => keep(chosen.filter(({ slug }) => slug !== gone));

  /** Puts a tick on the tab line of a card that leads to a practice; `place` is or holds the card. */
  const offer = (place) => {
    const card = place.closest(".card") ?? place.querySelector(".card");
    const link = card?.querySelector(":is(h2, h3) a");
    const slug = link?.pathname.startsWith(practices) && link.pathname.slice(practices.length, -1);
    if (!slug || !SLUG.test(slug)) return;
    const box = node("input", { type: "checkbox", value: slug, autocomplete: "off", "aria-label": `Vertaa: ${plain(link)}` });
    card.querySelector(".tab").after(node("label", { class: "check pick" }, box, "Vertaa"));
    box.checked = chosen.some((one) => one.slug === slug);
  };

  document.addEventListener("change", ({ target: box }) => {
    if (!box.closest(".pick")) return;
    last = box;
    if (!box.checked) {
      drop(box.value);
    } else if (chosen.length < MOST) {
      keep([...chosen, { slug: box.value, title: title(box) }]);
    } else {
      box.checked = false;
      return say(FULL, FULL);
    }
    say(`Vertailuun valittuna ${chosen.length}`);
  });
  clear.addEventListener("click", () => {
    keep([]);
    say("Vertailu on tyhjä");
    (last?.isConnected ? last : document.getElementById("sisalto")).focus();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    chosen = read();
    say("");
    draw();
  });

  document.querySelectorAll(".card").forEach(offer);
  document.querySelectorAll(".pick[hidden]").forEach((label) => (label.hidden = false));
  document.body.append(bar, status);
  // What gets the focus must not be left under the bar.
  new ResizeObserver(() => document.documentElement.style.setProperty("--kp-bar", `${bar.offsetHeight}px`)).observe(bar);
  draw();

  window.kpCompare = { MOST, SLUG, address, offer, keep, drop };
})();
