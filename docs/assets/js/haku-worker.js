// The search engine: runs in a worker, so that typing never waits for it, and fetches only the shards a query needs,
// those of all its words at once: on a slow line what counts is how many answers wait for another.
// Messages: {id, do: "open" | "search" | "suggest" | "facets" | "doc", …} → {id, value} or {id, error}.
"use strict";

// Words that only bind others together: they are looked for when there are no others.
const BINDING = {
  fi: "ja on ei se he me te tai kun jos niin myos etta joka jotka oli ovat olla mutta seka kuin tama miten mita mika missa miksi kuka voi voiko voisi voivatko saako onko ole asti varten kanssa ilta eli han minka mihin mista mitka jonka josta jossa johon kuinka paljonko meilla teilla millaisilla milla",
  sv: "och som for pa fran till av med det ar en ett den de hur kan vi vad vilka att om hos vid under utan i",
  en: "the of and in to for with from how what can we is are do by or at an does",
};
const STOP = new Set(Object.values(BINDING).join(" ").split(" "));
const FOREIGN = Object.entries(BINDING).slice(1).map(([language, words]) => [language, new Set(words.split(" "))]);
// How much a word says of the subject: a name of something, a quality, an action, another word.
const SAYS = { "": 1, a: 0.6, v: 0.35, o: 0.2 };
const CLITICS = /(kin|kaan|han|ko|pa)$/;
const POSSESSIVES = /(nsa|mme|nne|ni|si|an|en|on|in|un|yn)$/;
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
// How much a match counts by how it was found.
const EXACT = 1, STRIPPED = 0.95, JOINED = 0.9, TYPO = 0.8, SPLIT = 0.75, HALF = 0.5, SYNONYM = 0.8, BEGINNING = 0.6, FAR = 0.6, FAMILY = 0.3;
const NOT_A_PART = new Set(["yli", "ali", "esi", "eri", "uus"]);
// Endings that make one word of another: "omavarainen" and "omavaraisuus", "louhia" and "louhinta".
const DERIVATION = /(ttaminen|ttuminen|tuminen|minen|isuus|suus|uus|yys|llinen|inen|ttelu|telu|tys|tus|ttaa|ttua|uttaa|inta|nta|nti|us|ys|oida|ida|taa|tua|aa|ia|ua|ja|e|a|i|o|u|y)$/;
const FEWEST = 10; // When fewer pages have all the words, those with most of them follow.
const ENOUGH = 4; // So many known words answer without the unknown ones.
const RARE = 3; // A compound on fewer pages is also looked for by its parts.
const BEARING = 0.3; // A page has all the words when it has those that say at least this much of what the best one says.
const MOST_OF_THEM = 0.4; // How much of what is asked a page must have.
const WORDS = new URL("../sanat/", self.location.href).href; // What tells a Finnish word from a mistake: see scripts/finnish-words.

let root = "";
let opened; // Resolves when `start` has been read.
let start = null; // {m: keys of dictionary shards, s: keys of posting shards, luokat: suffixes by class}
let count = 1;
const fetched = new Map();
const dictionaries = new Map(); // key → Forms

const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u00ad-]/g, "").toLowerCase();
const key = (text) => [...text].map((c) => (/[a-z0-9]/.test(c) ? c : "_" + c.codePointAt(0).toString(16))).join("");

