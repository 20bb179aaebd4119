"""Checks between entries. A check is a generator function whose docstring is its rule."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from posixpath import dirname, isfile, relpath
from typing import Any, NamedTuple
from urllib.parse import unquote

from kaytantopankki.content import body_markdown, field_types, file_checks
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry
from kaytantopankki.content.fields import values, web_addresses
from kaytantopankki.content.front_matter import Loc
from kaytantopankki.content.messages import Problem, did_you_mean, message_for, nearest
from kaytantopankki.content.models import Entry
from kaytantopankki.content.submodels import Adoption
from kaytantopankki.content.written import KnownWords, key_meant, unknown_reference_message

TARGET_WORDS = ("tavoit", "tähtää", "pyrki", "mennessä")
RESULT_BASES = (field_types.Basis.MEASURED, field_types.Basis.REPORTED)
# The lists of figures and dates of a kind of entry; what is told as a result, and the field that says of what time it is.
FIGURES = {"practice": ("results", "costs", "funding", "milestones"), "municipality": ("indicators",)}
RESULTS = {"practice": ("results", "period"), "municipality": ("indicators", "year")}
# The lists in which a municipality is once, by kind, and the message when it is twice.
_ONCE = {"practice": ("adoptions", "adopted_twice"), "network": ("members", "member_twice")}
# A period whose last year is certain.
YEARS = re.compile(r"^(?:[0-9]{4} ?[–-] ?)?([0-9]{4})$")
BODY_SOURCES = re.compile(r"\[(\d{1,2}(?:, ?\d{1,2})*)\](?!\()")


class _Order(NamedTuple):
    """Two times of an entry, or of each item of one of its lists, that come in this order, and which of them is told."""

    earlier: str
    later: str
    told: str
    text: str
    items: str = ""


_LIFE = _Order("started", "ended", "ended", "ended_first")
ORDERS = {
    "practice": (_LIFE, _Order("year", "ended", "ended", "ended_first", "adoptions")),
    "network": (_LIFE, _Order("since", "until", "until", "left_first", "members")),
    "project": (_LIFE,),
    "event": (
        _Order("start", "end", "end", "ends_first"),
        _Order("registration_deadline", "start", "registration_deadline", "late_deadline"),
    ),
}
IN_USE = ("in_use", "established", "running")  # Stages that nothing has after its end.
# What nobody can know before it is: fields of an entry (""), and of a part or the items of a list of it.
BY_NOW = {
    "": ("published", "updated", "reviewed", "date", "stage_as_of"),
    "sources": ("date",),
    "contact": ("checked",),
    "adoptions": ("as_of",),
    "contacts": ("checked",),
    "milestones": ("date",),
}


def _references_exist(scope: file_checks.Scope) -> Iterator[Problem]:
    """Every reference names something that exists."""
    for entry in scope.catalogue.entries:
        yield from unknown_references(entry, scope.named)


def unknown_references(entry: Entry[Any], named: KnownWords) -> Iterator[Problem]:
    """What is wrong with the references of an entry."""
    for loc, target, word in entry.references:
        if target in named and not key_meant(target, word, named):
            yield entry.problem(loc, unknown_reference_message(target, word, named[target]))


def _source_numbers_exist(scope: file_checks.Scope) -> Iterator[Problem]:
    """A figure's source number is in the entry's list of sources."""
    for entry in scope.catalogue.entries:
        for loc, spec, number in values(entry.data):
            if spec.single and number > (count := _source_count(entry)):
                yield entry.problem(loc[:-1], _no_source(number, count))


def _body_source_numbers_exist(scope: file_checks.Scope) -> Iterator[Problem]:
    """A source number in the text, such as [2], is in the entry's list of sources."""
    for entry in scope.catalogue.entries:
        for match in BODY_SOURCES.finditer(entry.body):
            for source in map(int, match[1].split(",")):
                if not 1 <= source <= (count := _source_count(entry)):
                    line = entry.body.count("\n", 0, match.start())
                    yield entry.body_problem(line, _no_source(source, count))


