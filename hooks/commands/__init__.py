"""What a person or a workflow runs: the only place that reads arguments, the clock and git, and prints."""
