// What can only be read off a page in a browser. The value of this file is an object of functions.
(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();

  // A computed colour in any notation as [red, green, blue, alpha]: 0–255 and 0–1.
  const colour = (text) => {
    if (!known.has(text)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(text, [red, green, blue, alpha / 255]);
    }
    return known.get(text);
  };
  const over = (front, back) => [0, 1, 2].map((i) => front[i] * front[3] + back[i] * (1 - front[3])).concat(1);
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.slice(0, 3).map((value) => {
      const channel = value / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  // The colour behind an element's content: backgrounds up to the first opaque one.
  const backdrop = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const layer = colour(getComputedStyle(at).backgroundColor);
      if (layer[3] > 0) layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reverse().reduce((back, front) => over(front, back), colour("Canvas"));
  };

  const rendered = (element) =>
    element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && element.getClientRects().length > 0;
  // Hidden from eyes but not from screen readers.
  const tucked = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width <= 1 || height <= 1 || getComputedStyle(element).clipPath.startsWith("inset(50%");
  };
  const within = (element, test) => {
    for (let at = element; at; at = at.parentElement) if (test(at)) return true;
    return false;
  };
  const name = (element) =>
    (element.getAttribute("aria-label") || element.textContent.trim().replace(/\s+/g, " ") || element.outerHTML).slice(0, 60);

  /* ---- keyboard ---- */

  const seen = (element) => {
    // A place on a map is its dot, and a transparent control is the label in its place.
    const shown = rendered(element) ? (element.querySelector("circle") ?? element) : [...(element.labels ?? [])].find(rendered);
    const [box] = shown?.getClientRects() ?? [];
    if (!box || !box.width || !box.height) return false;
    // In the middle or near an end: a browser does not scroll to what shows in part.
    return [box.left + box.width / 2, box.left + Math.min(4, box.width / 2), box.right - Math.min(4, box.width / 2)].some((x) => {
      const top = document.elementFromPoint(x, box.top + box.height / 2);
      return top && (element.contains(top) || [...(element.labels ?? [])].some((label) => label.contains(top)));
    });
  };
  // The outline; with it a second ring inside, of which one must stand out; or the stroke of a shape in a drawing.
  const ring = (element) => {
    const style = getComputedStyle(element);
    if (style.outlineStyle === "none") return stroke(element);
    const behind = backdrop(parseFloat(style.outlineOffset) < 0 ? element : element.parentElement);
    const inner = style.boxShadow.match(/^(.*\)) 0px 0px 0px ([\d.]+)px$/);
    const colours = [style.outlineColor, ...(inner && parseFloat(inner[2]) >= 2 ? [inner[1]] : [])];
    return { width: parseFloat(style.outlineWidth), contrast: Math.max(...colours.map((text) => ratio(over(colour(text), behind), behind))) };
  };
  const stroke = (element) => {
    const behind = backdrop(element);
    const strokes = [...element.querySelectorAll("circle, rect, path")].map((shape) => {
      const { stroke: paint, strokeWidth } = getComputedStyle(shape);
      return paint === "none" ? { width: 0, contrast: 1 } : { width: parseFloat(strokeWidth), contrast: ratio(over(colour(paint), behind), behind) };
    });
    return strokes.sort((a, b) => b.width - a.width)[0] ?? { width: 0, contrast: 1 };
  };
  // Every place that Tab stops at, in the order of the document: whether it is seen, and its ring.
  const stops = () => {
    const found = [];
    for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]")) {
      const group = element.type === "radio" && element.name ? `input[type=radio][name="${element.name}"]:checked` : "";
      if (element.tabIndex < 0 || element.disabled || (group && !element.checked && document.querySelector(group))) continue;
      element.focus();
      if (document.activeElement !== element) continue;
      const rings = [element, ...(element.labels ?? [])].map(ring).sort((a, b) => b.width - a.width);
      found.push({ name: name(element), seen: seen(element), ...rings[0] });
    }
    document.activeElement.blur();
    scrollTo(0, 0);
    return found;
  };

  /* ---- colours ---- */

  const texts = (root) => {
    const found = new Set();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.data.trim()) found.add(walker.currentNode.parentElement);
    return [...found].filter((element) => rendered(element) && !element.closest("[aria-hidden=true], :disabled") && !within(element, tucked));
  };
  // Texts that are too faint for what they are: at least 4.5, or 3 when large.
  const faint = (root = document.body) =>
    texts(root).flatMap((element) => {
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      const back = backdrop(element);
      const found = ratio(over(colour(element.closest("svg") ? style.fill : style.color), back), back);
      const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
      return found < least - 0.005 ? [`${name(element)}: ${found.toFixed(2)}`] : [];
    });
  // Drawings, and shapes made with masks, of which nothing stands out from what is behind them.
  const lost = () => {
    const gone = [];
    for (const drawing of document.querySelectorAll("svg")) {
      if (!rendered(drawing) || within(drawing, tucked)) continue;
      const back = backdrop(drawing);
      const shapes = [...drawing.querySelectorAll("path, circle, rect, line, polyline, polygon, ellipse, use, text")].filter((shape) => rendered(shape) && !shape.closest("defs"));
      const stands = (shape) => {
        const style = getComputedStyle(shape);
        return [style.fill, style.stroke].some((paint) => paint.startsWith("url") || (paint !== "none" && ratio(over(colour(paint), back), back) >= 3));
      };
      if (shapes.length && !shapes.some(stands)) gone.push(drawing.outerHTML.slice(0, 80));
    }
    for (const element of document.querySelectorAll("body *")) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        if (style.maskImage === "none" || style.content === "none" || !rendered(element)) continue;
        const back = backdrop(part ? element : element.parentElement);
        if (ratio(over(colour(style.backgroundColor), back), back) < 3) gone.push(`${part ?? ""} ${element.outerHTML.slice(0, 80)}`);
      }
    }
    return gone;
  };
  // One of each kind of link and button, by what decides its colours, that is not among the known ones: their keys.
  let kinds = [];
  const pointed = (before) => {
    const one = new Map();
    for (const element of document.querySelectorAll("a[href], button, summary, label, select")) {
      if (!rendered(element) || within(element, tucked) || !element.textContent.trim()) continue;
      const style = getComputedStyle(element);
      const up = element.parentElement;
      const key = [element.tagName, element.className, up.tagName, up.className, style.color, backdrop(element)].join("|");
      if (!before.includes(key) && !one.has(key)) one.set(key, element);
    }
    kinds = [...one.values()];
    return [...one.keys()];
  };
  const point = (index) => {
    kinds[index].scrollIntoView({ block: "center", behavior: "instant" });
    const [box] = kinds[index].getClientRects();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const pointedAt = (index) => (kinds[index].matches(":hover") ? faint(kinds[index]) : []);

  /* ---- room and motion ---- */

  const wide = () => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth);
  // Boxes that cut their text off.
  const cut = () =>
    [...document.querySelectorAll("body *")]
      .filter((element) => {
        const style = getComputedStyle(element);
        const hides = (way) => way === "hidden" || way === "clip";
        const { left, right } = element.getBoundingClientRect();
        if (!rendered(element) || within(element, tucked) || element.closest("svg") || !element.textContent.trim()) return false;
        if (right <= 0 || left >= innerWidth) return false; // Beside the page, until it is called for.
        return (
          (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
        );
      })
      .map((element) => element.outerHTML.slice(0, 80));
  // Words of ordinary length that go over two lines without a hyphen.
  const torn = () => {
    const { hyphens } = document.body.style;
    document.body.style.hyphens = "manual";
    const range = document.createRange();
    const found = texts(document.body).flatMap((element) =>
      [...element.childNodes].filter((node) => node.nodeType === 3 && !element.closest("code")).flatMap((node) =>
        [...node.data.matchAll(/(?<!\S)[(”]?\p{L}{2,16}[.,:;)”]?(?!\S)/gu)].filter(({ 0: word, index }) => {
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          return new Set([...range.getClientRects()].map((box) => box.top)).size > 1;
        }).map(([word]) => `${word}: ${element.outerHTML.slice(0, 60)}`)));
    document.body.style.hyphens = hyphens;
    return found;
  };
  const moving = () =>
    [...document.querySelectorAll("*")]
      .filter((element) =>
        [null, "::before", "::after"].some((part) => {
          const style = getComputedStyle(element, part);
          const lasts = (times) => times.split(", ").some((time) => parseFloat(time) > 0.01);
          return lasts(style.transitionDuration) || (style.animationName !== "none" && lasts(style.animationDuration));
        }) || getComputedStyle(element).scrollBehavior === "smooth",
      )
      .map((element) => element.outerHTML.slice(0, 80));
  const style = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  };

  /* ---- scripts ---- */

  // Controls that are shown but do nothing on their own.
  const dead = () =>
    [...document.querySelectorAll("button, input, select, textarea, [role=button]")]
      .filter((element) => {
        const sends = element.form?.getAttribute("action") && (element.tagName !== "BUTTON" || element.type === "submit");
        return rendered(element) && !within(element, tucked) && !element.disabled && !sends;
      })
      .map((element) => element.outerHTML.slice(0, 80));
  // Choices of a form that no fieldset with a legend holds together.
  const loose = () =>
    [...document.querySelectorAll("form :is(input[type=checkbox], input[type=radio])")]
      .filter((element) => rendered(element) && !element.closest("fieldset")?.querySelector("legend")?.textContent.trim())
      .map((element) => element.outerHTML.slice(0, 80));
  const links = () => document.querySelectorAll("main a[href]").length;

  return { stops, faint, lost, pointed, point, pointedAt, wide, cut, torn, moving, style, dead, loose, links };
})()