def _source_count(entry: Entry[Any]) -> int:
    """How many sources there are; as many as there can be when their list cannot be read."""
    unread = entry.problems and ("sources",) in entry.lines
    return len(entry.data.sources) or (99 if unread else 0)


def _no_source(number: int, count: int) -> str:
    listed = message_for("sources_listed", count=count) if count else message_for("sources_none")
    return message_for("no_source", number=number, listed=listed)


def _no_link_to_itself(scope: file_checks.Scope) -> Iterator[Problem]:
    """An entry does not refer to itself."""
    for entry in scope.catalogue.entries:
        for loc, target, word in entry.references:
            if (target, word) == entry.key:
                yield entry.problem(loc, message_for("itself"))


def _hosts_look_like_themselves(scope: file_checks.Scope) -> Iterator[Problem]:
    """A link leads to a host whose name has only letters that we know."""
    for entry in scope.catalogue.entries:
        for loc, address in web_addresses(entry.data):
            if message := field_types.refusal(field_types.check_homograph, address):
                yield entry.problem(loc, message)
        yield from entry.refused(field_types.check_homograph)


def _body_links_lead_somewhere(scope: file_checks.Scope) -> Iterator[Problem]:
    """A link in the text leads to a web address, a page made of a file of the repository, or a heading of the text."""
    for entry in scope.catalogue.entries:
        for link in body_markdown.body_links(entry.body):
            if message := _dead_link(scope, entry, link):
                yield entry.body_problem(link.line, message)


def _every_word_is_shown(scope: file_checks.Scope) -> Iterator[Problem]:
    """No word of the text is lost on the page."""
    for entry in scope.catalogue.entries:
        for line, word in body_markdown.unseen_words(entry.body):
            yield entry.body_problem(line, message_for("unseen_word", given=word))


def _dead_link(scope: file_checks.Scope, entry: Entry[Any], link: body_markdown.BodyLink) -> str:
    """Why a link leads nowhere; empty when it leads somewhere."""
    href = unquote(link.href)
    if link.is_image:
        return message_for("body_image", given=link.text or href)
    if not href:
        return message_for("body_link_empty", text=link.text)
    if re.match(r"https?://", href):
        return ""
    if href.startswith("#"):
        anchors = body_markdown.heading_anchors(entry.body)
        near = did_you_mean(href[1:], anchors)
        return "" if href[1:] in anchors else message_for("body_link_anchor", given=href, near=near)
    file = body_markdown.linked_file(entry.path, href)
    if file is None:
        return message_for("body_link_scheme", given=href)
    if body_markdown.page_url(file) and isfile(scope.root / file):
        return ""
    if body_markdown.WEB_NAME.match(href):
        return message_for("body_link_www", given=href)
    here, paths = dirname(entry.path), {other.slug: other.path for other in scope.catalogue.entries}
    match = nearest(PurePosixPath(file).stem, paths) if file.endswith(".md") else None
    near = message_for("did_you_mean", near=relpath(paths[match], here)) if match else ""
    return message_for(
        "body_link_file", given=href, near=near or message_for("far_file", example=relpath("docs/tietoa.md", here))
    )


def _origin_does_not_adopt(scope: file_checks.Scope) -> Iterator[Problem]:
    """A municipality where the practice began is not among its adopters."""
    for entry in scope.catalogue.practices.values():
        for number, adoption in enumerate(entry.data.adoptions):
            if adoption.municipality in entry.data.municipalities:
                loc = ("adoptions", number, "municipality")
                yield entry.problem(loc, message_for("origin_adopts", name=adoption.municipality))


def _a_pair_is_told_once(scope: file_checks.Scope) -> Iterator[Problem]:
    """What another municipality's practice tells of a practice is not told as an adoption too, nor the other way."""
    catalogue = scope.catalogue
    for entry in catalogue.practices.values():
        for number, adoption in enumerate(entry.data.adoptions):
            for other in catalogue.practices_by_municipality.get(adoption.municipality, ()):
                here = adoption.municipality in entry.data.municipalities
                if not here and _is_told_by(catalogue, entry, adoption, other):
                    message = message_for("told_twice", name=adoption.municipality, other=other.path)
                    yield entry.problem(("adoptions", number, "municipality"), message)


