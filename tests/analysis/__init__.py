"""What is worked out of the catalogue. `tables/` has what goes in and what comes out, by module."""
