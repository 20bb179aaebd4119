"""What is published beside the pages: data, feeds, calendars, link pictures, and what search engines read."""
