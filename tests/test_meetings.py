"""Who looks for what, and who could help."""

from typing import Any

from kaytantopankki.analysis.meetings import Analysis, Meetings
from kaytantopankki.content.models import Entry
from kaytantopankki.search.analyser import UnknownWords
from kaytantopankki.search.terms import Terms
from tests import builders


def meetings(*entries: Entry[Any]) -> Meetings:
    return Analysis(builders.catalogue(*entries), Terms(UnknownWords())).meetings


def own(name: str, **fields: Any) -> Entry[Any]:
    return builders.entry("municipality", name.lower(), municipality=name, **fields)


def practice(slug: str, *adopters: str, **fields: Any) -> Entry[Any]:
    adoptions = [{"municipality": name, "stage": "in_use"} for name in adopters]
    return builders.entry("practice", slug, adoptions=adoptions, **fields)


def test_what_one_looks_for_meets_what_another_offers() -> None:
    found = meetings(
        own("Lohja", looking_for=["Miten lämpö saadaan talteen?"], can_offer=["Kerromme: lämpö"]),
        own("Kotka", can_offer=["Näytämme, miten lämpö kulkee", "Kerromme pyöräily-asiat"]),
    )
    (need,) = found.questions
    assert need.need.field == "looking_for"
    (answer,) = need.offers
    assert (answer.found.municipality.municipality, answer.words) == ("Kotka", ("lämpö",))
    assert [offer.municipality.municipality for offer in found.offers] == ["Kotka", "Kotka", "Lohja"]


def test_a_challenge_meets_practices_of_others_that_it_has_not_met() -> None:
    found = meetings(
        own("Lohja", key_challenge="Vaikeinta on lämpö."),
        practice("muiden-lampo"),
        practice("oma-lampo", municipalities=["Lohja"]),
        practice("otettu-lampo", "Lohja"),
        practice("pyöräily"),
    )
    (need,) = found.questions
    assert [answer.found.slug for answer in need.practices] == ["muiden-lampo"]


def test_goals_are_not_questions_and_questions_without_answers_come_last() -> None:
    found = meetings(
        own("Espoo", goals=[{"text": "Puolet: lämpö"}], key_challenge="Vaikeinta on meri."),
        own("Lohja", key_challenge="Vaikeinta on lämpö."),
        own("Kotka", looking_for=["Etsimme: meri"]),
        practice("lampo", title="Lämpö talteen"),
    )
    assert [(need.municipality.municipality, need.need.field) for need in found.questions] == [
        ("Kotka", "looking_for"),
        ("Lohja", "key_challenge"),
        ("Espoo", "key_challenge"),
    ]
