// How many milliseconds the answer to each query takes.
async (queries) => {
  const times = [];
  for (const query of queries) {
    const started = performance.now();
    await ask(query);
    times.push(performance.now() - started);
  }
  return times;
}
