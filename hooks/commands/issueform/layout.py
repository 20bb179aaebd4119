"""What the issue forms ask and in which words; the fields come from the schema, their order from the web forms."""

from pages.formlayout import IN_FORM

# The fields that each form asks: by name, within a group by its path, and headings of the text as in the web form.
ASKED = {
    "kaytanto": (
        "title",
        "summary",
        "municipalities",
        "themes",
        "stage",
        "sources",
        "contact.organisation",
        "contact.unit",
        "contact.role",
        "# Ratkaisu",
        "started",
        "results.indicator",
        "results.value",
        "results.period",
        "results.basis",
        "results.note",
        "results.source",
        "# Tulokset",
        "costs.investment",
        "costs.yearly_saving",
        "costs.basis",
        "costs.note",
        "costs.source",
        "bottlenecks.kind",
        "bottlenecks.what",
        "bottlenecks.solved",
        "# Opit",
        "uptake.conditions",
        "uptake.first_steps",
        "standing",
    ),
    "kayttoonotto": (
        "municipality",
        "stage",
        "year",
        "changed",
        "why_not",
        "result",
        "cost",
        "bottlenecks.kind",
        "bottlenecks.what",
        "bottlenecks.solved",
        "heard_from",
        "model_named",
        "sources",
    ),
}

# The text that the issue begins with: GitHub asks for one, and the entry's own title is a field.
ISSUE_TITLES = {"kaytanto": "Uusi käytäntö", "kayttoonotto": "Käyttöönotto"}

# Of the choices of a field, those that a contributor can answer.
ONLY = {"standing": ("own_report", "compiled")}

_SOURCES = (
    "Yksi lähde riville. Erota otsikko, julkaisija, osoite ja päiväys puolipisteellä. Otsikko tai osoite riittää, "
    "muut saa jättää pois."
)
HELP = {
    "summary": "Yksi tai kaksi virkettä, yhteensä enintään 200 merkkiä. Tämän lukija näkee ensin.",
    "municipalities": "Missä tehtiin. Jos kuntia on monta, erota ne pilkulla.",
    "themes": "Valitse yhdestä kolmeen.",
    "stage": "Miten pitkällä kunta on. Tekeillä tarkoittaa, että asiasta on päätetty tai sitä rakennetaan.",
    "adoptions.stage": "Miten pitkällä kunta on. Jätä valitsematta, jos et tiedä.",
    "sources": _SOURCES,
    "started": "Vuosi tai kuukausi, esimerkiksi 2024 tai 5/2024.",
    "adoptions.year": "Milloin käyttöönotto alkoi tai siitä päätettiin, esimerkiksi 2024 tai 5/2024.",
    "contact.organisation": "Keneltä voi kysyä. Kirjoita tämä, jos lähdettä ei ole.",
    "contact.role": "Esimerkiksi ilmastokoordinaattori. Älä kirjoita ihmisen nimeä, sähköpostia tai puhelinnumeroa.",
    "# Ratkaisu": "Mitä tehtiin ja miten, muutamalla virkkeellä.",
    "# Tulokset": "Muut tulokset omin sanoin. Kirjoita luvun perään lähteen numero näin: [1].",
    "# Opit": "Muut vaikeudet ja neuvot seuraavalle.",
    "results.value": "Yksi tärkeä luku, esimerkiksi 120, noin 120 tai 100–140. Yksikkö tulee mittarista.",
    "results.basis": "Ilmoitettu: lähde antaa luvun mutta ei kerro, miten se on saatu. Tavoite ei ole tulos.",
    "results.source": "Monesko rivi lähteissä. Voit jättää tyhjäksi, jos lähteitä on yksi.",
    "costs.source": "Monesko rivi lähteissä. Voit jättää tyhjäksi, jos lähteitä on yksi.",
    "costs.investment": "Kertakustannus euroina, esimerkiksi 38 000 tai noin 38 000.",
    "costs.yearly_saving": "Euroa vuodessa, esimerkiksi 5 000.",
    "costs.basis": "Jos et valitse, peruste on ilmoitettu.",
    "bottlenecks.what": "Mikä esti tai hidasti, yhdellä virkkeellä. Kirjoita muut kohtaan Opit.",
    "adoptions.bottlenecks.what": "Mikä esti tai hidasti, yhdellä virkkeellä.",
    "bottlenecks.solved": "Miten se ratkesi. Jätä tyhjäksi, jos se ei ratkennut.",
    "uptake.conditions": "Mitä pitää olla ennen aloittamista. Yksi ehto riville.",
    "uptake.first_steps": "Mitä tehdään ensin. Yksi askel riville, järjestyksessä.",
    "practice": "Minkä käytännön otitte tai jätitte ottamatta: sen sivun osoite tai nimi.",
    "adoptions.changed": "Mitä teitte toisin tai omalla tavalla.",
    "adoptions.cost": "Mitä maksoi, yhdellä virkkeellä.",
}
EXAMPLES = {
    "title": "Uimahallin valot vaihdettiin ledeihin",
    "municipalities": "Hanko, Raasepori",
    "municipality": "Hanko",
    "sources": "Uimahallin energiaraportti 2025; Hangon kaupunki; https://example.org/raportti; 2026-02",
    "practice": "kaytannot/hanko-uimahallin-valot/",
}

CONSENT = "Julkaiseminen"
CONSENTS = (
    "Tekstin saa julkaista lisenssillä CC BY 4.0.",
    "Tekstissä ei ole yksityisten ihmisten tietoja.",
)

# What is said of an issue instead of what the build says of a file.
IN_ISSUE = {
    **IN_FORM,
    "far_municipality": ". Kirjoita kunnan suomenkielinen nimi perusmuodossa",
    "empty": "on tyhjä, kirjoita sisältö",
    "too_few": "puuttuu, kirjoita ainakin {limit}",
    "not_number": '"{given}" ei ole luku. Kirjoita pelkkä luku, esimerkiksi 12 000 tai 0,5',
    "not_whole": '"{given}" ei ole numero. Kirjoita lähderivin numero, esimerkiksi 1',
    "moment": "kirjoita vuosi, kuukausi tai päivä, esimerkiksi 2024, 5/2024 tai 3.5.2024",
    "figure_source": "kirjoita kohtaan lähde, monesko lähderivi kertoo luvun, esimerkiksi 1",
    "figure_lacks": "kirjoita luku kohtaan arvo tai tyhjennä tuloksen muut kohdat",
    "figure_range": "välin jälkimmäisen luvun pitää olla suurempi kuin ensimmäisen",
    "cost_lacks": "kirjoita ainakin yksi luku: investointi tai säästö vuodessa. Muuten tyhjennä kustannuksen muut kohdat",
    "traceable": "kirjoita ainakin yksi lähde tai yhteyden organisaatio",
    "target_as_result": "selite puhuu tavoitteesta, mutta peruste on muu. Vaihda perusteeksi tavoite tai korjaa selite",
    "future_result": "ajanjakso on tulevaisuudessa, mutta peruste on tulos. Vaihda perusteeksi tavoite tai arvio",
    "origin_adopts": "{name} on käytännön oma kunta, ei käyttöönottaja. Korjaa kunta tai käytäntö",
    "adopted_twice": "{name} on jo tämän käytännön sivulla. Kerro kommentilla, mitä siihen pitää lisätä",
    "same_title": "samanniminen käytäntö on jo täällä. Tarkenna otsikkoa tai kerro kommentilla, mitä siihen pitää lisätä",
}
