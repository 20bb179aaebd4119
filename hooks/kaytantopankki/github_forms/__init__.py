"""GitHub's issue forms: what they ask, and the way from a filled one to an entry."""
