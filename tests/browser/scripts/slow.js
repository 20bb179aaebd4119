/* The patterns that take a second for some run of 30 000 signs. */
([patterns, runs]) => patterns.filter(([source, flags]) => {
  const pattern = new RegExp(source, [...new Set(`${flags.replace("y", "")}g`)].join(""));
  return ["", "### Turku "].some((start) => runs.some((run) => {
    const text = `${start}${run.repeat(30000 / run.length)}\x00`, begun = performance.now();
    text.replace(pattern, "");
    return performance.now() - begun > 1000;
  }));
})
