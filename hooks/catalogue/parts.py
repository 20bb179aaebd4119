"""Groups of fields that several content kinds share. The types are the schema: validation, JSON Schema,
forms, labels on pages and the field guide all come from them."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from catalogue import types as t
from catalogue.conditions import Condition, given, holds
from catalogue.labels import AdoptionStage, Approx, Basis, DecisionLevel, Language, MunicipalityType
from catalogue.texts import say


def field(title: str, description: str, default: Any = ..., **limits: Any) -> Any:
    """A field with its Finnish label and what to write in it; required unless it has a default."""
    return Field(default, title=title, description=description, **limits)


@dataclass(frozen=True)
class Rule:
    """What must not be true of a group's fields together, the text to say of it, and the fields the text names."""

    wrong: Condition
    text: str
    fields: tuple[str, ...]

    def message(self) -> str:
        return say(self.text, **{name: f'"{name}"' for name in self.fields})


class Part(BaseModel):
    """A group of fields as authors write them. Frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    rules: ClassVar[tuple[Rule, ...]] = ()

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> Self:
        for rule in self.rules:
            if holds(rule.wrong, self):
                raise ValueError(rule.message())
        return self


class Source(Part):
    """Where facts come from."""

    title: t.Line = field("otsikko", "Lähteen otsikko sellaisena kuin se lähteessä on.")
    publisher: t.Line | None = field(
        "julkaisija", "Kuka lähteen on julkaissut, esimerkiksi Yle tai Turun kaupunki.", None
    )
    url: t.Url | None = field("osoite", "Alkuperäisen sivun osoite, alkaa https://.", None)
    date: t.Moment | None = field("päiväys", "Lähteen päiväys niin tarkasti kuin se tiedetään.", None)
    language: Language | None = field("kieli", "Jos lähde ei ole suomeksi: sv tai en.", None)
    note: t.Sentence | None = field(
        "huomautus", "Mitä lukijan pitää tietää lähteestä, esimerkiksi mielipidekirjoitus tai kopio.", None
    )


class Figure(Part):
    """A figure with how exact it is, where it comes from and which source tells it."""

    approx: Approx | None = field("tarkkuus", "Jos lähde sanoo noin, yli, alle, vähintään, enintään tai lähes.", None)
    note: t.Sentence | None = field("selite", "Mitä luku kertoo ja mitä siihen kuuluu.", None)
    source: t.SourceNumbers = field("lähde", "Lähteen järjestysnumero lähdeluettelossa; monta näin: [1, 3].", ())


class Result(Figure):
    """One result: a value, a range, or before and after."""

    indicator: t.IndicatorKey = field("mittari", "Mittarin avain sanastosta indicators.yml.")
    value: t.Amount | None = field("arvo", "Luku ilman yksikköä ja välilyöntejä.", None)
    value_to: t.Amount | None = field("yläraja", "Vaihteluvälin yläraja, kun lähde antaa välin.", None)
    before: t.Amount | None = field("ennen", "Luku ennen muutosta.", None)
    after: t.Amount | None = field("jälkeen", "Luku muutoksen jälkeen.", None)
    unit: t.Line | None = field("yksikkö", "Vain, jos yksikkö on muu kuin mittarin oma.", None)
    period: t.Line | None = field("ajanjakso", "Miltä ajalta luku on, esimerkiksi 2019 tai 2015–2019.", None)
    municipality: t.MunicipalityName | None = field("kunta", "Missä luku on saatu, jos kuntia on monta.", None)
    basis: Basis = field(
        "peruste",
        "Mihin luku perustuu. Ilmoitettu tarkoittaa, että lähde antaa luvun mutta ei kerro perustetta. "
        "Tavoite ei ole tulos.",
    )

    rules = (
        Rule(
            ("not", ("any", given("value"), ("all", given("before"), given("after")))),
            "figure_lacks",
            ("value", "before", "after"),
        ),
        Rule(
            ("all", given("value"), ("any", given("before"), given("after"))),
            "figure_twice",
            ("value", "before", "after"),
        ),
        Rule(
            ("all", given("value_to"), ("not", ("above", "value_to", "value"))), "figure_range", ("value_to", "value")
        ),
    )


class Cost(Figure):
    """What it cost or saves, in euros."""

    investment: t.Amount | None = field("investointi", "Kertakustannus euroina, esimerkiksi 1900000.", None, ge=0)
    yearly: t.Amount | None = field("vuosikustannus", "Jatkuva kustannus, euroa vuodessa.", None, ge=0)
    yearly_saving: t.Amount | None = field("säästö vuodessa", "Säästö, euroa vuodessa.", None, ge=0)
    amount: t.Amount | None = field("muu summa", "Muu rahasumma, euroa; kerro selitteessä, mikä se on.", None, ge=0)
    amount_to: t.Amount | None = field("yläraja", "Summan yläraja, kun lähde antaa välin.", None, ge=0)
    payback_years: t.Amount | None = field("takaisinmaksuaika", "Takaisinmaksuaika vuosina.", None, gt=0, le=200)
    year: t.Moment | None = field("vuosi", "Minkä vuoden luku on.", None)
    basis: Basis = field("peruste", "measured, reported, estimated tai target.", Basis.REPORTED)

    _figures: ClassVar = ("investment", "yearly", "yearly_saving", "amount", "payback_years")
    rules = (
        Rule(("not", ("any", *map(given, _figures))), "cost_lacks", _figures),
        Rule(("all", given("amount"), ("not", given("note"))), "cost_note", ("amount", "note")),
    )


class Funding(Figure):
    """Who paid."""

    funder: t.Line = field("rahoittaja", "Kuka maksoi, esimerkiksi EU:n LIFE-ohjelma.")
    amount: t.Amount | None = field("summa", "Euroina; jätä pois, jos lähde ei kerro.", None, ge=0)
    basis: Basis = field("peruste", "reported, estimated tai target.", Basis.REPORTED)


class Bottleneck(Part):
    """What stood in the way, and how it was solved."""

    kind: t.BottleneckKey = field("laji", "Pullonkaulan laji sanastosta bottlenecks.yml.")
    what: t.Sentence = field("mitä tapahtui", "Mikä esti tai hidasti.")
    solved: t.Sentence | None = field("miten ratkesi", "Miten se ratkaistiin; jätä pois, jos se ei ratkennut.", None)
    municipality: t.MunicipalityName | None = field("kunta", "Missä, jos kuntia on monta.", None)
    source: t.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Suits(Part):
    """For what kind of municipality a practice is meant."""

    population_min: t.Count | None = field("asukkaita vähintään", "Pienin sopiva asukasluku.", None)
    population_max: t.Count | None = field("asukkaita enintään", "Suurin sopiva asukasluku.", None)
    types: tuple[MunicipalityType, ...] = field("kuntaryhmät", "urban, semi_urban, rural.", ())
    note: t.Sentence | None = field("selite", "Kenelle sopii, sanoin.", None)

    rules = (Rule(("above", "population_min", "population_max"), "population", ("population_min", "population_max")),)


class Template(Part):
    """A document that others can reuse."""

    title: t.Line = field("nimi", "Mikä asiakirja se on.")
    url: t.Url | None = field("osoite", "Mistä sen saa.", None)
    source: t.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Uptake(Part):
    """The receiver's starter card."""

    conditions: tuple[t.Sentence, ...] = field("ehdot", "Mitä pitää olla ennen aloittamista.", ())
    first_steps: tuple[t.Sentence, ...] = field("ensimmäiset askeleet", "Mitä tehdään ensin, järjestyksessä.", ())
    decision_level: DecisionLevel | None = field("kuka päättää", "office_holder, board tai council.", None)
    suits: Suits | None = field("kenelle sopii", "Asukasluku ja kuntaryhmät.", None)
    documents: tuple[Template, ...] = field("valmiit asiakirjat", "Mallit, ohjeet ja kilpailutusasiakirjat.", ())


