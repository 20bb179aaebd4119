"""What is published beside the pages: feeds, calendars, open data, link pictures, and what other programs read."""
