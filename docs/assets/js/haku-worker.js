// The search engine: runs in a worker, so that typing never waits for it, and fetches only the shards a query needs,
// those of all its words at once: on a slow line what counts is how many answers wait for another.
// Messages: {id, do: "open" | "search" | "suggest" | "facets" | "doc", …} → {id, value} or {id, error}.
"use strict";

const STOP = new Set("ja on ei se he me te tai kun jos niin myos etta joka jotka oli ovat olla mutta seka kuin tama miten mita mika missa miksi kuka voi voiko saa saako pitaa taytyy onko ole asti varten kanssa ilman ilta eli han minka mihin mista mitka jonka jossa kuinka paljonko paljon meilla teilla meidan kunnassa haluan haluamme tarvitsen etsin".split(" "));
const CLITICS = /(kin|kaan|han|ko|pa)$/;
const POSSESSIVES = /(nsa|mme|nne|ni|si|an|en|on|in|un|yn)$/;
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
// How much a match counts by how it was found.
const EXACT = 1, STRIPPED = 0.95, JOINED = 0.9, TYPO = 0.8, SPLIT = 0.75, BEGINNING = 0.6, FAR = 0.6, FAMILY = 0.3;
const NOT_A_PART = new Set(["yli", "ali", "esi", "eri", "uus"]);
// Endings that make one word of another: "omavarainen" and "omavaraisuus", "louhia" and "louhinta".
const DERIVATION = /(ttaminen|ttuminen|tuminen|minen|isuus|suus|uus|yys|llinen|inen|ttelu|telu|tys|tus|ttaa|ttua|uttaa|inta|nta|nti|us|ys|oida|ida|taa|tua|aa|ia|ua|ja|e|a|i|o|u|y)$/;
const FEWEST = 3; // When fewer pages have all the words, those with some of them follow.

let root = "";
let opened; // Resolves when `start` has been read.
let start = null; // {m: keys of dictionary shards, s: keys of posting shards, luokat: suffixes by class}
let count = 1;
const fetched = new Map();
const dictionaries = new Map(); // key → Forms

const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u00ad-]/g, "").toLowerCase();
const key = (text) => [...text].map((c) => (/[a-z0-9]/.test(c) ? c : "_" + c.codePointAt(0).toString(16))).join("");

