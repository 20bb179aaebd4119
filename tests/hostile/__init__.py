"""Text by people who wish no good."""