class Adoption(Part):
    """One municipality that tried, weighed, took or refused a practice."""

    municipality: t.MunicipalityName = field("kunta", "Kunnan nimi perusmuodossa.")
    stage: AdoptionStage | None = field("vaihe", "Miten pitkällä kunta on. Jätä pois, jos lähde ei kerro.", None)
    year: t.Moment | None = field("vuosi", "Milloin käyttöönotto alkoi tai päätettiin.", None)
    ended: t.Moment | None = field("päättyi", "Milloin käyttö päättyi.", None)
    changed: t.Paragraph | None = field("mitä muutettiin", "Mitä tehtiin toisin tai omalla tavalla.", None)
    why_not: t.Sentence | None = field("miksi ei", "Miksi ei otettu käyttöön tai miksi lopetettiin.", None)
    cost: t.Sentence | None = field("kustannus", "Mitä maksoi, sanoin.", None)
    bottlenecks: tuple[Bottleneck, ...] = field("pullonkaulat", "Mikä oli käyttöönotossa vaikeaa.", ())
    result: t.Sentence | None = field("tulos", "Mitä siitä tuli.", None)
    heard_from: t.Line | None = field("mistä kuultiin", "Esimerkiksi kollega, tämä sivusto tai verkosto.", None)
    heard_at: t.EventSlug | None = field("tapahtuma", "Tapahtuma, jossa käytännöstä kuultiin.", None)
    model_named: bool | None = field(
        "malli nimetty",
        "true: lähde kertoo mallin tulleen täältä; false: sama malli käytössä, yhteyttä ei sanota.",
        None,
    )
    source: t.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Origin(Part):
    """Where a practice came from."""

    practice: t.PracticeSlug | None = field("käytäntö", "Toisen käytännön tunnus tällä sivustolla.", None)
    place: t.Line | None = field("paikka", "Paikka tai taho, jos esikuva ei ole tällä sivustolla.", None)
    note: t.Sentence | None = field("selite", "Mitä esikuvasta otettiin.", None)
    source: t.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())

    _both: ClassVar = (given("practice"), given("place"))
    rules = (Rule(("any", ("all", *_both), ("not", ("any", *_both))), "origin", ("practice", "place")),)


