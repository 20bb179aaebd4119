/* Headings and chips that do not fit their boxes, with soft hyphens and without them. */
() => {
  const wide = () => [...document.querySelectorAll("h1,h2,h3,.chip")]
    .filter((box) => box.clientWidth > 20 && box.scrollWidth > box.clientWidth + 1).map((box) => box.textContent.trim());
  const hyphenated = wide(), texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replaceAll("\u00ad", "");
  return [hyphenated, wide()];
}
