"""Finnish search: analysis at build time, an index in small shards, and a form dictionary for the browser."""
