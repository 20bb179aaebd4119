// Laskee, montako käytäntöä kussakin teemassa on, ja näyttää luvut taulukkona.
// Omalla sivullasi kirjoita tähän datan koko osoite, joka päättyy /data/v1/.
const data = new URL("../", document.currentScript.src);

const read = async (file) => {
  const answer = await fetch(new URL(file, data));
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).items;
};

const row = (theme, count, most) => {
  const tr = document.createElement("tr");
  const bar = document.createElement("meter");
  bar.max = most;
  bar.value = count;
  bar.ariaHidden = "true"; // Sama luku on vieressä tekstinä.
  const name = Object.assign(document.createElement("th"), { scope: "row", textContent: theme });
  const figure = Object.assign(document.createElement("td"), { className: "num", textContent: count });
  const drawn = document.createElement("td");
  drawn.append(bar);
  tr.append(name, figure, drawn);
  return tr;
};

const show = async () => {
  const practices = await read("practices.json");
  const words = await read("vocabulary.json");
  const about = (theme) => practices.filter((practice) => practice.themes.includes(theme.id));
  const counts = words
    .filter((word) => word.kind === "theme")
    .map((theme) => [theme.title, about(theme).length])
    .sort((a, b) => b[1] - a[1]);
  const most = counts[0][1];
  const table = document.querySelector("#teemat");
  table.tBodies[0].replaceChildren(...counts.map(([theme, count]) => row(theme, count, most)));
  table.hidden = false;
  return `Luettu ${practices.length} käytäntöä.`;
};

const button = document.querySelector("#laske");
button.hidden = false;
button.addEventListener("click", async () => {
  const told = document.querySelector("#kerrottu");
  told.textContent = "Luetaan.";
  try {
    told.textContent = await show();
  } catch {
    told.textContent = "Dataa ei voitu lukea. Tarkista verkkoyhteys ja yritä uudelleen.";
  }
});
