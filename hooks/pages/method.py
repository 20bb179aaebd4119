"""The formulas of resemblance and suggestions as tables in Markdown, from the weights themselves."""

from collections.abc import Iterable, Sequence

from insight import scoring, similarity
from pages.finnish import number
from pages.reasons import signed

_ALIKE = {
    "size": "Asukasluku: sama väkiluku on 1, kymmenkertainen ero 0",
    "near": f"Matka kuntakeskusten välillä: sama paikka on 1, {number(similarity.NEAR_KM)} kilometriä tai enemmän 0",
    "kind": "Kuntaryhmä: kaupunkimainen, taajaan asuttu tai maaseutumainen (Tilastokeskus)",
    "region": "Maakunta",
    "networks": "Yhteiset verkostot: pieni verkosto painaa enemmän kuin suuri",
    "languages": "Kielet: yhteisten kielten osuus",
}
_FITTING = {
    "reach": "Käyttö muualla: luonnollinen logaritmi summasta, jossa on 1 ja kaikkien käyttäjäkuntien samankaltaisuudet. "
    "Kokeilu painaa 0,7 ja harkinta 0,2. Myös saman mallin käyttö lasketaan",
    "origin": "Alkukunta: sen samankaltaisuus; jos alkukuntia on monta, lähin",
    "evidence": "Tulos: mitattu 1, ilmoitettu 0,6, arvio 0,3. Tavoite ei ole tulos",
    "need": "Tarve: kuinka paljon käytäntö puhuu samoista asioista kuin se, mitä kunta etsii (1), sen keskeinen haaste (0,8) "
    "tai sen tavoite (0,3)",
    "solved": "Ratkaistu pullonkaula: käytäntö ratkaisi sellaisen, joka kunnalla on nyt",
    "suits": "Käytännön sanotaan sopivan tällaiselle kunnalle",
    "unsuited": "Käytännön sanotaan sopivan muunlaiselle kunnalle",
    "refused": "Niiden kuntien samankaltaisuudet yhteensä, jotka eivät ottaneet; lopettanut kunta painaa puolet",
    "old": f"Ikä: uusin lähde on yli {scoring.FRESH_YEARS} vuotta vanha; täysi vähennys {scoring.OLD_YEARS} vuoden iässä",
    "ended": "Käytäntö on päättynyt alkukunnassa",
}


def resemblance_weights() -> str:
    """The parts of the resemblance and their weights."""
    rows = ((_ALIKE[part], number(weight)) for part, weight in similarity.WEIGHTS.items())
    return _table(("Osa", "Paino"), rows)


def suggestion_weights() -> str:
    """The parts of a suggestion's points and their weights."""
    points = scoring.POINTS
    return _table(("Osa", "Kerroin"), ((text, signed(getattr(points, part))) for part, text in _FITTING.items()))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
