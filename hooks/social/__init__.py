"""The pictures that link previews show of the site's pages."""

from social.cards import Card, cards, site_card
from social.drawing import HEIGHT, WIDTH
from social.kept import card_files

__all__ = ["HEIGHT", "WIDTH", "Card", "card_files", "cards", "site_card"]
