"""Issues of GitHub that become entries."""
