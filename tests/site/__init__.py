"""Sites that are built and served. `tables/` has what is tried and told."""
