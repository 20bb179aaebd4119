"""The page that shows up to four practices side by side, and the files of what is known of each practice in words."""

import json
from collections.abc import Iterator

from kaytantopankki import formatting, links
from kaytantopankki.content import field_types, submodels, vocabulary
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry, adoptions_of, grouped, newest_source
from kaytantopankki.page import Context, Page, titled_page
from kaytantopankki.pages import figures, practice_pages

# These count whatever has no indicator of its own, so two figures under one of them are not about the same thing.
_CATCH_ALL = frozenset({"maara", "osuus", "muutos-prosentti"})
_ADOPTERS, _RELATED, _SUGGESTED, _IN_SUGGESTED = 8, 4, 6, 3


def compare_page(catalogue: Catalogue) -> Page:
    """The page on which a script shows the practices named in the address; without them it tells how to choose."""
    return titled_page("vertaa.md", {"ready": _suggested(catalogue)})


def compare_files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(address, JSON): the facts of every practice. Everything is in words already: the script formats nothing."""
    for practice in catalogue.newest:
        record = _facts(catalogue, practice)
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        yield f"vertaa/k/{practice.slug}.json", formatting.unbroken(text)


def _facts(catalogue: Catalogue, practice: PracticeEntry) -> Context:
    """What there is to compare; a text is empty and a list has nothing in it when the fact is not known."""
    data, words = practice.data, catalogue.vocabulary
    of_sum = ("kind", "what", "value", "unit", "note", "basis", "when")
    money = {key: [_only(item, *of_sum) for item in items] for key, items in figures.sums(data.costs).items()}
    decision, suits = practice_pages.uptake_texts(practice)
    contact = practice_pages.contact_details(practice)
    newest, unknown = newest_source(practice), "Päiväys ei tiedossa" if data.sources else ""
    return {
        "slug": practice.slug,
        "title": data.title,
        "url": links.entry_url(practice),
        "where": formatting.municipalities_text(practice),
        "size": practice_pages.size_text(catalogue, practice),
        "stage": _only(formatting.stage_view(catalogue, practice), "dot", "text"),
        "outcome": [text for text in (formatting.outcome_view(practice)["text"], data.outcome_note) if text],
        "results": [_figure(item, words) for item in data.results if item.basis != field_types.Basis.TARGET],
        "targets": [_figure(item, words) for item in data.results if item.basis == field_types.Basis.TARGET],
        "costs": money["costs"],
        "other_money": [item for item in money["other_money"] if item["kind"] != field_types.MoneyKind.PAYBACK],
        "payback": [item for item in money["other_money"] if item["kind"] == field_types.MoneyKind.PAYBACK],
        "funding": [_only(item, "funder", "amount", "basis", "note") for item in figures.funding(data.funding)],
        **formatting.fields_of(data, "effort", "staff", "lifetime", "target_group"),
        "actors": [actor.text for actor in data.actors],
        "decision": decision,
        "suits": suits,
        "bottlenecks": [
            {"kind": catalogue.vocabulary.bottlenecks[item.kind].title, "what": item.what, "solved": item.solved or ""}
            for item in data.bottlenecks
        ],
        "adopters": _adopters(catalogue, practice),
        "contact": _only(contact, "name", "url", "visits") if contact else None,
        "source": formatting.capitalised(formatting.moment(newest)) if newest else unknown,
        "standing": formatting.capitalised(data.standing.label) if data.standing else "",
        "related": [{"slug": entry.slug, "title": entry.data.title} for entry in _near(catalogue, practice)],
    }


def _only(item: Context, *names: str) -> Context:
    return {name: item[name] for name in names}


def _figure(item: submodels.Result, words: vocabulary.Vocabulary) -> Context:
    """A result or target. `key` is what makes two of them stand on one row; it is empty when nothing does."""
    return {
        "key": "" if item.indicator in _CATCH_ALL else item.indicator,
        "indicator": words.indicators[item.indicator].title,
        "what": item.note or "",
        **_only(figures.result(item, words), "value", "unit", "basis", "when", "where"),
    }


def _adopters(catalogue: Catalogue, practice: PracticeEntry) -> Context:
    """The spread in words, and the first municipalities with how far each is."""
    uses = adoptions_of(practice)
    more = len(uses) - _ADOPTERS
    return {
        "text": formatting.adoptions_text(catalogue, practice),
        "who": [
            {
                "dot": stage["dot"],
                "place": use.adoption.municipality,
                "stage": ("sama malli, " if use.kind == "parallel" else "") + formatting.uncapitalised(stage["label"]),
            }
            for use in uses[:_ADOPTERS]
            for stage in [formatting.adoption_stage_view(catalogue, use)]
        ],
        "more": f"ja {formatting.counted(more, 'muu kunta', 'muuta kuntaa')}" if more > 0 else "",
    }


def _near(catalogue: Catalogue, practice: PracticeEntry) -> list[PracticeEntry]:
    """What to compare with: practices named as related, then those with the rarest indicator or tag in common, then
    those of the same theme."""
    data = practice.data
    measured = {item.indicator for item in data.results if item.basis != field_types.Basis.TARGET} - _CATCH_ALL
    shared = [catalogue.practices_by_indicator[key] for key in sorted(measured)]
    shared += [catalogue.practices_by_tag[tag] for tag in data.tags]
    groups = (catalogue.related(practice), *sorted(shared, key=len), catalogue.practices_by_theme[data.themes[0]])
    near = {entry.slug: entry for group in groups for entry in group[: _RELATED + 1]}
    near.pop(practice.slug, None)
    return list(near.values())[:_RELATED]


def _suggested(catalogue: Catalogue) -> list[Context]:
    """Comparisons to open: practices with a tag and an indicator in common, no practice in two of them. A tag comes the
    earlier, the larger part of its practices is in the group: such a tag says what they are about."""
    groups = [
        (tag, key, group)
        for key, practices in catalogue.practices_by_indicator.items()
        if key not in _CATCH_ALL
        for tag, group in grouped(practices, lambda entry: entry.data.tags).items()
        if len(group) > 1
    ]
    groups.sort(key=lambda item: len(item[2]) ** 2 / len(catalogue.practices_by_tag[item[0]]), reverse=True)
    suggested: list[Context] = []
    used: set[str] = set()
    for tag, key, group in groups:
        slugs = [practice.slug for practice in group[:_IN_SUGGESTED]]
        if len(suggested) == _SUGGESTED or not used.isdisjoint(slugs):
            continue
        used.update(slugs)
        suggested.append(
            {
                "tag": links.tag_link(tag),
                "indicator": catalogue.vocabulary.indicators[key].title,
                "url": f"vertaa/?k={','.join(slugs)}",
                "practices": [formatting.practice_row(entry) for entry in group[:_IN_SUGGESTED]],
            }
        )
    return suggested
