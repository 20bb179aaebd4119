"""Checks between entries. A check is a generator function whose docstring is its rule."""

from collections.abc import Callable, Iterable

from catalogue.catalogue import Catalogue
from catalogue.checks import addresses, content, files, images, links, times, words
from catalogue.checks.scope import Scope
from catalogue.problem import Problem

Check = Callable[[Scope], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    links.references_exist,
    links.source_numbers_exist,
    links.body_source_numbers_exist,
    links.no_link_to_itself,
    links.hosts_look_like_themselves,
    addresses.titles_differ,
    addresses.names_are_free,
    addresses.old_addresses_are_free,
    addresses.one_file_for_a_municipality,
    content.origin_does_not_adopt,
    content.adopted_once,
    content.body_has_no_private_data,
    content.listed_once,
    content.member_once,
    content.target_is_not_a_result,
    content.figures_have_a_source,
    images.image_is_in_its_folder,
    images.image_can_be_shown,
    times.times_are_in_order,
    times.nothing_is_of_the_future,
    files.nothing_is_left_out,
    files.nothing_is_a_link,
)

NOTICES: tuple[Callable[[Catalogue], Iterable[Problem]], ...] = (words.every_word_is_used,)
