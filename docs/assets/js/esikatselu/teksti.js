// Markdown of a body as elements: what the site shows of headings, lists, quotations, code, links and emphasis. A tag stays text.
(() => {
  const { node, home } = window.kpSearch;
  const ITEM = /^( {0,3}([-*+]|\d{1,9}[.)])(?: {1,4}(?! )| *$))(.*)/;
  const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/;
  const RULE = /^ {0,3}(?:(?:- *){3,}|(?:_ *){3,}|(?:\* *){3,})$/;
  const FENCE = /^ {0,3}(\x60{3,}|~{3,})/;
  const DELIMITERS = /^ {0,3}\|?(?: *:?-+:? *\|)* *:?-+:? *\|? *$/;
  const cells = (row) => row.trim().replace(/^\||(?<!\\)\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim());
  const INLINE = new RegExp(
    [
      /\\(?<escaped>[!-\/:-@[-\x60{-~])/,
      /(?<ticks>\x60+)(?<code>[^]*?[^\x60])\k<ticks>(?!\x60)/,
      /\*\*(?=\S)(?<strong>[^]*?[^\s*]\*?)\*\*/,
      /(?<![\p{L}\p{N}_])__(?=\S)(?<strong_>[^]*?\S)__(?![\p{L}\p{N}])/,
      /\*(?=[^\s*])(?<em>[^*]*?[^\s*])\*/,
      /(?<![\p{L}\p{N}_])_(?=\S)(?<em_>[^_]*?\S)_(?![\p{L}\p{N}])/,
      /~~(?=\S)(?<del>[^~]*?\S)~~/,
      /\[(?<text>(?:\\.|[^\[\]\\])+)\]\(\s*<?(?<href>[^\s<>()]*)>?(?:\s+"[^"]*")?\s*\)/,
      / ?\[(?<sources>\d{1,2}(?:, ?\d{1,2})*)\](?!\()/,
      /<(?<auto>https?:[^\s<>]+)>/,
      /(?<![\p{L}\p{N}])(?<bare>(?:https?:\/\/|www\.)[^\s<]*[^\s<.,:;!?'"*_~)\]])/,
      /(?<br> {2,}|\\)\n/,
    ].map(({ source }) => source).join("|"),
    "gu",
  );

  /** Where a link leads: to another site, or to an entry of the same folder; nothing that the form cannot know. */
  const address = (href, folder) => {
    if (/^https?:\/\//i.test(href)) return href;
    const slug = /^([a-z\d-]+)\.md(?:#|$)/.exec(href)?.[1];
    return slug ? new URL(`${folder}/${slug}/`, home).href : "";
  };
  const link = (href, folder, ...shown) => {
    const to = address(href, folder);
    return to ? node("a", { href: to, target: "_blank", rel: "noopener" }, ...shown) : node("u", {}, ...shown);
  };

  const inline = (text, folder) => {
    const made = [];
    let from = 0;
    const within = (tag, part) => node(tag, {}, ...inline(part, folder));
    for (const found of text.matchAll(INLINE)) {
      const { escaped, code, strong, strong_, em, em_, del, text: named, href, sources, auto, bare, br } = found.groups;
      made.push(text.slice(from, found.index));
      from = found.index + found[0].length;
      if (escaped) made.push(escaped);
      else if (code) made.push(node("code", {}, code.replace(/\n/g, " ").replace(/^ (.*\S.*) $/, "$1")));
      else if (strong ?? strong_) made.push(within("strong", strong ?? strong_));
      else if (em ?? em_) made.push(within("em", em ?? em_));
      else if (del) made.push(within("del", del));
      else if (named) made.push(link(href, folder, ...inline(named, folder)));
      else if (sources) made.push(...sources.split(",").map((number) => node("sup", {}, number.trim())));
      else if (auto ?? bare) made.push(link((auto ?? bare).replace(/^www\./, "https://www."), folder, auto ?? bare));
      else if (br) made.push(node("br", {}));
    }
    return [...made, text.slice(from)];
  };

  /** The rows of a list that begins at "at", by item, whether it is loose, and where it ends. */
  const listed = (rows, at, kind) => {
    const items = [];
    let loose = false;
    let width = 0;
    let i = at;
    for (; i < rows.length; i += 1) {
      const row = rows[i];
      const found = RULE.test(row) ? null : ITEM.exec(row);
      const blank = !row.trim();
      const inside = row.search(/\S/) >= width;
      const after = rows[i - 1]?.trim();
      if (items.length && (blank || inside)) items.at(-1).push(row.slice(width));
      else if (found && found[2].at(-1) === kind) {
        if (items.length && !after) loose = true;
        width = found[1].length + (found[1].endsWith(" ") ? 0 : 1);
        items.push([found[3]]);
      } else if (items.length && after && !found && !HEADING.test(row) && !FENCE.test(row) && !RULE.test(row)) items.at(-1).push(row);
      else break;
    }
    return { items, loose, end: i };
  };

  const blocks = (rows, folder) => {
    const made = [];
    let paragraph = [];
    const flush = () => {
      if (paragraph.length) made.push(node("p", {}, ...inline(paragraph.map((row) => row.trimStart()).join("\n").trimEnd(), folder)));
      paragraph = [];
    };
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i];
      const [heading, fence, item] = [HEADING, FENCE, ITEM].map((pattern) => pattern.exec(row));
      const starts = item && (!paragraph.length || (item[3] && !/^ *(?!1[.)])\d/.test(row)));
      if (heading || fence || starts || RULE.test(row) || /^ {0,3}>/.test(row) || !row.trim()) flush();
      if (fence) {
        const end = rows.findIndex((each, at) => at > i && each.trim().startsWith(fence[1]) && !each.trim().slice(fence[1].length).replaceAll(fence[1][0], ""));
        made.push(node("pre", {}, node("code", {}, rows.slice(i + 1, end < 0 ? undefined : end).join("\n"))));
        i = end < 0 ? rows.length : end;
      } else if (heading) made.push(node(`h${Math.min(heading[1].length + 1, 6)}`, {}, ...inline(heading[2] ?? "", folder)));
      else if (RULE.test(row)) made.push(node("hr", {}));
      else if (/^ {0,3}>/.test(row)) {
        const end = rows.findIndex((each, at) => at > i && !/^ {0,3}>/.test(each));
        const quoted = rows.slice(i, end < 0 ? undefined : end);
        made.push(node("blockquote", {}, ...blocks(quoted.map((each) => each.replace(/^ {0,3}> ?/, "")), folder)));
        i += quoted.length - 1;
      } else if (!paragraph.length && row.includes("|") && DELIMITERS.test(rows[i + 1] ?? "") && cells(row).length === cells(rows[i + 1]).length) {
        const ends = rows.findIndex((each, at) => at > i && !each.trim());
        const line = (tag, each) => node("tr", {}, ...cells(each).map((cell) => node(tag, {}, ...inline(cell, folder))));
        const others = rows.slice(i + 2, ends < 0 ? undefined : ends);
        made.push(node("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "Taulukko" }, node("table", {}, node("thead", {}, line("th", row)), node("tbody", {}, ...others.map((each) => line("td", each))))));
        i += others.length + 1;
      } else if (starts) {
        const { items, loose, end } = listed(rows, i, item[2].at(-1));
        const start = parseInt(item[2], 10);
        const parts = items.map((each) => blocks(each, folder).flatMap((part) => (!loose && part.tagName === "P" ? [...part.childNodes] : part)));
        made.push(node(start >= 0 ? "ol" : "ul", start > 1 ? { start: String(start) } : {}, ...parts.map((each) => node("li", {}, ...each))));
        i = end - 1;
      } else if (row.trim()) paragraph.push(row);
    }
    flush();
    return made;
  };

  window.kpMarkdown = (text, folder) => blocks(text.split("\n"), folder);
})();
