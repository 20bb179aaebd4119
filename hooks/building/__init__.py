"""How a build gets on with the machine it runs on: what it keeps, where it writes, and what it says when it cannot."""
