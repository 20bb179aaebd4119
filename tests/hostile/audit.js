// Opens pages in frames, at once; in each, every element is pointed at, focused and clicked.
// What is wrong with each page, and what it shows.
async ([addresses, tags, attributes]) => {
  const audit = (frame) => {
    const page = frame.contentDocument, view = frame.contentWindow, wrong = [];
    const links = (event) => event.preventDefault();
    page.addEventListener("click", links, true);
    page.addEventListener("submit", links, true);
    for (const element of page.body.querySelectorAll("*")) {
      for (const name of ["pointerenter", "mouseover", "mouseenter", "focus", "toggle", "click"])
        element.dispatchEvent(new view.Event(name, { bubbles: true, cancelable: true }));
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name) || ["style", "srcdoc", "xlink:href", "formaction", "ping"].includes(name))
          wrong.push(`${element.localName} ${name}`);
        if (["href", "src", "action"].includes(name) && !/^https?:$/.test(new URL(value, page.baseURI).protocol))
          wrong.push(`${element.localName} ${name}=${value}`);
      }
    }
    wrong.push(...[...page.querySelectorAll("iframe, object, embed, applet, base, math, frame, style, plaintext")]
      .map((element) => element.localName));
    for (const region of page.querySelectorAll(".md-typeset"))
      for (const element of region.querySelectorAll("*")) {
        if (!tags.includes(element.localName)) wrong.push(`${element.localName} in the text`);
        for (const { name } of element.attributes)
          if (!attributes.includes(`${element.localName} ${name}`)) wrong.push(`${element.localName} ${name} in the text`);
      }
    const ids = [...page.querySelectorAll("[id]")].map((element) => element.id);
    wrong.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `#${id} twice`));
    return {
      wrong, hits: view.__hits, violations: view.__violations,
      title: page.querySelector("h1")?.textContent.replaceAll("\u00ad", "") ?? "",
      text: page.body.textContent.replaceAll("\u00ad", ""),
      frame: [
        [...page.body.children].map((element) => element.localName + "." + element.className).join(" "),
        [...page.scripts].filter((script) => script.type !== "application/ld+json").map((script) => script.getAttribute("src") ? "src" : script.textContent).join(" "),
        ...["header", "nav.kp-tabs", "footer"].map((name) => page.querySelectorAll(name).length
          + (page.querySelector(name)?.textContent ?? "")),
        page.querySelectorAll("meta, link").length, page.querySelectorAll("h1").length,
      ].join("|"),
    };
  };
  const open = (address) => new Promise((resolve) => {
    const frame = document.createElement("iframe");
    const end = (result) => { frame.remove(); resolve(result); };
    const lost = (why) => end({ wrong: [String(why)], hits: 0, violations: [], title: "", text: "", frame: "" });
    frame.addEventListener("load", () => setTimeout(() => {
      try {
        const result = audit(frame);
        setTimeout(() => { result.hits = frame.contentWindow?.__hits; end(result); }, 50);
      } catch (error) { lost(error); }
    }, 50), { once: true });
    setTimeout(() => lost("never loaded"), 30000);
    frame.src = address;
    document.body.append(frame);
  });
  return Promise.all(addresses.map(open));
}
