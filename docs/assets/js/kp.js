// Menu, colour scheme and the roles of tables. Pages work without this file; the two buttons come with it.
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
  });
})();
