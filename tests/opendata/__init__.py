"""The open data, compared with the catalogue that it is made from."""
