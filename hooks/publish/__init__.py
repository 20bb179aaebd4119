"""What is published beside the pages, and the writing of it."""
