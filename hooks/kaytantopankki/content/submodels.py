"""Groups of fields that several content kinds share, and the validation rules between fields."""

from dataclasses import dataclass
from string import Formatter
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kaytantopankki.content import field_types, messages
from kaytantopankki.content import field_types as types

# ("given", field): has a value · ("is", field, value) · ("above", field, other): the first number is the greater
# ("some", field, condition): holds for an item of a list · ("not", condition) · ("all" | "any", condition…)
# A field inside another is named with a dot: "uptake.suits".
Condition = tuple[Any, ...]


def given(field: str) -> Condition:
    """The field has a value; an empty list is none."""
    return ("given", field)


def holds(condition: Condition, part: object) -> bool:
    """Whether a condition is true of a group of fields. A field that is not there is not given."""
    match condition:
        case ("given", field):
            return _value(part, field) not in (None, ())
        case ("is", field, value):
            return bool(_value(part, field) == value)
        case ("above", field, other):
            first, second = _value(part, field), _value(part, other)
            return first is not None and second is not None and bool(first > second)
        case ("some", field, inner):
            return any(holds(inner, item) for item in _value(part, field) or ())
        case ("not", inner):
            return not holds(inner, part)
        case ("all", *inner):
            return all(holds(each, part) for each in inner)
        case ("any", *inner):
            return any(holds(each, part) for each in inner)
    raise ValueError(f"no such condition: {condition}")


def _value(part: object, field: str) -> Any:
    for name in field.split("."):
        part = getattr(part, name, None)
    return part


def field(title: str, description: str, default: Any = ..., **limits: Any) -> Any:
    """A field with its Finnish label and what to write in it; required unless it has a default."""
    return Field(default, title=title, description=description, **limits)


@dataclass(frozen=True)
class Rule:
    """What must not be true of a group's fields together, and the message that tells it and names the fields."""

    wrong: Condition
    text: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the message names, in its braces."""
        return tuple(name for _, name, _, _ in Formatter().parse(messages.TEXTS[self.text]) if name)

    def message(self) -> str:
        return messages.message_for(self.text, **{name: f'"{name}"' for name in self.fields})


class Submodel(BaseModel):
    """A group of fields as authors write them. Frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    rules: ClassVar[tuple[Rule, ...]] = ()

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> Self:
        for rule in self.rules:
            if holds(rule.wrong, self):
                raise ValueError(rule.message())
        return self


class Source(Submodel):
    """Where facts come from."""

    title: types.Line = field("otsikko", "Lähteen otsikko sellaisena kuin se lähteessä on.")
    publisher: types.Line | None = field(
        "julkaisija", "Kuka lähteen on julkaissut, esimerkiksi Yle tai Turun kaupunki.", None
    )
    url: types.Url | None = field("osoite", "Alkuperäisen sivun osoite, alkaa https://.", None)
    date: types.Moment | None = field("päiväys", "Lähteen päiväys niin tarkasti kuin se tiedetään.", None)
    language: types.Language | None = field("kieli", "Jos lähde ei ole suomeksi: sv tai en.", None)
    proves: types.Sentence | None = field(
        "mistä todisteena", "Mitkä tiedot ovat tästä lähteestä, esimerkiksi hinta ja takaisinmaksuaika.", None
    )
    note: types.Sentence | None = field(
        "huomautus", "Mitä lukijan pitää tietää lähteestä, esimerkiksi mielipidekirjoitus tai kopio.", None
    )


class Figure(Submodel):
    """A figure with how exact it is, where it comes from and which source tells it."""

    approx: types.Approx | None = field(
        "tarkkuus", "Jos lähde sanoo noin, yli, alle, vähintään, enintään tai lähes.", None
    )
    note: types.Sentence | None = field("selite", "Mitä luku kertoo ja mitä siihen kuuluu.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero lähdeluettelossa; monta näin: [1, 3].", ())


