// What an entry says as a whole: its sources, who is named twice, the order of times, and what other entries already have.
(() => {
  const { slugify } = window.kpWords;

  const whole = (form, { say, at, time, counted, near, names, slug, name, titles, old, today, inForm }) => {
    const day = at(today);
    const own = `${form.folder}/${name}.md`;
    const label = (...loc) => {
      let { fields } = form;
      let last;
      const words = [];
      for (const step of loc) {
        if (typeof step !== "number") {
          last = fields.find((each) => each.name === step);
          words.push(last.label);
          fields = last.fields ?? [];
        } else if (fields.length) words.splice(-1, 1, counted(last, step)); // An item that is one word is named by its list.
      }
      return words.join(", ");
    };
    const tell = (loc, key, written) => ({ loc, label: label(...loc), message: say(key, written) });
    const titled = form.named ?? "title";
    /** Of the file itself, which those who fill a form do not see: they mend the field that names it. */
    const tellFile = (key, written) => ({ loc: [titled], label: inForm ? label(titled) : "", message: say(key, written) });
    const each = (values, list) => (Array.isArray(values[list]) ? [...values[list].entries()].filter(([, item]) => item) : []);
    const count = (values) => (values.sources === null ? Infinity : (values.sources ?? []).length);

    /** What is wrong with the number of a source. */
    const missing = (values, cited) => {
      const sources = count(values);
      if (cited >= 1 && cited <= sources) return undefined;
      return say("no_source", { number: cited, listed: sources ? say("sources_listed", { count: sources }) : say("sources_none") });
    };

    function* numbers(fields, given, loc, values) {
      for (const field of fields) {
        const value = given?.[field.name];
        const here = [...loc, field.name];
        if (value === undefined || value === null) continue;
        if (field.list?.alone) {
          for (const item of [value].flat()) if (Number(item) >= 1 && missing(values, Number(item))) yield { loc: here, label: label(...here), message: missing(values, Number(item)) };
        } else if (field.type === "group") {
          if (!field.list) yield* numbers(field.fields, value, here, values);
          else if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* numbers(field.fields, item, [...here, i], values);
        }
      }
    }

    function* figures(values) {
      for (const list of form.figures[form.kind] ?? []) {
        if (count(values)) for (const [i, { source }] of each(values, list)) if (!source?.length) yield { ...tell([list, i], "figure_source"), first: "source" };
      }
      if (count(values) && (values.outcome ?? "unknown") !== "unknown" && !values.outcome_source?.length) yield tell(["outcome"], "outcome_source");
      const [list, when] = form.results[form.kind] ?? [];
      const usual = form.fields.find((field) => field.name === list)?.fields.find((field) => field.name === "basis").default;
      const started = at(values.started);
      for (const [i, { basis = usual, note, [when]: time_ }] of each(values, list)) {
        if (basis !== "target" && time_?.match(new RegExp(...form.patterns.years))?.[1] < started?.year) yield tell([list, i, when], "result_before", { started: time(started.text) });
        if (!form.resultBases.includes(basis)) continue;
        if (form.targetWords.some((word) => (note ?? "").toLowerCase().includes(word))) yield tell([list, i, "basis"], "target_as_result", { basis });
        if (time_?.match(/\d{4}$/)?.[0] > day?.year) yield tell([list, i, when], "future_result", { basis });
      }
    }

    function* programmes(values) {
      const above = [];
      for (const [i, { title, under }] of each(values, "programmes")) {
        if (under && !above.includes(under)) yield tell(["programmes", i, "under"], "under", { given: under, near: near(under, above) ?? say("under_first") });
        if (title) above.push(title);
      }
    }

    function* adopters(values) {
      const seen = new Set();
      for (const [i, { municipality }] of each(values, "adoptions")) {
        const at_ = ["adoptions", i, "municipality"];
        if (municipality && (values.municipalities ?? []).includes(municipality)) yield tell(at_, "origin_adopts", { name: municipality });
        if (municipality && seen.has(municipality)) yield tell(at_, "adopted_twice", { name: municipality });
        seen.add(municipality);
      }
    }

    /** The entry itself, or a part of it, or each item of a list, with its place. */
    const parts = (values, list) => {
      if (!list) return [[[], values]];
      if (Array.isArray(values[list])) return each(values, list).map(([i, item]) => [[list, i], item]);
      return values[list] ? [[[list], values[list]]] : [];
    };

    function* order(values) {
      for (const { earlier, later, told, text, items } of form.orders) {
        for (const [loc, part] of parts(values, items)) {
          const [one, other] = [at(part[earlier]), at(part[later])];
          const turned = one && other && (other.last < one.first || (one.time >= 0 && other.time >= 0 && one.first === other.first && other.time < one.time));
          if (turned) yield tell([...loc, told], text, { earlier: time(one.text), later: time(other.text) });
        }
      }
      for (const [loc, { stage, ended }] of [...parts(values, ""), ...parts(values, "adoptions")]) {
        const when = at(ended);
        if (day && form.inUse.includes(stage) && when?.last < day.first) yield tell([...loc, "stage"], "ended_in_use", { ended: time(when.text) });
      }
      for (const [list, named] of Object.entries(form.byNow)) {
        for (const [loc, part] of parts(values, list)) {
          for (const field of named) {
            const when = at(part[field]);
            if (day && when?.first > day.first) yield tell([...loc, field], "future_day", { day: time(when.text) });
          }
        }
      }
    }

    /** Who has an address of the site; nobody when it is free. */
    const owner = (address) => {
      const [first, second] = address.split("/");
      const kind = form.addresses[first];
      const place = kind === "municipality" && form.places.find(([each_]) => slugify(each_) === second);
      if (place) return say("own_place", { name: place[0] });
      if (form.notFree.kept_by_site.includes(second)) return say("own_page");
      if (names(kind)?.get(second) === second || (kind === form.kind && second === name)) return `${form.folders[kind]}/${second}.md`;
      return old.find(([other, file]) => other === address && file !== own)?.[1];
    };

    function* addresses(values) {
      for (const [i, given] of each(values, "aliases_url")) {
        const loc = ["aliases_url", i];
        if (!(given.split("/")[0] in form.addresses) || given.split("/").length !== 3) yield tell(loc, "old_elsewhere", { given, address: form.address });
        else if (owner(given)) yield tell(loc, "old_taken", { given, owner: owner(given) });
      }
      for (const [text, kept] of Object.entries(form.notFree)) if (kept.includes(name)) yield tellFile(text, { given: name });
      const place = form.kind === "municipality" && form.places.find(([each_]) => each_ === values.municipality);
      if (place && slug && slugify(place[0]) !== slug) yield tell(["municipality"], "misnamed", { slug: slugify(place[0]) });
      const twin = values.title && titles.find(([other, title]) => other !== slug && title.toLowerCase() === values.title.toLowerCase());
      if (twin) yield tell(["title"], "same_title", { other: `${form.folder}/${twin[0]}.md` });
      else if (inForm && !slug && titles.some(([other]) => other === name)) yield tellFile(form.named ? "taken" : "same_title");
    }

    const nodes = (value) => {
      if (Array.isArray(value)) return 1 + value.reduce((sum, item) => sum + nodes(item), 0);
      return typeof value === "object" && value ? 1 + Object.values(value).reduce((sum, item) => sum + 1 + nodes(item), 0) : 1;
    };

    function* problems(values, file) {
      if (new TextEncoder().encode(file).length > form.limits.bytes) yield tellFile("file_large", { limit: Math.floor(form.limits.bytes / 1000) });
      else if (nodes(values) > form.limits.nodes) yield tellFile("many_nodes", { limit: form.limits.nodes });
      const picture = values.image?.file;
      const suffix = picture?.slice(picture.lastIndexOf("."));
      if (picture && !form.pictures.includes(suffix)) yield tell(["image", "file"], "image_type", { suffix, types: form.pictures.join(", ") });
      yield* numbers(form.fields, values, [], values);
      yield* figures(values);
      yield* adopters(values);
      yield* programmes(values);
      yield* order(values);
      yield* addresses(values);
    }

    return { whole: problems, missing };
  };

  window.kpWhole = { whole };
})();
