// Menu, colour scheme, the roles of tables, and copying. Pages work without this file; its buttons come with it.
(() => {
  const tools = document.querySelector(".kp-header__tools");
  const scheme = document.getElementById("scheme");
  const menu = document.getElementById("menu");
  const tabs = document.getElementById("tabs");
  tools.hidden = false;
  document.documentElement.classList.add("js");

  const dark = () => document.body.getAttribute("data-md-color-scheme") === "slate";
  scheme.setAttribute("aria-pressed", dark());
  scheme.addEventListener("click", () => {
    const next = dark() ? "default" : "slate";
    document.body.setAttribute("data-md-color-scheme", next);
    scheme.setAttribute("aria-pressed", next === "slate");
    try { localStorage.setItem("kp-scheme", next); } catch { /* Storage may be off; the choice then lasts for this page. */ }
  });

  const open = (is) => {
    menu.setAttribute("aria-expanded", is);
    tabs.toggleAttribute("data-open", is);
  };
  menu.addEventListener("click", () => open(menu.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.getAttribute("aria-expanded") === "true") {
      open(false);
      menu.focus();
    }
  });

  // On a telephone the rows of a table are shown as blocks, and some browsers then no longer tell that they are rows.
  // Written in HTML these roles would be invalid.
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  document.addEventListener("DOMContentLoaded", () => {
    for (const part of document.querySelectorAll("table, thead, tbody, tr, th, td")) {
      part.setAttribute("role", roles[part.tagName] ?? (part.scope === "row" ? "rowheader" : "columnheader"));
    }
    for (const button of document.querySelectorAll("[data-copy], [data-save]")) button.hidden = false;
  });

  // A text of the page, copied or saved as a file; the section tells what came of it.
  const copy = async (source) => {
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      return "Kopioitu.";
    } catch {
      getSelection().selectAllChildren(source);
      return "Selain ei salli kopiointia. Teksti on nyt valittuna: kopioi se näppäimillä.";
    }
  };
  const save = (source, name) => {
    const url = URL.createObjectURL(new Blob([`${source.textContent}\n`], { type: "text/plain;charset=utf-8" }));
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    return `Tallennettu tiedostoon ${name}.`;
  };
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-copy], [data-save]");
    if (!button) return;
    const { copy: copied, save: saved, name } = button.dataset;
    const source = document.getElementById(copied ?? saved);
    button.closest("section").querySelector("[role=status]").textContent = copied ? await copy(source) : save(source, name);
  });
})();
