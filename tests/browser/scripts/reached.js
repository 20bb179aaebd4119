/* How many dots the arrow keys lead to from the first one, without a reader pressing them one by one. */
() => {
  const seen = new Set(), waiting = [document.querySelector(".atlas a")];
  while (waiting.length) {
    const link = waiting.pop();
    if (seen.has(link)) continue;
    seen.add(link);
    for (const key of ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"]) {
      link.focus();
      link.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      waiting.push(document.activeElement);
    }
  }
  return seen.size;
}