function get(name) {
  if (!fetched.has(name)) {
    const answer = fetch(root + name).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${name}`);
      return response.json();
    });
    answer.catch(() => fetched.delete(name));
    fetched.set(name, answer);
  }
  return fetched.get(name);
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
      const parts = line.split(" ");
      const [lemma, stem, endings, pages] = [parts.slice(0, -3).join(" "), ...parts.slice(-3)];
      const term = fold(lemma);
      const entry = { lemma, term, pages: Number(pages) };
      const beginning = /^\d+$/.test(stem) ? term.slice(0, Number(stem)) : stem;
      add(this.families, rootOf(term), entry);
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

// What a word may mean: groups of terms, one of each group must match; what was used for it, and how it was found.
async function meanings(typed, literal, last) {
  const word = fold(typed);
  const as = (entries, weight, how) => ({ groups: [unique(entries).map(({ term }) => ({ term, weight }))], used: best(entries).lemma, how });
  const exact = await known(word);
  if (exact.length) {
    const found = as(exact, EXACT, "exact");
    const terms = new Set(exact.map(({ term }) => term));
    if (!literal) {
      for (const term of terms) {
        for (const kin of await family(term, 5)) if (!terms.has(kin.term)) found.groups[0].push({ term: kin.term, weight: FAMILY });
      }
      if (word.length > 9 && exact.every(({ pages }) => pages < FEWEST)) found.parts = (await splitting(word))?.groups;
    }
    return found;
  }
  for (const stripped of new Set([word.replace(CLITICS, ""), word.replace(POSSESSIVES, ""), word.replace(CLITICS, "").replace(POSSESSIVES, "")])) {
    if (stripped !== word && stripped.length > 2) {
      const found = await known(stripped);
      if (found.length) return as(found, STRIPPED, "exact");
    }
  }
  if (word.length > 4 || (last && word.length > 2)) {
    const found = await beginning(word, 12);
    if (found.length) return as(found, BEGINNING, "exact");
  }
  if (literal) return null;
  const kin = word.length > 6 ? await family(word, 4) : [];
  if (kin.length) return as(kin, BEGINNING, "exact");
  const parts = await splitting(word);
  if (word.length >= 4) {
    const found = await mistaken(word);
    if (found.length && !(parts && parts.sure)) return as(found, TYPO, "typo");
  }
  if (parts) return parts;
  if (word.length >= 8) {
    const found = await far(word);
    if (found.length) return as(found, FAR, "typo");
  }
  return null;
}

async function beginning(word, most) {
  const found = new Map();
  for (const forms of await dictionariesOf(word)) {
    for (const [form, entries] of forms) if (form.startsWith(word)) for (const entry of entries) found.set(entry.lemma, entry);
  }
  return [...found.values()].sort((one, other) => other.pages - one.pages).slice(0, most);
}

async function mistaken(word) {
  const shards = await dictionariesOf(word);
  const found = [];
  const elsewhere = new Set();
  for (const variant of oneMistake(word)) {
    const at = shards.find((forms) => forms.has(variant));
    if (at) found.push(...at.get(variant));
    else if (variant[0] !== word[0]) elsewhere.add(variant);
  }
  if (!found.length && word.length > 4) {
    // The mistake may be in the first letters: look also where the word would begin otherwise.
    const two = word[1] + word[0] + word.slice(2);
    found.push(...(await Promise.all([word.slice(1), two].map(known))).flat());
    if (!found.length) {
      for (const letter of "abcdefghijklmnopqrstuvwxyz") {
        for (const variant of [letter + word.slice(1), letter + word]) {
          if (keysOf(variant, start.m).some((name) => dictionaries.has(name))) found.push(...(await known(variant)));
        }
      }
    }
  }
  if (!found.length) return found;
  const most = Math.max(...found.map((entry) => entry.pages));
  return found.filter((entry) => entry.pages * 8 >= most);
}

// Two known words written as one.
async function splitting(word) {
  let chosen = null;
  const halves = async (at) => {
    const before = NOT_A_PART.has(word.slice(0, at)) ? [] : await known(word.slice(0, at));
    return [at, before, before.length ? await known(word.slice(at)) : []];
  };
  const places = Array.from({ length: Math.max(0, word.length - 5) }, (_, at) => at + 3);
  for (const [at, before, after] of await Promise.all(places.map(halves))) {
    if (before.length && after.length) {
      const rank = Math.min(best(before).pages, best(after).pages) + Math.min(at, word.length - at) * 10;
      if (!chosen || rank > chosen.rank) chosen = { rank, entries: [before, after], sure: at > 3 && word.length - at > 3 };
    }
  }
  if (!chosen) return null;
  return {
    groups: chosen.entries.map((entries) => unique(entries).map(({ term }) => ({ term, weight: SPLIT }))),
    used: chosen.entries.map((entries) => best(entries).lemma).join(" "), how: "split", sure: chosen.sure,
  };
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

// Words of a query with what they mean; neighbours that are one word written apart are joined. A word matches a page
// when every group of one of its readings does.
async function understand(query, literal, typing) {
  // A single letter is what is left of an ending: "EU:n".
  const words = tokens(query).filter((word, _, all) => word.length > 1 || all.length === 1);
  const alone = await Promise.all(words.map((word, at) => meanings(word, literal || word.includes("-"), typing && at === words.length - 1)));
  const meant = [];
  const changed = [];
  for (let at = 0; at < words.length; at++) {
    const next = words[at + 1];
    if (next && !literal && fold(words[at]).length + fold(next).length > 5) {
      const joined = await known(fold(words[at] + next));
      if (joined.length) {
        const apart = await Promise.all([words[at], next].map((word) => meanings(word, true, false)));
        const readings = [[unique(joined).map(({ term }) => ({ term, weight: JOINED }))]];
        if (apart.every(Boolean)) readings.push(apart.flatMap(({ groups }) => groups));
        meant.push({ word: `${words[at]} ${next}`, readings, weights: [1, 0.5] });
        at++;
        continue;
      }
    }
    const typed = words[at];
    let found = alone[at];
    if (!found && typed.includes("-")) {
      const pieces = await Promise.all(typed.split("-").filter(Boolean).map((piece) => meanings(piece, literal, false)));
      if (pieces.some(Boolean)) found = { groups: pieces.filter(Boolean).flatMap(({ groups }) => groups), used: "", how: "exact" };
      else if (!literal) found = await meanings(typed, false, false);
    }
    if (found && (found.how === "typo" || found.how === "split")) changed.push({ typed, used: found.used });
    meant.push({ word: typed, readings: found ? [found.groups, ...(found.parts ? [found.parts] : [])] : [], weights: [1, 0.4] });
  }
  const bearing = meant.filter(({ word }) => !STOP.has(fold(word)));
  return { meant: bearing.length ? bearing : meant, changed: changed.filter(({ typed }) => !STOP.has(fold(typed))) };
}

// Page → score of each term group's best term, for groups that must all match.
async function reading(groups, weight) {
  let found = null;
  for (const group of groups) {
    const here = new Map();
    for (const { term, weight: share } of group) {
      const flat = await postings(term);
      const rarity = Math.log(1 + count / (flat.length / 2 + 0.5));
      for (let place = 0; place < flat.length; place += 2) {
        const score = weight * share * rarity * flat[place + 1];
        if (score > (here.get(flat[place]) || 0)) here.set(flat[place], score);
      }
    }
    found = found ? new Map([...here].filter(([page]) => found.has(page)).map(([page, score]) => [page, score + found.get(page)])) : here;
  }
  return found || new Map();
}

async function search(query, literal, typing = false) {
  if (!tokens(query).length) return { hits: Array.from({ length: count }, (_, page) => [page, 0]), terms: [], changed: [], every: true, near: [] };
  const { meant, changed } = await understand(query, literal, typing);
  const terms = [...new Set(meant.flatMap(({ readings }) => readings.flat(2).map(({ term }) => term)))];
  const items = await Promise.all(terms.map(item));
  const pages = new Map(); // page → [score of each word]
  for (const [at, { readings, weights }] of meant.entries()) {
    for (const [nth, groups] of readings.entries()) {
      for (const [page, score] of await reading(groups, weights[nth])) {
        if (!pages.has(page)) pages.set(page, new Array(meant.length).fill(0));
        pages.get(page)[at] = Math.max(pages.get(page)[at], score);
      }
    }
  }
  const rows = [...pages].map(([page, scores]) => {
    const matched = scores.filter(Boolean).length;
    return { page, matched, score: scores.reduce((sum, score) => sum + score, 0) * (matched / meant.length) ** 1.5 };
  });
  const unknown = meant.filter(({ readings }) => !readings.length).length;
  let hits = rows.filter(({ matched }) => matched === meant.length);
  const every = hits.length > 0;
  if (hits.length < FEWEST && meant.length > 1 && meant.length - unknown > unknown) hits = rows;
  hits.sort((one, other) => other.score - one.score);
  return {
    hits: hits.map(({ page, score }) => [page, score]),
    terms: terms.map((term, at) => [term, ...items[at][0].split(" ")]), // Each with its forms.
    changed: hits.length ? changed : [], every, near: hits.length ? [] : await near(meant.map(({ word }) => fold(word))),
  };
}

// Known words that begin as an unknown one does, or are not far from it.
async function near(words) {
  const found = new Map();
  for (const word of words) {
    for (const forms of await dictionariesOf(word)) {
      for (const [form, entries] of forms) {
        const alike = form.startsWith(word.slice(0, Math.max(3, word.length - 3))) || distance(word, form, 3) <= 3;
        if (alike && form.length > 3) for (const entry of entries) found.set(entry.lemma, entry);
      }
    }
  }
  return [...found.values()].sort((one, other) => other.pages - one.pages).slice(0, 5).map(({ lemma }) => lemma);
}

async function suggest(query) {
  const words = tokens(query);
  if (!words.length) return { completions: [], pages: [] };
  const last = words[words.length - 1];
  const before = query.slice(0, query.lastIndexOf(last));
  const completions = last.length > 1 && !/\s$/.test(query)
    ? (await beginning(fold(last), 40)).filter(({ term }) => term.startsWith(fold(last))).slice(0, 5).map(({ lemma }) => before + lemma) : [];
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
