"""Finnish search: analysis of words at build time, and an index in small files for the browser."""
