"""The content kinds as authors write them, where their files are, and one entry of any kind."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from kaytantopankki.content import field_types
from kaytantopankki.content.field_types import (
    Audience,
    Basis,
    EventStatus,
    NetworkType,
    NewsType,
    ProjectStage,
    Stage,
    Standing,
    Target,
)
from kaytantopankki.content.front_matter import FIRST_LINE, Lines, Loc, parse_yaml
from kaytantopankki.content.messages import Problem
from kaytantopankki.content.fields import references
from kaytantopankki.content.submodels import (
    Adoption,
    Bottleneck,
    Contact,
    Cost,
    Funding,
    Goal,
    Image,
    Origin,
    Result,
    Rule,
    Source,
    Submodel,
    Uptake,
    field,
    given,
)
from kaytantopankki.content.validation import field_problem


class Content(Submodel):
    """What every kind of entry has."""

    sources: tuple[Source, ...] = field("lähteet", "Mistä tiedot ovat. Luvut viittaavat näihin järjestysnumerolla.", ())
    updated: field_types.Day | None = field("päivitetty", "Milloin sisältöä viimeksi muutettiin.", None)
    reviewed: field_types.Day | None = field("tarkistettu", "Milloin tiedot viimeksi todettiin oikeiksi.", None)
    aliases_url: tuple[field_types.OldAddress, ...] = field(
        "vanhat osoitteet", "Osoitteet, joista ohjataan tänne, esimerkiksi kaytannot/vanha-nimi/.", ()
    )


class Practice(Content):
    """What a municipality did, what came of it and who else uses it."""

    title: field_types.Title = field(
        "otsikko", "Mitä tehtiin, esimerkiksi Koulut saavat puolet säästämästään energiasta."
    )
    summary: field_types.Summary = field(
        "tiivistelmä", "Yksi tai kaksi virkettä, enintään 200 merkkiä. Ymmärrettävä ilman otsikkoa."
    )
    municipalities: tuple[field_types.MunicipalityName, ...] = field(
        "kunnat", "Missä tehtiin. Nimet perusmuodossa.", min_length=1
    )
    themes: tuple[field_types.ThemeKey, ...] = field(
        "teemat", "Yhdestä kolmeen teemaa, tärkein ensin.", min_length=1, max_length=3
    )
    tags: tuple[field_types.TagKey, ...] = field("avainsanat", "Sanoja sanastosta tags.yml.", (), max_length=10)
    stage: Stage = field("vaihe", "Miten pitkällä kunta on. Tekeillä tarkoittaa, että on päätetty tai rakennetaan.")
    stage_note: field_types.Sentence | None = field("vaiheen tarkennus", "Mitä vaiheesta pitää tietää.", None)
    stage_as_of: field_types.Moment | None = field(
        "vaihe tiedossa", "Minkä ajan tieto vaihe on: lähteen päiväys.", None
    )
    published: field_types.Day = field("julkaistu", "Milloin käytäntö julkaistiin täällä.")
    started: field_types.Moment | None = field("alkoi", "Vuosi tai kuukausi.", None)
    ended: field_types.Moment | None = field("päättyi", "Vuosi tai kuukausi.", None)
    results: tuple[Result, ...] = field("tulokset", "Mitä saatiin aikaan, lukuina.", ())
    costs: tuple[Cost, ...] = field("kustannukset", "Mitä maksoi ja mitä säästää.", ())
    funding: tuple[Funding, ...] = field("rahoitus", "Kuka maksoi.", ())
    effort: field_types.Sentence | None = field("työmäärä", "Henkilötyöpäiviä tai yksi virke.", None)
    actors: tuple[field_types.Line, ...] = field("tekijät", "Ketkä tekivät.", ())
    bottlenecks: tuple[Bottleneck, ...] = field("pullonkaulat", "Mikä esti tai hidasti, ja miten se ratkesi.", ())
    uptake: Uptake | None = field("näin pääset alkuun", "Ohjeet kunnalle, joka haluaa tehdä saman.", None)
    adoptions: tuple[Adoption, ...] = field(
        "käyttöönotot", "Muut kunnat, jotka kokeilivat, ottivat käyttöön tai jättivät ottamatta.", ()
    )
    adapted_from: tuple[Origin, ...] = field("esikuvat", "Mistä malli saatiin.", ())
    superseded_by: field_types.PracticeSlug | None = field(
        "korvaava käytäntö", "Uudempi käytäntö, joka korvaa tämän.", None
    )
    related: tuple[field_types.PracticeSlug, ...] = field(
        "liittyvät käytännöt", "Muita käytäntöjä samasta asiasta.", ()
    )
    networks: tuple[field_types.NetworkSlug, ...] = field("verkostot", "Verkostot, joissa tehtiin.", ())
    projects: tuple[field_types.ProjectSlug, ...] = field("yhteishankkeet", "Hankkeet, joissa tehtiin.", ())
    aliases: tuple[field_types.Line, ...] = field("hakusanat", "Muita nimiä, joilla tätä etsitään.", ())
    contact: Contact | None = field("yhteys", "Keneltä voi kysyä: yksikkö ja tehtävä.", None)
    standing: Standing | None = field("luotettavuus", "compiled, own_report, peer_checked tai verified.", None)
    image: Image | None = field("kuva", "Kuva todisteena, ei koristeena.", None)

    rules = (Rule(("not", ("any", given("sources"), given("contact"))), "traceable", ("sources", "contact")),)


class News(Content):
    """News of a network or of municipal sustainability work."""

    title: field_types.Title = field("otsikko", "Mitä tapahtui.")
    date: field_types.Moment = field("päiväys", "Milloin, niin tarkasti kuin tiedetään.")
    summary: field_types.Sentence = field("tiivistelmä", "Yksi tai kaksi virkettä.")
    type: NewsType = field("tyyppi", "news, decision, publication tai funding.", NewsType.NEWS)
    themes: tuple[field_types.ThemeKey, ...] = field("teemat", "Enintään kolme teemaa.", (), max_length=3)
    tags: tuple[field_types.TagKey, ...] = field("avainsanat", "Sanoja sanastosta tags.yml.", (), max_length=10)
    municipalities: tuple[field_types.MunicipalityName, ...] = field("kunnat", "Kunnat, joita uutinen koskee.", ())
    networks: tuple[field_types.NetworkSlug, ...] = field("verkostot", "Verkostot, joita uutinen koskee.", ())
    projects: tuple[field_types.ProjectSlug, ...] = field("yhteishankkeet", "Hankkeet, joita uutinen koskee.", ())
    practices: tuple[field_types.PracticeSlug, ...] = field("käytännöt", "Käytännöt, joista uutinen kertoo.", ())
    events: tuple[field_types.EventSlug, ...] = field("tapahtumat", "Tapahtumat, joista uutinen kertoo.", ())


class Event(Content):
    """A meeting, workshop or network day."""

    title: field_types.Title = field("otsikko", "Tapahtuman nimi.")
    summary: field_types.Sentence = field("tiivistelmä", "Mistä on kyse, yksi tai kaksi virkettä.")
    start: field_types.Moment = field("alkaa", 'Päivä ja kellonaika, esimerkiksi "2023-03-27 13:00".')
    end: field_types.Moment | None = field("päättyy", "Päivä ja kellonaika.", None)
    place: field_types.Line | None = field("paikka", "Missä, esimerkiksi Kuntatalo, Helsinki.", None)
    online: bool = field("etänä", "true, jos voi osallistua etänä.", False)
    registration_deadline: field_types.Moment | None = field(
        "ilmoittaudu viimeistään", "Viimeinen ilmoittautumispäivä.", None
    )
    registration_url: field_types.Url | None = field("ilmoittautumisosoite", "Missä ilmoittaudutaan.", None)
    audience: tuple[Audience, ...] = field("kenelle", "receivers, pioneers, coordinators tai all.", ())
    series: field_types.Line | None = field("sarja", "Tapahtumasarjan nimi, sama kaikissa sarjan tapahtumissa.", None)
    organisers: tuple[field_types.Line, ...] = field("järjestäjät", "Kuka järjestää.", ())
    networks: tuple[field_types.NetworkSlug, ...] = field("verkostot", "Verkostot, joiden tapahtuma tämä on.", ())
    projects: tuple[field_types.ProjectSlug, ...] = field("yhteishankkeet", "Hankkeet, joihin tapahtuma liittyy.", ())
    municipalities: tuple[field_types.MunicipalityName, ...] = field(
        "kunnat", "Kunnat, joissa tapahtuma on tai joita se koskee.", ()
    )
    themes: tuple[field_types.ThemeKey, ...] = field("teemat", "Enintään kolme teemaa.", (), max_length=3)
    practices: tuple[field_types.PracticeSlug, ...] = field(
        "käytännöt", "Käytännöt, joita tapahtumassa esiteltiin.", ()
    )
    recap: field_types.NewsSlug | None = field(
        "jälkikatsaus", "Uutinen, joka kertoo, mitä tapahtumassa saatiin aikaan.", None
    )
    status: EventStatus = field("tila", "planned, confirmed tai cancelled.", EventStatus.CONFIRMED)


class Member(Submodel):
    """A municipality in a network."""

    municipality: field_types.MunicipalityName = field("kunta", "Kunnan nimi perusmuodossa.")
    since: field_types.Moment | None = field("liittyi", "Vuosi tai päivä; jätä pois, jos ei tiedetä.", None)
    until: field_types.Moment | None = field("erosi", "Vuosi tai päivä.", None)
    note: field_types.Sentence | None = field("selite", "Esimerkiksi ristiriita lähteissä.", None)
    source: field_types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class MemberCount(Submodel):
    """How many members a source tells of at a time."""

    when: field_types.Moment = field("milloin", "Minkä ajan luku on.")
    count: field_types.Count = field("jäseniä", "Jäsenten määrä.")
    note: field_types.Sentence | None = field("selite", "Mitä luku sisältää.", None)
    source: field_types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Network(Content):
    """Municipalities that work together."""

    title: field_types.Title = field("nimi", "Verkoston nimi.")
    short: field_types.Line | None = field("lyhenne", "Lyhenne tai puhekielinen nimi.", None)
    summary: field_types.Sentence = field("tiivistelmä", "Mikä verkosto on.")
    type: NetworkType = field("tyyppi", "network, agreement, programme tai service.", NetworkType.NETWORK)
    started: field_types.Moment | None = field("alkoi", "Vuosi tai päivä.", None)
    ended: field_types.Moment | None = field("päättyi", "Vuosi tai päivä.", None)
    coordinators: tuple[field_types.Line, ...] = field("koordinaattorit", "Ketkä vetävät.", ())
    members: tuple[Member, ...] = field("jäsenet", "Kunnat ja liittymisvuodet.", ())
    members_complete: bool = field("jäsenluettelo täydellinen", "false, jos luettelosta puuttuu jäseniä.", True)
    member_counts: tuple[MemberCount, ...] = field("jäsenmäärä eri aikoina", "Jäsenten määrä lähteittäin.", ())
    goals: tuple[Goal, ...] = field("tavoitteet", "Verkoston yhteiset tavoitteet.", ())
    joining: tuple[field_types.Sentence, ...] = field("liittyminen", "Ehdot ja maksut.", ())
    url: field_types.Url | None = field("verkkosivu", "Verkoston oma sivu.", None)
    themes: tuple[field_types.ThemeKey, ...] = field("teemat", "Enintään kolme teemaa.", (), max_length=3)
    aliases: tuple[field_types.Line, ...] = field("hakusanat", "Muita nimiä.", ())


class Project(Content):
    """A project that several municipalities do together."""

    title: field_types.Title = field("nimi", "Hankkeen nimi.")
    short: field_types.Line | None = field("lyhenne", "Lyhenne.", None)
    summary: field_types.Sentence = field("tiivistelmä", "Mitä hankkeessa tehdään.")
    stage: ProjectStage = field("vaihe", "idea, application, running tai ended.")
    stage_as_of: field_types.Moment | None = field("vaihe tiedossa", "Minkä ajan tieto vaihe on.", None)
    started: field_types.Moment | None = field("alkoi", "Vuosi tai kuukausi.", None)
    ended: field_types.Moment | None = field("päättyi", "Vuosi tai kuukausi.", None)
    coordinator: field_types.Line | None = field("koordinaattori", "Kuka johtaa.", None)
    partners: tuple[field_types.Line, ...] = field("kumppanit", "Ketkä ovat mukana kuntien lisäksi.", ())
    municipalities: tuple[field_types.MunicipalityName, ...] = field("kunnat", "Mukana olevat kunnat.", ())
    networks: tuple[field_types.NetworkSlug, ...] = field("verkostot", "Verkostot, joissa hanke syntyi.", ())
    themes: tuple[field_types.ThemeKey, ...] = field("teemat", "Enintään kolme teemaa.", (), max_length=3)
    budget: field_types.Amount | None = field("budjetti", "Koko budjetti euroina.", None, ge=0)
    budget_note: field_types.Sentence | None = field("budjetin selite", "Mitä budjetti sisältää, ja sen lähde.", None)
    funding: tuple[Funding, ...] = field("rahoitus", "Kuka maksaa.", ())
    url: field_types.Url | None = field("verkkosivu", "Hankkeen oma sivu.", None)
    aliases: tuple[field_types.Line, ...] = field("hakusanat", "Muita nimiä.", ())


class Now(Submodel):
    """A bottleneck that a municipality has now."""

    kind: field_types.BottleneckKey = field("laji", "Pullonkaulan laji sanastosta bottlenecks.yml.")
    what: field_types.Sentence | None = field("mitä", "Yksi virke.", None)
    source: field_types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Measure(Submodel):
    """A municipality's own indicator in one year."""

    indicator: field_types.IndicatorKey = field("mittari", "Mittarin avain sanastosta indicators.yml.")
    year: field_types.Moment = field("vuosi", "Minkä vuoden arvo on.")
    value: field_types.Amount = field("arvo", "Luku ilman yksikköä.")
    unit: field_types.Line | None = field("yksikkö", "Vain, jos yksikkö on muu kuin mittarin oma.", None)
    basis: Basis = field("peruste", "measured, reported tai estimated.", Basis.REPORTED)
    note: field_types.Sentence | None = field("selite", "Mitä luku kertoo.", None)
    source: field_types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Programme(Submodel):
    """A document that steers the work: strategy, programme, action plan."""

    title: field_types.Line = field("nimi", "Asiakirjan nimi.")
    year: field_types.Moment | None = field("vuosi", "Milloin hyväksytty.", None)
    url: field_types.Url | None = field("osoite", "Missä se on.", None)
    note: field_types.Sentence | None = field("selite", "Mihin se liittyy.", None)
    source: field_types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Municipality(Content):
    """What a municipality says of itself."""

    municipality: field_types.MunicipalityName = field("kunta", "Kunnan nimi perusmuodossa.")
    goals: tuple[Goal, ...] = field("tavoitteet", "Tavoitteet vuosineen.", ())
    key_action: field_types.Paragraph | None = field("keskeinen toimenpide", "Mitä kunta juuri nyt tekee.", None)
    key_action_source: field_types.SourceNumbers = field("toimenpiteen lähde", "Lähteen järjestysnumero.", ())
    key_challenge: field_types.Paragraph | None = field("keskeinen haaste", "Mikä on vaikeinta.", None)
    key_challenge_source: field_types.SourceNumbers = field("haasteen lähde", "Lähteen järjestysnumero.", ())
    bottlenecks_now: tuple[Now, ...] = field("pullonkaulat nyt", "Mikä juuri nyt estää.", ())
    looking_for: tuple[field_types.Sentence, ...] = field("etsii", "Mihin kunta etsii ratkaisua.", ())
    can_offer: tuple[field_types.Sentence, ...] = field("tarjoaa", "Missä kunta voi auttaa muita.", ())
    contacts: tuple[Contact, ...] = field("yhteydet", "Yksikkö ja tehtävä.", ())
    indicators: tuple[Measure, ...] = field("mittarit", "Omat luvut vuosittain.", ())
    programmes: tuple[Programme, ...] = field("ohjelmat", "Strategiat, ohjelmat ja toimintasuunnitelmat.", ())
    standing: Standing | None = field("luotettavuus", "compiled, own_report, peer_checked tai verified.", None)


