// The ways out of a form: GitHub, e-mail, a file, the clipboard.
(() => {
  const { node } = window.kpSearch;
  const LONGEST_ADDRESS = 7500; // What GitHub takes when its page for signing in has the address inside its own.
  const LONGEST_MESSAGE = 1500; // What e-mail programs take of a link.

  /** "current()" is the file now: its text, its name, the entry that it changes, and the fields whose remarks are lost. */
  const sending = ({ area, form, current, tell }) => {
    const part = (selector) => area.querySelector(selector);
    const { repo, branch, feedback } = area.dataset;

    const copied = async () => {
      try {
        await navigator.clipboard.writeText(current().text);
        return true;
      } catch {
        part("#teksti").closest("details").open = true;
        getSelection().selectAllChildren(part("#teksti"));
        return false;
      }
    };

    /** Of what is said of a way, shows what holds now. */
    const choose = (way, now) => {
      for (const each of part(way).closest("li").querySelectorAll("[data-kun]")) each.hidden = each.dataset.kun !== now;
    };

    const toGitHub = ({ text, name, slug }) => {
      const link = part("#github");
      if (!link) return;
      const empty = `${repo}/new/${branch}?filename=${form.folder}/${name}`;
      const full = `${empty}&value=${encodeURIComponent(text)}`;
      const fits = encodeURIComponent(full).length <= LONGEST_ADDRESS;
      link.href = slug ? `${repo}/edit/${branch}/${form.folder}/${slug}.md` : fits ? full : empty;
      link.dataset.copies = String(Boolean(slug) || !fits);
      choose("#github", slug ? "muokkaus" : fits ? "uusi" : "liitä");
    };

    const toMail = ({ text, name }) => {
      const link = part("#posti");
      if (!link || !feedback.startsWith("mailto:")) return;
      const cut = text.length > LONGEST_MESSAGE;
      const message = cut ? `${text.slice(0, LONGEST_MESSAGE)}\n\n[Teksti jatkuu. Liitä ladattu tiedosto ${name} viestiin.]` : text;
      const more = feedback.includes("?") ? "&" : "?";
      link.href = `${feedback}${more}subject=${encodeURIComponent(name)}&body=${encodeURIComponent(message)}`;
      choose("#posti", cut ? "osa" : "koko");
    };

    /** Makes the ways out ready for what the form holds now. */
    const prepare = () => {
      const file = current();
      const labels = file.lost.map((each) => form.fields.find(({ name }) => name === each).label).join(", ");
      part("#nimi").textContent = file.name;
      toGitHub(file);
      toMail(file);
      part("#huomautukset").textContent = labels && `Näistä kohdista jää pois tiedostoon kirjoitettu huomautus (#-rivi): ${labels}.`;
    };

    part("#github")?.addEventListener("click", ({ currentTarget }) => {
      if (currentTarget.dataset.copies !== "true") return;
      copied().then((done) => tell(done ? "Teksti on kopioitu. Liitä se GitHubissa." : "Selain ei kopioinut tekstiä. Kopioi se kohdasta Tiedosto."));
    });
    part("#kopioi").addEventListener("click", async () => tell((await copied()) ? "Teksti on kopioitu." : "Selain ei kopioinut tekstiä. Se on valittuna kohdassa Tiedosto."));
    for (const button of area.querySelectorAll("[data-lataa]")) {
      button.addEventListener("click", () => {
        const { text, name } = current();
        const link = node("a", { href: URL.createObjectURL(new Blob([text], { type: "text/markdown" })), download: name });
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
        tell("Tiedosto on ladattu.");
      });
    }
    return prepare;
  };

  window.kpSending = { sending };
})();
