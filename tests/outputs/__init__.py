"""What the site offers besides pages. `tables/` has what goes in and what comes out, by module."""