class Result(Figure):
    """One result: a value, a range, or before and after."""

    indicator: types.IndicatorKey = field("mittari", "Mittarin avain sanastosta indicators.yml.")
    value: types.Amount | None = field("arvo", "Luku ilman yksikköä ja välilyöntejä.", None)
    value_to: types.Amount | None = field("yläraja", "Vaihteluvälin yläraja, kun lähde antaa välin.", None)
    before: types.Amount | None = field("ennen", "Luku ennen muutosta.", None)
    after: types.Amount | None = field("jälkeen", "Luku muutoksen jälkeen.", None)
    unit: types.Line | None = field("yksikkö", "Vain, jos yksikkö on muu kuin mittarin oma, esimerkiksi bussia.", None)
    period: types.Line | None = field("ajanjakso", "Miltä ajalta luku on, esimerkiksi 2019 tai 2015–2019.", None)
    municipality: types.MunicipalityName | None = field("kunta", "Missä luku on saatu, jos kuntia on monta.", None)
    basis: types.Basis = field(
        "peruste",
        "Mihin luku perustuu. Ilmoitettu tarkoittaa, että lähde antaa luvun mutta ei kerro perustetta. "
        "Tavoite ei ole tulos.",
    )

    rules = (
        Rule(("not", ("any", given("value"), ("all", given("before"), given("after")))), "figure_lacks"),
        Rule(("all", given("value"), ("any", given("before"), given("after"))), "figure_twice"),
        Rule(("all", given("value_to"), ("not", ("above", "value_to", "value"))), "figure_range"),
    )


class Funding(Figure):
    """Who paid."""

    funder: types.Line = field("rahoittaja", "Kuka maksoi, esimerkiksi EU:n LIFE-ohjelma.")
    amount: types.Euros | None = field("summa", "Euroina; jätä pois, jos lähde ei kerro.", None, ge=0)
    basis: types.Basis = field("peruste", "reported, estimated tai target.", types.Basis.REPORTED)


