"""Entries of the repository: their types, reading, checks, lookups and reference data."""
