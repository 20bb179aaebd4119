"""The reading and checking of content. `tables/` has what goes in and what comes out, by module."""
