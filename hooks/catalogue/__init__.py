"""The catalogue of practices: entries, reading, checks, lookups and reference data. Knows nothing of MkDocs."""
