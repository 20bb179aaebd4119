/* The bodies that the preview shows otherwise than the page, with both. The page's headings are a step higher, and it has
   links to sources. */
(pairs) => {
  const told = (node, step) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    const name = node.localName.replace(/^h(\d)$/, (_, level) => `h${Number(level) + step}`);
    const inside = [...node.childNodes].map((each) => told(each, step)).join("");
    return `<${[name, node.getAttribute("href"), node.getAttribute("start")].filter(Boolean).join(" ")}>${inside}</>`;
  };
  const plain = (root, step) => told(root, step).replace(/\n+(?=<)|(?<=>)\n+/g, "");
  return pairs.flatMap(([body, html]) => {
    const [made, page] = ["div", "div"].map((name) => document.createElement(name));
    made.append(...window.kpMarkdown(body, "kaytannot"));
    page.innerHTML = html;
    page.querySelectorAll("sup > a").forEach((link) => link.replaceWith(link.textContent));
    const [one, other] = [plain(made, 0), plain(page, 1)];
    return one === other ? [] : [[body, one, other]];
  });
};