class Bottleneck(Submodel):
    """What stood in the way, and how it was solved."""

    kind: types.BottleneckKey = field("laji", "Pullonkaulan laji sanastosta bottlenecks.yml.")
    what: types.Sentence = field("mitä tapahtui", "Mikä esti tai hidasti.")
    solved: types.Sentence | None = field(
        "miten ratkesi", "Miten se ratkaistiin; jätä pois, jos se ei ratkennut.", None
    )
    municipality: types.MunicipalityName | None = field("kunta", "Missä, jos kuntia on monta.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Suits(Submodel):
    """For what kind of municipality a practice is meant."""

    population_min: types.Count | None = field("asukkaita vähintään", "Pienin sopiva asukasluku.", None)
    population_max: types.Count | None = field("asukkaita enintään", "Suurin sopiva asukasluku.", None)
    types: tuple[field_types.MunicipalityType, ...] = field("kuntaryhmät", "urban, semi_urban, rural.", ())
    note: field_types.Sentence | None = field("selite", "Kenelle sopii, sanoin.", None)

    rules = (Rule(("above", "population_min", "population_max"), "population"),)


class Template(Submodel):
    """A document that others can reuse."""

    title: types.Line = field("nimi", "Mikä asiakirja se on.")
    url: types.Url | None = field("osoite", "Mistä sen saa.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Uptake(Submodel):
    """The receiver's starter card."""

    conditions: tuple[types.Sentence, ...] = field("ehdot", "Mitä pitää olla ennen aloittamista.", ())
    first_steps: tuple[types.Sentence, ...] = field("ensimmäiset askeleet", "Mitä tehdään ensin, järjestyksessä.", ())
    steps_from: types.Line | None = field(
        "mistä askeleet ovat",
        "Tehtiinkö näin vai neuvooko näin joku: esimerkiksi Näin edettiin Iissä, tai Kuntaliiton ohje.",
        None,
    )
    decision_level: types.DecisionLevel | None = field("kuka päättää", "office_holder, board tai council.", None)
    suits: Suits | None = field("kenelle sopii", "Asukasluku ja kuntaryhmät.", None)
    documents: tuple[Template, ...] = field("valmiit asiakirjat", "Mallit, ohjeet ja kilpailutusasiakirjat.", ())
    source: types.SourceNumbers = field("lähde", "Ehtojen ja askelten lähteen järjestysnumero.", ())


class Adoption(Submodel):
    """One municipality that weighed, decided, tried, took, refused or left a practice, or took part in it once."""

    municipality: types.MunicipalityName = field("kunta", "Kunnan nimi perusmuodossa.")
    stage: types.AdoptionStage | None = field(
        "vaihe",
        "Miten pitkällä kunta on. Osallistui tarkoittaa, että kunta oli mukana kerran tai sovitun ajan. "
        "Jätä pois, jos lähde ei kerro: ilman vaihetta kuntaa ei lasketa käyttäjäksi.",
        None,
    )
    as_of: types.Moment | None = field(
        "tieto on ajalta", "Milloin vaihe oli tämä, jos muulloin kuin lähteen päiväyksenä.", None
    )
    year: types.Moment | None = field("vuosi", "Milloin käyttöönotto alkoi tai päätettiin.", None)
    ended: types.Moment | None = field("päättyi", "Milloin käyttö tai osallistuminen päättyi.", None)
    changed: types.Paragraph | None = field("mitä muutettiin", "Mitä tehtiin toisin tai omalla tavalla.", None)
    why_not: types.Sentence | None = field("miksi ei", "Miksi ei otettu käyttöön tai miksi lopetettiin.", None)
    cost: types.Sentence | None = field("kustannus", "Mitä maksoi, sanoin.", None)
    bottlenecks: tuple[Bottleneck, ...] = field("pullonkaulat", "Mikä oli käyttöönotossa vaikeaa.", ())
    result: types.Sentence | None = field("tulos", "Mitä siitä tuli.", None)
    heard_from: types.Line | None = field("mistä kuultiin", "Esimerkiksi kollega, tämä sivusto tai verkosto.", None)
    heard_at: types.EventSlug | None = field("tapahtuma", "Tapahtuma, jossa käytännöstä kuultiin.", None)
    model_named: bool | None = field(
        "malli nimetty",
        "true: lähde kertoo mallin tulleen täältä; false: sama malli käytössä, yhteyttä ei sanota.",
        None,
    )
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Origin(Submodel):
    """Where a practice came from."""

    practice: types.PracticeSlug | None = field("käytäntö", "Toisen käytännön tunnus tällä sivustolla.", None)
    place: types.Line | None = field("paikka", "Paikka tai taho, jos esikuva ei ole tällä sivustolla.", None)
    note: types.Sentence | None = field("selite", "Mitä esikuvasta otettiin.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())

    _both: ClassVar = (given("practice"), given("place"))
    rules = (Rule(("any", ("all", *_both), ("not", ("any", *_both))), "origin"),)


class Contact(Submodel):
    """Whom to ask: a unit and a role, never a person."""

    organisation: types.Line = field("organisaatio", "Esimerkiksi Turun kaupunki.")
    unit: types.Line | None = field("yksikkö", "Esimerkiksi kaupunkiympäristön palvelukokonaisuus.", None)
    role: types.Line | None = field("tehtävä", "Esimerkiksi ilmastokoordinaattori.", None)
    url: types.Url | None = field("osoite", "Verkkosivu, jolta yhteystiedot löytyvät.", None)
    hosts_visits: bool | None = field("ottaa vierailijoita", "true, jos kohteeseen voi tulla tutustumaan.", None)
    checked: types.Day | None = field("tarkistettu", "Milloin yhteystieto todettiin oikeaksi.", None)

    @property
    def name(self) -> str:
        """Organisation, unit and role."""
        return ", ".join(filter(None, (self.organisation, self.unit, self.role)))


IMAGE_NAME = r"^[a-z0-9][a-z0-9-]*\.[a-z0-9]+$"


class Image(Submodel):
    """A picture as evidence."""

    file: str = field(
        "tiedosto",
        "Kuvan tiedosto kansiossa docs/assets/kuvat, esimerkiksi turku-puukoulu.jpg.",
        pattern=IMAGE_NAME,
        max_length=100,
    )
    alt: types.Sentence = field("tekstivastine", "Mitä kuvassa näkyy, lukijalle, joka ei näe sitä.")
    caption: types.Sentence | None = field("kuvateksti", "Mitä kuva kertoo.", None)
    credit: types.Line = field("kuvaaja", "Kuka kuvan on ottanut.")
    licence: types.Line = field("lisenssi", "Millä ehdoilla kuvaa saa käyttää, esimerkiksi CC BY 4.0.")


class Goal(Submodel):
    """A goal with the year it is meant for."""

    text: types.Sentence = field("tavoite", "Mihin pyritään, sanoin.")
    year: types.Moment | None = field("tavoitevuosi", "Mihin mennessä.", None)
    baseline: types.Moment | None = field("vertailuvuosi", "Mihin vuoteen verrataan.", None)
    document: types.Line | None = field("asiakirja", "Missä tavoite on päätetty.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())
