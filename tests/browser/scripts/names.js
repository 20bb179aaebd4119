/* The names that are drawn on a map: text, size of letters, left, top, right and bottom. */
() => [...document.querySelectorAll(".atlas text")].filter((e) => getComputedStyle(e).display !== "none").map((e) => {
  const b = e.getBBox(), m = e.getScreenCTM(), size = parseFloat(getComputedStyle(e).fontSize) * m.a;
  const x = m.a * b.x + m.e, base = m.d * Number(e.getAttribute("y")) + m.f;
  return [e.textContent, size, x, base - 0.72 * size, x + m.a * b.width, base + 0.2 * size];
})
