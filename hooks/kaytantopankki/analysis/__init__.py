"""What follows from the catalogue: who resembles whom, what could suit a municipality, and the state of things."""
