"""The catalogue as open data: JSON, CSV, their schemas, a bundle of all, and the page that tells of them."""

from opendata.files import DataFile, data_files
from opendata.page import distributions, listing, open_data_page
from opendata.records import Publisher
from opendata.terms import Terms, terms_of

__all__ = ["DataFile", "Publisher", "Terms", "data_files", "distributions", "listing", "open_data_page", "terms_of"]
