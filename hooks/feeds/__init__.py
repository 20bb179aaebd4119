"""What readers subscribe to: Atom feeds and iCalendar files. Knows nothing of MkDocs."""
