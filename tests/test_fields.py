"""The guide to the fields: everything in the schema is there, and its links lead somewhere."""

import re

import pytest

from kaytantopankki.content.models import KINDS
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.content.scaffold import field_guides, submodels_of
from kaytantopankki.pages.field_guide import field_guide

TEXT = field_guide()
MODELS = [kind.model for kind in KINDS.values()]


def terms() -> set[str]:
    return set(re.findall(r"^(`\w+` .+)\n:   ", TEXT, re.MULTILINE))


@pytest.mark.parametrize("model", [*MODELS, *submodels_of(*MODELS)], ids=lambda model: str(model.__name__))
def test_every_field_is_told(model: type) -> None:
    for guide in field_guides(model):
        assert f"`{guide.key}` {guide.label}{' (pakollinen)' if guide.required else ''}" in terms()
        for choice in guide.choices:
            assert f"`{choice.value}` {choice.label}" in TEXT


def test_what_a_field_takes_is_told() -> None:
    for told in (
        "`title` otsikko (pakollinen)\n:   Mitä tehtiin, esimerkiksi Koulut saavat puolet säästämästään energiasta. "
        "Enintään 120 merkkiä.\n",
        "1–3 kohtaa, kukin sana tiedostosta `practices/vocabulary/themes.yml`.",
        "Luku, suurempi kuin 0, enintään 200.",
        "Päivä muodossa `2024-05-03`.",
        "Jos kenttä puuttuu, arvo on `confirmed`.",
        "`true`, jos voi osallistua etänä.",
        "Alakentät: [tulos](#tulos).",
    ):
        assert told in TEXT, told


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    headings = [slugify(heading) for heading in re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)]
    assert len(set(headings)) == len(headings)
    assert set(re.findall(r"\(#([^)]+)\)", TEXT)) <= set(headings)