class Contact(Part):
    """Whom to ask: a unit and a role, never a person."""

    organisation: t.Line = field("organisaatio", "Esimerkiksi Turun kaupunki.")
    unit: t.Line | None = field("yksikkö", "Esimerkiksi kaupunkiympäristön palvelukokonaisuus.", None)
    role: t.Line | None = field("tehtävä", "Esimerkiksi ilmastokoordinaattori.", None)
    url: t.Url | None = field("osoite", "Verkkosivu, jolta yhteystiedot löytyvät.", None)
    hosts_visits: bool | None = field("ottaa vierailijoita", "true, jos kohteeseen voi tulla tutustumaan.", None)
    checked: t.Day | None = field("tarkistettu", "Milloin yhteystieto todettiin oikeaksi.", None)


class Image(Part):
    """A picture as evidence."""

    file: str = field(
        "tiedosto",
        "Kuvan tiedosto kansiossa docs/assets/kuvat, esimerkiksi turku-puukoulu.jpg.",
        pattern=r"^[a-z0-9][a-z0-9-]*\.[a-z0-9]+$",
        max_length=100,
    )
    alt: t.Sentence = field("tekstivastine", "Mitä kuvassa näkyy, lukijalle, joka ei näe sitä.")
    caption: t.Sentence | None = field("kuvateksti", "Mitä kuva kertoo.", None)
    credit: t.Line = field("kuvaaja", "Kuka kuvan on ottanut.")
    licence: t.Line = field("lisenssi", "Millä ehdoilla kuvaa saa käyttää, esimerkiksi CC BY 4.0.")


class Goal(Part):
    """A goal with the year it is meant for."""

    text: t.Sentence = field("tavoite", "Mihin pyritään, sanoin.")
    year: t.Moment | None = field("tavoitevuosi", "Mihin mennessä.", None)
    baseline: t.Moment | None = field("vertailuvuosi", "Mihin vuoteen verrataan.", None)
    document: t.Line | None = field("asiakirja", "Missä tavoite on päätetty.", None)
    source: t.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())
