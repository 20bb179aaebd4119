// The code that shows a list on another site, made for the list that is chosen. The lists themselves stand on the page.
(() => {
  const form = document.getElementById("upotus");
  const lists = new Map([...document.querySelectorAll("#listat a")].map((link) => [link.dataset.key, link]));
  if (!lists.size) return;
  const part = (id) => document.getElementById(id);
  const plain = (text) => text.replaceAll("\u00ad", "");
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const escaped = (text) => text.replace(/[&<>"]/g, (found) => entities[found]);
  const [choice, height] = [part("lista"), part("korkeus")];

  for (const heading of document.querySelectorAll("#listat h3")) {
    const group = Object.assign(document.createElement("optgroup"), { label: heading.textContent });
    group.append(...[...heading.nextElementSibling.querySelectorAll("a")].map((link) => new Option(plain(link.textContent), link.dataset.key)));
    choice.append(group);
  }
  choice.prepend(new Option("Valitse lista", ""));

  const draw = () => {
    const link = lists.get(choice.value);
    part("tulos").hidden = !link;
    part("nayte").replaceChildren();
    if (!link) return;
    const tall = Math.min(2000, Math.max(240, Math.round(Number(height.value)) || Number(height.defaultValue)));
    const { key, title } = link.dataset;
    part("koodi").textContent = `<iframe src="${escaped(`${form.dataset.root}${key}/`)}" title="${escaped(title)}" width="100%" height="${tall}" loading="lazy" style="border:0"></iframe>`;
    const frame = document.createElement("iframe");
    Object.assign(frame, { src: link.href, title, width: "100%", height: tall });
    part("nayte").append(frame);
    form.querySelector("[role=status]").textContent = "";
  };

  const asked = new URLSearchParams(location.search).get("lista");
  choice.value = lists.has(asked) ? asked : "";
  form.addEventListener("change", draw);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  part("malli")?.remove();
  draw();
})();
