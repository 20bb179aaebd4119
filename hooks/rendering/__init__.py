"""The site without a generator: all that is published, the pages as HTML, and the sources for another generator."""