def _is_told_by(catalogue: Catalogue, practice: PracticeEntry, adoption: Adoption, other: PracticeEntry) -> bool:
    """Whether one practice came from the other, or each tells that the other municipality has the same model."""
    origins = {(item.practice, entry.slug) for entry in (practice, other) for item in entry.data.adapted_from}
    if origins & {(practice.slug, other.slug), (other.slug, practice.slug)}:
        return True
    same = (item.municipality for item in other.data.adoptions if item.model_named is adoption.model_named is False)
    return other in catalogue.related(practice) and not set(practice.data.municipalities).isdisjoint(same)


def _municipality_once(scope: file_checks.Scope) -> Iterator[Problem]:
    """A municipality has one adoption record of a practice, and is in a network's list of members once."""
    for kind, (items, text) in _ONCE.items():
        for entry in scope.catalogue.of_kind(kind).values():
            names = [item.municipality for item in getattr(entry.data, items)]
            for number, name in enumerate(names):
                if name and name in names[:number]:
                    yield entry.problem((items, number, "municipality"), message_for(text, name=name))


def _body_has_no_private_data(scope: file_checks.Scope) -> Iterator[Problem]:
    """The text has no e-mail address or telephone number."""
    for entry in scope.catalogue.entries:
        yield from entry.refused(field_types.no_private_data)


def _listed_once(scope: file_checks.Scope) -> Iterator[Problem]:
    """A list does not name the same thing twice."""
    for entry in scope.catalogue.entries:
        seen: set[tuple[object, ...]] = set()
        for loc, target, word in entry.references:
            if len(loc) == 2 and isinstance(loc[1], int):
                if (loc[0], target, word) in seen:
                    yield entry.problem(loc, message_for("listed_twice", given=word))
                seen.add((loc[0], target, word))


def _target_is_not_a_result(scope: file_checks.Scope) -> Iterator[Problem]:
    """A target is not presented as a measured result, and a measured result is not in the future."""
    for kind, (name, time) in RESULTS.items():
        for entry in scope.catalogue.of_kind(kind).values():
            for number, result in enumerate(getattr(entry.data, name)):
                if result.basis not in RESULT_BASES:
                    continue
                basis, note = result.basis.value, (result.note or "").casefold()
                if any(word in note for word in TARGET_WORDS):
                    yield entry.problem((name, number, "basis"), message_for("target_as_result", basis=basis))
                year = str(getattr(result, time) or "")[-4:]
                if year.isdecimal() and int(year) > scope.catalogue.today.year:
                    yield entry.problem((name, number, time), message_for("future_result", basis=basis))


def _result_is_not_from_before(scope: file_checks.Scope) -> Iterator[Problem]:
    """A figure from before the practice is no result of it."""
    for entry in scope.catalogue.practices.values():
        if started := entry.data.started:
            for number, result in enumerate(entry.data.results):
                years = YEARS.match(result.period or "")
                if years and int(years[1]) < started.year and result.basis != field_types.Basis.TARGET:
                    message = message_for("result_before", started=started)
                    yield entry.problem(("results", number, "period"), message)


def _figures_have_a_source(scope: file_checks.Scope) -> Iterator[Problem]:
    """When an entry lists sources, every figure in it and its outcome say which of them they come from."""
    for entry in scope.catalogue.entries:
        if not entry.data.sources:
            continue
        told = getattr(entry.data, "outcome", field_types.Outcome.UNKNOWN) != field_types.Outcome.UNKNOWN
        if told and not entry.data.outcome_source:
            yield entry.problem(("outcome",), message_for("outcome_source"))
        for name in FIGURES.get(entry.kind, ()):
            for number, figure in enumerate(getattr(entry.data, name)):
                if not figure.source:
                    yield entry.problem((name, number), message_for("figure_source"))


