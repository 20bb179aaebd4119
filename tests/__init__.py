"""Tests of the library, of its pages and files, of a built site and of that site in a browser."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OVERRIDES = ROOT / "overrides"