@dataclass(frozen=True)
class Kind:
    """A content kind: where its files are, where its pages go, and its schema."""

    name: str
    folder: str
    address: str
    model: type[Content]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("practice", "practices", "kaytannot", Practice),
        Kind("news", "docs/uutiset/posts", "uutiset", News),
        Kind("event", "docs/tapahtumat", "tapahtumat", Event),
        Kind("network", "docs/verkostot", "verkostot", Network),
        Kind("project", "docs/hankkeet", "hankkeet", Project),
        Kind("municipality", "docs/kunnat", "kunnat", Municipality),
    )
}


def entry_files(root: Path, kind: Kind) -> list[Path]:
    """The entry files of one kind, by name. A folder that cannot be read raises OSError: it may hold any number."""
    folder = root / kind.folder
    names = os.listdir(folder) if folder.is_dir() else []
    return [folder / name for name in sorted(names) if re.search(r".\.md$", name) and name != "index.md"]


def is_entry(uri: str) -> bool:
    """Whether a path of docs/ is in the folder of a kind of entry; whatever is no entry there is not published."""
    first, _, rest = uri.partition("/")
    return rest != "index.md" and any(first == kind.address for kind in KINDS.values())


C = TypeVar("C", bound=Content)


@dataclass(frozen=True)
class Entry(Generic[C]):
    """A file of the catalogue. `path` is relative to the repository; `body` is Markdown from `body_line` on, `front` is
    the YAML before it."""

    kind: str
    slug: str
    path: str
    data: C
    body: str
    body_line: int
    front: str

    @property
    def key(self) -> tuple[str, str]:
        """Identity across kinds."""
        return self.kind, self.slug

    @cached_property
    def references(self) -> tuple[tuple[Loc, Target, str], ...]:
        """What its fields refer to, as `fields.references` gives it."""
        return tuple(references(type(self.data), self.data))

    @cached_property
    def lines(self) -> Lines:
        """The line of each value, found when it is asked for: most entries have no problem, and lines take more room
        than the text."""
        return parse_yaml(self.front, FIRST_LINE)[1]

    def problem(self, loc: Loc, message: str) -> Problem:
        """A problem at one field of this entry, named in Finnish."""
        return field_problem(self.path, self.lines, type(self.data), loc, message)

    def refused(self, judge: Callable[[str], object]) -> Iterator[Problem]:
        """What `judge` raises as ValueError about lines of the body. Most are sound, so the whole is judged first."""
        if not refusal(judge, self.body):
            return
        for number, line in enumerate(self.body.split("\n")):
            if message := refusal(judge, line):
                yield Problem(self.path, self.body_line + number, f"teksti: {message}")


def refusal(judge: Callable[[str], object], text: str) -> str:
    """What `judge` raises as ValueError about a text; "" when the text is sound."""
    try:
        judge(text)
    except ValueError as error:
        return str(error)
    return ""
