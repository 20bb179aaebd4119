"""What accessibility, privacy and page weight are measured with, for the tests and for scripts/access-report."""
