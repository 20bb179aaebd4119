"""The catalogue as open data: JSON, CSV, their schemas, a bundle of all, and the page that tells of them."""
