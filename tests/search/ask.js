// Asks as the search page does: hits and facets at once, then the cards of the first twenty.
([script, root]) => {
  const waiting = new Map();
  const cards = new Map();
  let worker, facets;
  const send = (what) => new Promise((resolve, reject) => {
    const id = waiting.size;
    waiting.set(id, ({ value, error }) => (error ? reject(new Error(error)) : resolve(value)));
    worker.postMessage({ id, ...what });
  });
  const card = (doc) => {
    if (!cards.has(doc)) cards.set(doc, send({ do: "doc", doc }));
    return cards.get(doc);
  };
  window.ask = async (query) => {
    if (!worker) {
      worker = new Worker(script);
      worker.onmessage = ({ data }) => waiting.get(data.id)(data);
      await send({ do: "open", root });
    }
    facets ??= send({ do: "facets" });
    const [{ hits, full }] = await Promise.all([send({ do: "search", query }), facets]);
    const shown = await Promise.all(hits.slice(0, 20).map(([doc]) => card(doc)));
    window.told = !full; // That no page has all that is asked.
    return shown.map(({ url }) => url);
  };
}
