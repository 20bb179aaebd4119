// The linked maps: one tab stop, arrow keys from dot to dot, and beside the dot its name and figures. Without this
// file every dot is a link of its own, and the browser shows its title.
(() => {
  const svg = document.querySelector(".atlas");
  if (!svg) return;
  const figure = svg.closest("figure");
  const dots = [...svg.querySelectorAll("a")].map((link) => {
    const { e: x, f: y } = link.transform.baseVal[0].matrix;
    return { link, x, y, reach: link.querySelector("circle").r.baseVal.value };
  });
  const dotOf = new Map(dots.map((dot) => [dot.link, dot]));

  /* ---- the name and figures of the dot that is pointed at or has the focus ---- */

  const label = document.createElement("p");
  label.className = "maplabel";
  label.hidden = true;
  label.setAttribute("aria-hidden", "true"); // The link has the same words for its name.
  figure.append(label);
  let leaving;

  const hide = () => { label.hidden = true; };

  // The pointer may rest on a label that it brought up; that of the focus lets it through to the dots below.
  const show = (dot, pointed = false) => {
    clearTimeout(leaving);
    label.classList.toggle("maplabel--still", pointed);
    const [name, figures = dot.link.parentNode.getAttribute("aria-label")] = dot.link.getAttribute("aria-label").split(": ");
    const bold = document.createElement("b");
    bold.textContent = name;
    label.replaceChildren(bold, figures);
    label.hidden = false;
    const frame = figure.getBoundingClientRect();
    const matrix = svg.getScreenCTM();
    const x = matrix.a * dot.x + matrix.e - frame.left;
    const y = matrix.d * dot.y + matrix.f - frame.top;
    const away = matrix.a * dot.reach + 4;
    const top = y - away - label.offsetHeight;
    label.style.left = `${Math.max(0, Math.min(x - label.offsetWidth / 2, frame.width - label.offsetWidth))}px`;
    label.style.top = `${top < 0 || frame.top + top < 0 ? y + away : top}px`;
  };

  const focused = () => dotOf.get(document.activeElement);
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => (focused()?.link.matches(":focus-visible") ? show(focused()) : hide()), 300);
  };

  for (const { link } of dots) {
    const title = link.querySelector("title"); // Both labels at once would be one too many.
    link.setAttribute("aria-label", title.textContent);
    title.remove();
  }
  svg.addEventListener("pointerover", (event) => {
    const dot = event.pointerType !== "touch" && dotOf.get(event.target.closest("a"));
    if (dot) show(dot, true);
    else leave();
  });
  svg.addEventListener("pointerleave", leave);
  label.addEventListener("pointerenter", () => clearTimeout(leaving));
  label.addEventListener("pointerleave", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  /* ---- one tab stop ---- */

  let current = dots[0];
  const enter = (dot) => {
    current.link.setAttribute("tabindex", "-1");
    current = dot;
    current.link.setAttribute("tabindex", "0");
  };
  for (const { link } of dots) link.setAttribute("tabindex", "-1");
  enter(current);
  svg.setAttribute("aria-describedby", "kartan-ohje");
  // On the figure: a drawing that listens to focus is itself a tab stop in Chromium.
  figure.addEventListener("focusin", (event) => {
    const dot = dotOf.get(event.target);
    if (!dot) return;
    enter(dot);
    if (dot.link.matches(":focus-visible")) show(dot);
  });
  figure.addEventListener("focusout", hide);

  /* ---- from dot to dot ---- */

  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  // The nearest dot within 45 degrees of the way; if there is none, the one that is least off the way.
  const toward = (from, [right, down]) => {
    let best;
    let least = Infinity;
    for (const dot of dots) {
      const x = dot.x - from.x;
      const y = dot.y - from.y;
      const along = x * right + y * down;
      const off = Math.abs(x * down + y * right);
      const cost = off > along ? 1e4 + off / along : along + off;
      if (along > 0 && cost < least) [best, least] = [dot, cost];
    }
    return best;
  };

  const next = (key) => {
    if (key === "Home") return dots.reduce((one, other) => (other.y < one.y ? other : one));
    if (key === "End") return dots.reduce((one, other) => (other.y > one.y ? other : one));
    return ways[key] && toward(current, ways[key]);
  };
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const dot = next(event.key);
    if (dot) dot.link.focus();
    if (dot || ways[event.key]) event.preventDefault();
  });
})();
