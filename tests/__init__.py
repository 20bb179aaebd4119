"""Tests of the library, the content and the site."""
