// The search field of every page: suggestions while typing. The index is read by a worker, which starts at the first
// keystroke. The search page has a script of its own (hakusivu.js), which takes its tools from here.
(() => {
  const form = document.querySelector("form.searchbar");
  if (!form) return;
  const input = form.elements.haku;
  const here = document.currentScript.src;
  const home = new URL("../", form.action);

  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true || value === false) element.toggleAttribute(name, value);
      else element.setAttribute(name, value);
    }
    return element;
  };
  const node = (tag, attributes, ...children) => {
    const made = set(document.createElement(tag), attributes);
    made.append(...children.filter(Boolean));
    return made;
  };

  const waiting = new Map();
  let worker;
  let sent = 0;

  const send = (what) =>
    new Promise((resolve, reject) => {
      sent += 1;
      waiting.set(sent, { resolve, reject });
      worker.postMessage({ id: sent, ...what });
    });

  const stop = (reason) => {
    worker?.terminate();
    worker = undefined;
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  };

  const start = () => {
    if (worker) return;
    worker = new Worker(new URL(`haku-worker.js?${form.dataset.root.split("/").at(-2)}`, here)); // One that knows this index.
    worker.onmessage = ({ data }) => {
      const { resolve, reject } = waiting.get(data.id);
      waiting.delete(data.id);
      if ("error" in data) reject(new Error(data.error));
      else resolve(data.value);
    };
    worker.onerror = (event) => stop(event.message);
    const root = new URL(form.dataset.root, document.baseURI).href;
    send({ do: "open", root }).catch((error) => stop(error.message)); // So that the next keystroke tries again.
  };

  const ask = (what) => {
    start();
    return send(what);
  };

  const documents = new Map();
  const page = (doc) => {
    if (!documents.has(doc)) documents.set(doc, ask({ do: "doc", doc }));
    const found = documents.get(doc);
    found.catch(() => documents.delete(doc));
    return found;
  };

  /* ---- suggestions: the WAI-ARIA combobox pattern ---- */

  const list = node("ul", { class: "suggest", role: "listbox", id: "ehdotukset", "aria-label": "Ehdotukset", hidden: true });
  const told = node("p", { class: "vh", role: "status" });
  form.append(list, told);
  set(input, {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "ehdotukset",
    "aria-keyshortcuts": "Control+K Meta+K",
  });
  let options = [];
  let active = -1;
  let timer;
  let asked = 0;

  const mark = (index) => {
    options[active]?.element.setAttribute("aria-selected", "false");
    active = index;
    const option = options[active]?.element;
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const close = () => {
    clearTimeout(timer);
    asked += 1; // What is still on its way comes too late.
    mark(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    told.textContent = "";
  };

  const choose = ({ word, address }) => {
    close();
    if (address) return location.assign(address);
    input.value = word;
    form.requestSubmit();
  };

  const suggest = async () => {
    const query = input.value.trim();
    if (!query) return close();
    asked += 1;
    const mine = asked;
    const { completions, pages } = await ask({ do: "suggest", query });
    const found = await Promise.all(pages.map(page));
    if (mine !== asked) return;
    mark(-1);
    options = [
      ...completions.map((word) => ({ word, parts: [word] })),
      ...found.map((item) => ({
        address: new URL(item.url, home).href,
        parts: [item.title, node("span", { class: "kind" }, " ", item.kind)],
      })),
    ];
    options.forEach((option, index) => {
      const attributes = { role: "option", id: `ehdotus-${index}`, "aria-selected": "false", class: option.address ? "page" : "word" };
      option.element = node("li", attributes, ...option.parts);
      option.element.addEventListener("click", () => choose(option));
    });
    list.replaceChildren(...options.map(({ element }) => element));
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    told.textContent = options.length > 1 ? `${options.length} ehdotusta` : options.length ? "1 ehdotus" : "";
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => suggest().catch(close), wait); // Without suggestions the form still works.
  };

  input.addEventListener("input", () => {
    start();
    later(80);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "Escape") {
      event.preventDefault(); // The browser would empty the field.
      if (open) event.stopPropagation();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = options.length + 1; // One of them is the field itself.
      if (open) mark(((active + 1 + step + places) % places) - 1);
      else if (input.value.trim()) later(0);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      choose(options[active]);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // The field keeps the focus.
  form.addEventListener("submit", close);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });

  window.kpSearch = { form, input, home, node, ask, page };
})();
