"""Checks between entries. A check is a generator function whose docstring is its rule."""

from collections.abc import Callable, Iterable

from catalogue.catalogue import Catalogue
from catalogue.checks import addresses, content, events, links, words
from catalogue.checks.scope import Scope
from catalogue.problem import Problem

Check = Callable[[Scope], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    links.references_exist,
    links.source_numbers_exist,
    links.body_source_numbers_exist,
    links.no_link_to_itself,
    addresses.titles_differ,
    addresses.old_addresses_are_free,
    addresses.one_file_for_a_municipality,
    content.origin_does_not_adopt,
    content.adopted_once,
    content.body_has_no_private_data,
    content.listed_once,
    content.member_once,
    content.target_is_not_a_result,
    content.figures_have_a_source,
    content.ends_after_it_starts,
    content.nothing_happens_in_the_future,
    content.image_is_usable,
    events.deadline_before_start,
    events.end_after_start,
)

NOTICES: tuple[Callable[[Catalogue], Iterable[Problem]], ...] = (words.every_word_is_used,)