def _programmes_have_what_is_above(scope: file_checks.Scope) -> Iterator[Problem]:
    """What a programme or action belongs to comes before it in the list."""
    for entry in scope.catalogue.municipalities.values():
        titles = [item.title for item in entry.data.programmes]
        for number, item in enumerate(entry.data.programmes):
            if item.under and item.under not in titles[:number]:
                near = did_you_mean(item.under, titles[:number]) or message_for("under_first")
                message = message_for("under", given=item.under, near=near)
                yield entry.problem(("programmes", number, "under"), message)


def _times_are_in_order(scope: file_checks.Scope) -> Iterator[Problem]:
    """Nothing ends before it begins, and registration for an event ends before the event begins."""
    for kind, orders in ORDERS.items():
        for entry in scope.catalogue.of_kind(kind).values():
            for order in orders:
                for at, part in _parts(entry.data, order.items):
                    earlier, later = getattr(part, order.earlier), getattr(part, order.later)
                    if earlier and later and _comes_first(later, earlier):
                        yield entry.problem((*at, order.told), message_for(order.text, earlier=earlier, later=later))


def _what_has_ended_is_not_in_use(scope: file_checks.Scope) -> Iterator[Problem]:
    """What ended before today is not said to be in use."""
    for entry in scope.catalogue.entries:
        for at, part in (*_parts(entry.data, ""), *_parts(entry.data, "adoptions")):
            ended = getattr(part, "ended", None)
            if ended and getattr(part, "stage", None) in IN_USE and ended.last_day < scope.catalogue.today:
                yield entry.problem((*at, "stage"), message_for("ended_in_use", ended=ended))


def _nothing_is_of_the_future(scope: file_checks.Scope) -> Iterator[Problem]:
    """Nothing was published, updated, reviewed or known after today."""
    for entry in scope.catalogue.entries:
        for where, names in BY_NOW.items():
            for at, part in _parts(entry.data, where):
                for name in names:
                    when = getattr(part, name, None)
                    if when and getattr(when, "first_day", when) > scope.catalogue.today:
                        yield entry.problem((*at, name), message_for("future_day", day=when))


def _parts(data: Any, name: str) -> Iterator[tuple[Loc, Any]]:
    """The entry itself, or a part of it, or each item of a list, with its place."""
    value = getattr(data, name, None) if name else data
    if isinstance(value, tuple):
        yield from (((name, number), item) for number, item in enumerate(value))
    elif value is not None:
        yield (name,) if name else (), value


def _comes_first(one: field_types.Moment, other: field_types.Moment) -> bool:
    return one.last_day < other.first_day or (one.hour >= 0 and other.hour >= 0 and one < other)


def unused_words(catalogue: Catalogue) -> Iterator[Problem]:
    """A notice of each word of the vocabularies that no entry uses. Those of the search are not for entries."""
    used = {(f"{target}s", word) for entry in catalogue.entries for _, target, word in entry.references}
    for (path, word), line in catalogue.vocabulary.lines.items():
        kind = path.rsplit("/", 1)[-1].removesuffix(".yml")
        if kind != "search" and (kind, word) not in used:
            yield Problem(path, line, message_for("word_unused", given=word))


CHECKS: tuple[Callable[[file_checks.Scope], Iterable[Problem]], ...] = (
    _references_exist,
    _source_numbers_exist,
    _body_source_numbers_exist,
    _no_link_to_itself,
    _hosts_look_like_themselves,
    _body_links_lead_somewhere,
    _every_word_is_shown,
    _origin_does_not_adopt,
    _a_pair_is_told_once,
    _municipality_once,
    _body_has_no_private_data,
    _listed_once,
    _target_is_not_a_result,
    _result_is_not_from_before,
    _figures_have_a_source,
    _programmes_have_what_is_above,
    _times_are_in_order,
    _what_has_ended_is_not_in_use,
    _nothing_is_of_the_future,
    *file_checks.CHECKS,
)
