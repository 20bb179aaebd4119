"""A knowledge base of good practices of municipalities: content, analysis, search, pages and other outputs."""