function get(name, from = root) {
  if (!fetched.has(from + name)) {
    const answer = fetch(from + name).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${name}`);
      return response.json();
    });
    answer.catch(() => fetched.delete(from + name));
    fetched.set(from + name, answer);
  }
  return fetched.get(from + name);
}

async function open(address) {
  root = address;
  start = await get("alku.json");
  start.m = new Set(start.m);
  start.s = new Set(start.s);
  start.luokat = start.luokat.map((endings) => new Set(endings.split(" ")));
  count = start.count || 1000;
  return true;
}

// Keys of the shards that may hold a word: every beginning of it that is a shard.
function keysOf(word, keys) {
  const found = [];
  for (let length = 1; length <= Math.min(6, word.length); length++) {
    const beginning = key(word.slice(0, length));
    if (keys.has(beginning)) found.push(beginning);
  }
  return found;
}

// The forms of a shard and the words that have them. They are kept as stems with their endings: to write all of them out
// takes a telephone longer than to fetch them.
class Forms {
  stems = new Map(); // stem → entries
  families = new Map(); // root → entries

  constructor(lines) {
    for (const [place, line] of lines.entries()) {
      // A word of the vocabulary has its language, and what it means: a word of the texts and its terms.
      const [own, language, ...meant] = line.split("\t");
      const parts = own.split(" ");
      const [lemma, stem, endings, told] = [parts.slice(0, -3).join(" "), ...parts.slice(-3)];
      const term = fold(lemma);
      const entry = { lemma, term, pages: parseInt(told), says: SAYS[told.match(/[a-z]|$/)[0]], seen: !told.includes("-") };
      if (language) Object.assign(entry, { language, meant: meant.map((text) => text.split(":")) });
      else add(this.families, rootOf(term), entry);
      const beginning = /^\d+$/.test(stem) ? term.slice(0, Number(stem)) : stem;
      add(this.stems, beginning, { place, entry, endings: start.luokat[Number(endings)] });
    }
  }

  get(form) {
    const found = [];
    for (let at = form.length; at >= 0; at--) {
      for (const one of this.stems.get(form.slice(0, at)) ?? []) if (one.endings.has(form.slice(at))) found.push(one);
    }
    return found.sort((one, other) => one.place - other.place).map(({ entry }) => entry);
  }

  has(form) {
    return this.get(form).length > 0;
  }

  // Every form of every word as [form, [entry]].
  *[Symbol.iterator]() {
    for (const [stem, all] of this.stems) for (const { entry, endings } of all) for (const ending of endings) yield [stem + ending, [entry]];
  }
}

function add(groups, name, item) {
  if (groups.has(name)) groups.get(name).push(item);
  else groups.set(name, [item]);
}

async function dictionary(name) {
  if (!dictionaries.has(name)) dictionaries.set(name, new Forms((await get(`m/${name}.json`)).split("\n")));
  return dictionaries.get(name);
}

const dictionariesOf = (word) => Promise.all(keysOf(word, start.m).map(dictionary));

async function known(word) {
  const found = [];
  for (const forms of await dictionariesOf(word)) found.push(...(forms.get(word) || []));
  return found;
}

// What the index has of a term: the other forms of it in the texts, and pages as steps, each with its impact.
async function item(term) {
  for (const name of keysOf(term, start.s).reverse()) {
    const items = await get(`s/${name}.json`);
    if (Object.hasOwn(items, term)) return items[term];
  }
  return [""];
}

// Postings of a term as [page, impact, page, impact, …].
async function postings(term) {
  let page = 0;
  return (await item(term)).slice(1).map((value, at) => (at % 2 ? value : (page += value)));
}

// Everything one mistake away: a letter changed, left out, added, or two that changed places.
function* oneMistake(word) {
  for (let at = 0; at <= word.length; at++) {
    const before = word.slice(0, at), after = word.slice(at);
    if (after) yield before + after.slice(1);
    if (after.length > 1) yield before + after[1] + after[0] + after.slice(2);
    for (const letter of LETTERS) {
      if (after) yield before + letter + after.slice(1);
      yield before + letter + after;
    }
  }
}

// The letters that differ between two words, or more than `most`. Rows of one table for all calls: words are many.
const ROWS = Array.from({ length: 3 }, () => new Uint8Array(256));
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most || other.length > 254) return most + 1;
  let [before, now, beforeThat] = ROWS;
  for (let at = 0; at <= other.length; at++) before[at] = at;
  for (let row = 1; row <= one.length; row++) {
    let least = now[0] = row;
    for (let at = 1; at <= other.length; at++) {
      const same = one[row - 1] === other[at - 1];
      let value = same ? before[at - 1] : 1 + Math.min(before[at - 1], before[at], now[at - 1]);
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) value = Math.min(value, beforeThat[at - 2] + 1);
      now[at] = value;
      if (value < least) least = value;
    }
    if (least > most) return most + 1;
    [beforeThat, before, now] = [before, now, beforeThat];
  }
  return before[other.length];
}

// What words of one family begin with.
const rootOf = (term) => term.replace(DERIVATION, "").replace(/[aeiouyt]+$/, "");
const best = (entries) => entries.reduce((one, other) => (other.pages > one.pages || (other.pages === one.pages && one.lemma !== one.lemma.toLowerCase()) ? other : one));
const unique = (entries) => [...new Map(entries.map((entry) => [entry.term, entry])).values()];

async function family(word, least) {
  const beginning = rootOf(word);
  const found = [];
  if (beginning.length >= least) for (const forms of await dictionariesOf(word)) found.push(...(forms.families.get(beginning) || []));
  return unique(found);
}

// What words may mean. A reading is groups of terms, of each of which one must match, with the weight of the whole;
// `how` it was found: "exact", "typo", "split" into two words that are known, or by the "half" that is known.
const groupOf = (entries, weight) => unique(entries).map(({ term }) => ({ term, weight }));
const says = (entries) => best(entries).says;

function meaning(typed, entries, weight, how) {
  const own = entries.filter(({ meant }) => !meant);
  const group = groupOf(own, weight);
  const readings = [{ groups: [group], weight: 1 }];
  const others = entries.filter(({ meant }) => meant);
  for (const [label, ...terms] of others.flatMap(({ meant }) => meant)) {
    const via = fold(label) === fold(typed) ? undefined : `${typed} ~ ${label}`;
    const groups = terms.map((term) => [{ term, weight: weight * SYNONYM, via }]);
    if (groups.length > 1) readings.push({ groups, weight: 1 });
    else if (!group.some(({ term }) => term === groups[0][0].term)) group.push(groups[0][0]);
  }
  const { language } = own.length ? {} : others.find(({ language }) => language !== "fi") ?? {};
  return { readings: readings.filter(({ groups }) => groups.every(({ length }) => length)), used: best(entries).lemma, how, says: others.length ? 1 : says(own), language };
}

// A word as it stands, without clitic or possessive, or as the beginning of others.
async function plainly(typed, literal, last, exact) {
  const word = fold(typed);
  if (exact.length) {
    const found = meaning(typed, exact, EXACT, "exact");
    if (literal) return found;
    const [{ groups: [group] }] = found.readings;
    for (const { term } of [...group]) {
      for (const kin of await family(term, 5)) if (!group.some((one) => one.term === kin.term)) group.push({ term: kin.term, weight: FAMILY });
    }
    if (word.length > 9 && exact.every(({ pages, meant }) => pages < RARE && !meant)) {
      const parts = await splitting(typed);
      for (const reading of parts?.readings ?? []) found.readings.push({ ...reading, weight: 0.4 });
    }
    return found;
  }
  for (const stripped of bare(word)) {
    const found = await known(stripped);
    if (found.length) return meaning(typed, found, STRIPPED, "exact");
  }
  if (word.length > 4 || (last && word.length > 2)) {
    const found = await beginning(word, 12);
    if (found.length) return meaning(typed, found, BEGINNING, "exact");
  }
  if (literal) return null;
  const kin = word.length > 6 ? await family(word, 5) : [];
  return kin.length ? meaning(typed, kin, BEGINNING, "exact") : null;
}

const bare = (word) => [...new Set([word.replace(CLITICS, ""), word.replace(POSSESSIVES, ""), word.replace(CLITICS, "").replace(POSSESSIVES, "")])].filter((stripped) => stripped !== word && stripped.length > 2);

// An unknown word: a mistake is corrected only in what is no word of Finnish; a compound is answered by what is known of it.
async function otherwise(typed) {
  const word = fold(typed);
  const marks = await finnish(word);
  const isWord = marks.length > 0 || (await isCompound(word, 4));
  // A compound with a short end may be a mistake in that end: "siirtokolu".
  const isSure = marks.length > 0 || (isWord && (await isCompound(word, 5)));
  const near = isSure || word.length < 4 ? [] : await mistaken(word);
  const found = near.filter(({ term }) => !isWord || term.startsWith(word.slice(0, -4)));
  if (found.length) return meaning(typed, found, TYPO, "typo");
  const parts = marks.length ? null : (await splitting(typed)) ?? (await half(typed, isWord));
  if (parts) return parts;
  const distant = isWord || word.length < 8 ? [] : await far(word);
  if (distant.length) return meaning(typed, distant, FAR, "typo");
  return { readings: [], how: isWord ? "word" : "none", says: marks.length ? Math.max(...marks.map((mark) => SAYS[mark])) : 1 };
}

async function beginning(word, most) {
  const found = new Map();
  for (const forms of await dictionariesOf(word)) {
    for (const [form, entries] of forms) if (form.startsWith(word)) for (const entry of entries) if (!entry.meant) found.set(entry.lemma, entry);
  }
  return [...found.values()].sort((one, other) => other.pages - one.pages).slice(0, most);
}

/* ---- Finnish words ---- */

const stemsOf = new Map();
const steps = new Map();

// The kinds of word that a form is in the lexicon of Finnish: "" names something, "v" is a verb, "o" another. None if it
// is no word.
async function finnish(word) {
  const { avaimet, solmut } = await get("paatteet.json", WORDS);
  finnish.keys ??= new Set(avaimet.split(" "));
  const found = new Set();
  const look = async (form) => {
    for (const name of keysOf(form, finnish.keys)) {
      if (!stemsOf.has(name)) {
        const stems = new Map();
        for (const [mark, rests] of Object.entries(await get(`${name}.json`, WORDS))) {
          for (const rest of rests.split(" ")) stems.set(rest, [...(stems.get(rest) ?? []), mark]);
        }
        stemsOf.set(name, stems);
      }
      for (let end = name.length; end <= form.length; end++) {
        for (const mark of stemsOf.get(name).get(form.slice(name.length, end)) ?? []) {
          const kind = mark.replace(/\d+/, "");
          if (ends(solmut, mark.slice(kind.length), form.slice(end))) found.add(kind);
        }
      }
    }
  };
  await Promise.all([word, ...bare(word)].map(look));
  return [...found];
}

function ends(nodes, at, rest) {
  for (const letter of rest) {
    if (!steps.has(at)) steps.set(at, new Map([...nodes[at].matchAll(/([^\d!])(\d+)/g)].map(([, one, next]) => [one, next])));
    at = steps.get(at).get(letter);
    if (at === undefined) return false;
  }
  return nodes[at].startsWith("!");
}

// What may be a part of a compound: a word that names something, or one of this site's.
async function isPart(word, least) {
  const [entries, marks, adjective] = await Promise.all([
    known(word),
    word.length >= least ? finnish(word) : [],
    word.endsWith("s") ? finnish(`${word.slice(0, -1)}nen`) : [],
  ]);
  return entries.some(({ language }) => !language || language === "fi") || marks.includes("") || adjective.length > 0;
}

async function isCompound(word, least) {
  const places = Array.from({ length: Math.max(0, word.length - 5) }, (_, at) => at + 3);
  const parts = await Promise.all(places.map(async (at) => {
    if (!(await isPart(word.slice(0, at), 3))) return false;
    return (await isPart(word.slice(at), least)) || (word.length - at > 7 && (await isCompound(word.slice(at), least)));
  }));
  return parts.some(Boolean);
}

// A compound of which one part is known here, and the other is a word that is not.
async function half(typed, isWord) {
  const word = fold(typed);
  if (!isWord || typed.length !== word.length) return null;
  const places = Array.from({ length: Math.max(0, word.length - 5) }, (_, at) => at + 3);
  const cuts = places.flatMap((at) => [[word.slice(at), word.slice(0, at), typed.slice(at), 0.5], [word.slice(0, at), word.slice(at), typed.slice(0, at), 0]]);
  const halves = await Promise.all(cuts.map(async ([known_, other, piece, head]) => {
    if (known_.length < 4 || NOT_A_PART.has(known_)) return [];
    const entries = (await known(known_)).filter(({ says }) => says === 1);
    const fits = entries.length && ((await finnish(other)).includes("") || (await isCompound(other, 4)));
    return fits ? [{ rank: known_.length + head, entries, piece }] : [];
  }));
  const [chosen] = halves.flat().sort((one, other) => other.rank - one.rank);
  return chosen && { ...meaning(chosen.piece, chosen.entries, HALF, "half"), used: chosen.piece };
}

async function mistaken(word) {
  const shards = await dictionariesOf(word);
  const found = [];
  for (const variant of oneMistake(word)) for (const forms of shards) found.push(...forms.get(variant));
  if (!found.length && word.length > 4) {
    // The mistake may be in the first letters: look also where the word would begin otherwise.
    const [one, two, three] = word;
    const rest = word.slice(3);
    const vowels = /[aeiouy]/.test(two) ? [..."aeiouy"].map((vowel) => one + vowel + word.slice(2)) : [];
    const begun = [word.slice(1), two + one + three + rest, one + three + two + rest, one + three + rest, ...vowels];
    found.push(...(await Promise.all(begun.map(known))).flat());
    if (!found.length) {
      for (const letter of "abcdefghijklmnopqrstuvwxyz") {
        for (const variant of [letter + word.slice(1), letter + word]) {
          if (keysOf(variant, start.m).some((name) => dictionaries.has(name))) found.push(...(await known(variant)));
        }
      }
    }
  }
  const ours = found.filter(({ language, seen }) => seen && (!language || language === "fi"));
  const most = Math.max(...ours.map(({ pages }) => pages));
  return ours.filter(({ pages }) => pages * 8 >= most);
}

// Two known words written as one.
async function splitting(typed) {
  const word = fold(typed);
  let chosen = null;
  const halves = async (at) => {
    const before = NOT_A_PART.has(word.slice(0, at)) ? [] : await known(word.slice(0, at));
    return [at, before, before.length ? await known(word.slice(at)) : []];
  };
  const places = Array.from({ length: Math.max(0, word.length - 4) }, (_, at) => at + 2);
  for (const [at, before, after] of await Promise.all(places.map(halves))) {
    const short = Math.min(at, word.length - at) < 3;
    if (!before.length || !after.length || (short && ![...before, ...after].every(({ language }) => language && language !== "fi"))) continue;
    const rank = Math.min(best(before).pages, best(after).pages) + Math.min(at, word.length - at) * 10 + (says(before) + says(after)) * 20;
    if (!chosen || rank > chosen.rank) chosen = { rank, at, entries: [before, after] };
  }
  if (!chosen) return null;
  const { at, entries } = chosen;
  const pieces = typed.length === word.length ? [typed.slice(0, at), typed.slice(at)] : entries.map((found) => best(found).lemma);
  const found = entries.map((one, nth) => meaning(pieces[nth], one, SPLIT, "exact"));
  const readings = found[0].readings.flatMap((one) => found[1].readings.map((other) => ({ groups: [...one.groups, ...other.groups], weight: 1 })));
  // "sähködösä" is also a "sähköbussi".
  const whole = entries[1].flatMap(({ meant }) => meant ?? []).filter(({ length }) => length === 2);
  for (const [label] of whole) {
    const compound = await known(word.slice(0, at) + fold(label));
    if (compound.length) readings.push({ groups: [groupOf(compound, JOINED).map((one) => ({ ...one, via: `${typed} ~ ${best(compound).lemma}` }))], weight: 1 });
  }
  return { readings, used: pieces.join(" "), how: "split", says: 1, language: found[0].language && found[1].language };
}

async function far(word) {
  const found = [];
  for (const forms of await dictionariesOf(word)) {
    for (const [form, entries] of forms) {
      if (Math.abs(form.length - word.length) < 3 && form[1] === word[1] && distance(word, form, 2) <= 2) found.push(...entries);
    }
  }
  return unique(found).sort((one, other) => other.pages - one.pages).slice(0, 4);
}

const tokens = (query) => query.normalize("NFC").match(/[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu) || [];

// The language of a request that is not in Finnish: it has words by which that language binds others, or a letter that
// Finnish words do not have.
const foreign = (words) => FOREIGN.find(([, binding]) => words.some((word) => binding.has(fold(word))))?.[0] ?? (words.some((word) => /å/i.test(word)) ? "sv" : undefined);

// Words of a query with what they mean; neighbours that are one word written apart are joined.
async function understand(query, literal, typing) {
  // A single letter is what is left of an ending: "EU:n".
  const all = tokens(query);
  const long = all.filter((word) => word.length > 1 || all.length === 1);
  const bearing = long.filter((word) => !STOP.has(fold(word)));
  const words = bearing.length ? bearing : long;
  const exact = await Promise.all(words.map((word) => known(fold(word))));
  const pairs = await Promise.all(words.map((word, at) => {
    const two = words[at + 1] && fold(word) + fold(words[at + 1]);
    return two && !literal && two.length > 5 ? known(two) : [];
  }));
  const meant = [];
  const strange = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (pairs[at].length) {
      const [joined, ...apart] = [meaning(`${word} ${words[at + 1]}`, pairs[at], JOINED, "exact"), ...[at, at + 1].map((one) => exact[one].length && meaning(words[one], exact[one], EXACT, "exact"))];
      const readings = [...joined.readings];
      if (apart.every(Boolean)) readings.push({ groups: apart.flatMap(({ readings: [{ groups }] }) => groups), weight: 0.5 });
      meant.push({ ...joined, word: `${word} ${words[at + 1]}`, readings });
      at++;
      continue;
    }
    let found = await plainly(word, literal || word.includes("-"), typing && at === words.length - 1, exact[at]);
    if (!found && word.includes("-")) {
      const pieces = (await Promise.all(word.split("-").filter(Boolean).map(async (piece) => plainly(piece, literal, false, await known(fold(piece)))))).filter(Boolean);
      if (pieces.length) found = { readings: [{ groups: pieces.flatMap(({ readings: [{ groups }] }) => groups), weight: 1 }], how: "exact", says: 1 };
    }
    if (!found) strange.push(meant.length);
    meant.push({ how: "none", readings: [], says: 1, ...found, word });
  }
  const language = foreign(all) ?? meant.find((one) => one.language)?.language;
  // When many other words answer, what one of them means is not worth its fetching.
  if (!literal && meant.length - strange.length < ENOUGH) {
    await Promise.all(strange.map(async (at) => {
      const { word } = meant[at];
      meant[at] = { ...meant[at], ...(typing || language ? await splitting(word) : await otherwise(word)), word };
    }));
  }
  return { meant, language };
}

// Page → score of each term group's best term, for groups that must all match, and by what else than the word itself.
async function reading({ groups, weight }) {
  let found = null;
  for (const group of groups) {
    const here = new Map();
    for (const { term, weight: share, via } of group) {
      const flat = await postings(term);
      const rarity = Math.log(1 + count / (flat.length / 2 + 0.5));
      for (let place = 0; place < flat.length; place += 2) {
        const score = weight * share * rarity * flat[place + 1];
        if (score > (here.get(flat[place])?.score ?? 0)) here.set(flat[place], { score, via });
      }
    }
    if (!found) found = here;
    else {
      for (const [page, one] of found) {
        const other = here.get(page);
        if (other) found.set(page, { score: one.score + other.score, via: one.via ?? other.via });
        else found.delete(page);
      }
    }
  }
  return found;
}

async function search(query, literal, typing = false) {
  if (!tokens(query).length) return { hits: Array.from({ length: count }, (_, page) => [page, 0]), full: count, terms: [], told: [], near: [] };
  const { meant, language } = await understand(query, literal, typing);
  const terms = [...new Set(meant.flatMap(({ readings }) => readings.flatMap(({ groups }) => groups.flat())).map(({ term }) => term))];
  const items = await Promise.all(terms.map(item));
  const pages = new Map(); // page → what matched each word
  for (const [at, word] of meant.entries()) {
    const here = new Map();
    for (const one of word.readings) {
      for (const [page, found] of await reading(one)) if (found.score > (here.get(page)?.score ?? 0)) here.set(page, found);
    }
    // The subject is what names something and is not on every page.
    word.bears = (word.says * Math.log(1 + count / (here.size + 0.5))) / Math.log(1 + count / 1.5);
    for (const [page, found] of here) {
      if (!pages.has(page)) pages.set(page, []);
      pages.get(page)[at] = found;
    }
  }
  const all = meant.reduce((sum, { bears }) => sum + bears, 0);
  const needed = BEARING * Math.max(...meant.map(({ bears }) => bears));
  const rows = [...pages].map(([page, found]) => {
    const share = meant.reduce((sum, { bears }, at) => sum + (found[at] ? bears : 0), 0) / all;
    const score = meant.reduce((sum, word, at) => sum + (found[at]?.score ?? 0) * word.says, 0) * share ** 1.5;
    const missing = meant.filter(({ bears, how }, at) => bears >= needed && (!found[at] || how === "half")).map(({ word }) => word);
    return { page, share, score, missing, via: [...new Set(found.map((one) => one?.via).filter(Boolean))] };
  });
  rows.sort((one, other) => other.score - one.score);
  const full = rows.filter(({ missing }) => !missing.length);
  const partial = full.length < FEWEST ? rows.filter(({ missing, share }) => missing.length && share >= MOST_OF_THEM) : [];
  const hits = [...full, ...partial];
  const told = meant.filter(({ how }) => how === "typo" || how === "split" || how === "half").map(({ word, used, how }) => ({ typed: word, used, how }));
  const unknown = meant.filter(({ readings, how }) => !readings.length && how === "none").map(({ word }) => fold(word));
  return {
    hits: hits.map(({ page, score, missing, via }) => [page, score, { missing, via }]),
    full: full.length, terms: terms.map((term, at) => [term, ...items[at][0].split(" ")]), told: hits.length ? told : [], near: hits.length || language ? [] : await near(unknown),
    language: full.length ? undefined : language,
  };
}

// Known words that are at most a letter or two from one that is no word.
async function near(words) {
  const found = new Map();
  for (const word of words) {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    for (const forms of most ? await dictionariesOf(word) : []) {
      for (const [form, entries] of forms) {
        if (distance(word, form, most) <= most) for (const entry of entries) if (entry.seen && !entry.meant) found.set(entry.term, entry);
      }
    }
  }
  return [...found.values()].sort((one, other) => other.pages - one.pages).slice(0, 3).map(({ lemma }) => lemma);
}

async function suggest(query) {
  const words = tokens(query);
  if (!words.length) return { completions: [], pages: [] };
  const last = words[words.length - 1];
  const before = query.slice(0, query.lastIndexOf(last));
  const begun = last.length > 1 && !/\s$/.test(query) ? await beginning(fold(last), 60) : [];
  const completions = unique(begun.filter(({ term, seen }) => seen && term.startsWith(fold(last)))).slice(0, 5).map(({ lemma }) => before + lemma);
  const { hits } = await search(query, false, true);
  return { completions, pages: hits.slice(0, 4).map(([page]) => page) };
}

const ACTIONS = {
  open: (data) => (opened = open(data.root)),
  search: ({ query, literal }) => opened.then(() => search(query, Boolean(literal))),
  suggest: ({ query }) => opened.then(() => suggest(query)),
  facets: () => get("rajaus.json"),
  doc: ({ doc }) => get(`d/${doc}.json`),
};

self.onmessage = ({ data }) =>
  ACTIONS[data.do](data).then((value) => self.postMessage({ id: data.id, value }), (error) => self.postMessage({ id: data.id, error: String(error) }));
