// What is wrong, at its field and in a list above the form.
(() => {
  const { node } = window.kpSearch;
  const { capital } = window.kpFields;

  /** Unfolds what a field is in, and goes to it. */
  const go = ({ control }) => {
    for (let each = control.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    const first = control.tagName === "FIELDSET" ? (control.querySelector("input, select, textarea, button") ?? control) : control;
    first.focus();
  };

  /** "locate" finds the field of a problem; "told(field)" says whether its problems are shown yet. */
  const errors = ({ area, locate, told }) => {
    const summary = area.querySelector("#virheet");

    /** Shows each problem at its field; those that are shown, with their fields, in the order of the form. */
    const mark = (all) => {
      for (const each of area.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
      for (const each of area.querySelectorAll(".q__error")) each.hidden = true;
      const found = all.flatMap((problem) => {
        const at = locate(problem.first ? [...problem.loc, problem.first] : problem.loc);
        if (!told(at)) return [];
        if (at.error.hidden) at.error.textContent = capital(problem.message);
        at.error.hidden = false;
        if (at.control.tagName !== "FIELDSET") at.control.setAttribute("aria-invalid", "true");
        return [{ ...problem, at }];
      });
      const places = [...area.querySelectorAll("fieldset, input, select, textarea")];
      return found.sort((a, b) => places.indexOf(a.at.control) - places.indexOf(b.at.control));
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

    return { mark, summarise, summary };
  };

  window.kpErrors = { errors, go };
})();
