"""The content kinds as authors write them, where their files are, and one entry of any kind."""

import dataclasses
import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from kaytantopankki.content import field_types as types
from kaytantopankki.content import fields, front_matter, kind_submodels, messages, submodels
from kaytantopankki.content.submodels import Rule, Submodel, field, given


class Content(Submodel):
    """What every kind of entry has."""

    sources: tuple[submodels.Source, ...] = field(
        "lähteet", "Mistä tiedot ovat. Luvut viittaavat näihin järjestysnumerolla.", ()
    )
    updated: types.Day | None = field("päivitetty", "Milloin sisältöä viimeksi muutettiin.", None)
    reviewed: types.Day | None = field("tarkistettu", "Milloin tiedot viimeksi todettiin oikeiksi.", None)
    aliases_url: tuple[types.OldAddress, ...] = field(
        "vanhat osoitteet", "Osoitteet, joista ohjataan tänne, esimerkiksi kaytannot/vanha-nimi/.", ()
    )


class Practice(Content):
    """What a municipality did, what came of it and who else uses it."""

    title: types.Title = field("otsikko", "Mitä tehtiin, esimerkiksi Koulut saavat puolet säästämästään energiasta.")
    summary: types.Summary = field(
        "tiivistelmä", "Yksi tai kaksi virkettä, enintään 200 merkkiä. Ymmärrettävä ilman otsikkoa."
    )
    summary_sv: types.Sentence | None = field(
        "tiivistelmä ruotsiksi", "Sama ruotsiksi. Kirjoita se, jos kunnassa puhutaan ruotsia.", None
    )
    municipalities: tuple[types.MunicipalityName, ...] = field(
        "kunnat", "Missä tehtiin. Nimet perusmuodossa.", min_length=1
    )
    themes: tuple[types.ThemeKey, ...] = field(
        "teemat", "Yhdestä kolmeen teemaa, tärkein ensin.", min_length=1, max_length=3
    )
    tags: tuple[types.TagKey, ...] = field("avainsanat", "Sanoja sanastosta tags.yml.", (), max_length=10)
    stage: types.Stage = field(
        "vaihe", "Miten pitkällä kunta on. Tekeillä tarkoittaa, että on päätetty tai rakennetaan."
    )
    stage_note: types.Sentence | None = field("vaiheen tarkennus", "Mitä vaiheesta pitää tietää.", None)
    stage_as_of: types.Moment | None = field("vaihe tiedossa", "Minkä ajan tieto vaihe on: lähteen päiväys.", None)
    outcome: types.Outcome = field(
        "lopputulos", "Saavutettiinko tavoite. Myös epäonnistuminen kannattaa kertoa.", types.Outcome.UNKNOWN
    )
    outcome_note: types.Sentence | None = field(
        "lopputuloksen tarkennus", "Mikä tavoite oli ja miten kävi, tai miksi asia hylättiin.", None
    )
    outcome_source: types.SourceNumbers = field("lopputuloksen lähde", "Lähteen järjestysnumero.", ())
    published: types.Day = field("julkaistu", "Milloin käytäntö julkaistiin täällä.")
    started: types.Moment | None = field("alkoi", "Vuosi tai kuukausi.", None)
    ended: types.Moment | None = field("päättyi", "Vuosi tai kuukausi.", None)
    milestones: tuple[kind_submodels.Milestone, ...] = field(
        "aikajana", "Mitä on tapahtunut ja milloin, esimerkiksi päätös ja käyttöönotto.", ()
    )
    results: tuple[submodels.Result, ...] = field("tulokset", "Mitä saatiin aikaan, lukuina.", ())
    evaluation: kind_submodels.Evaluation | None = field("arviointi", "Kuka arvioi tulokset ja miten.", None)
    costs: tuple[kind_submodels.Money, ...] = field(
        "kustannukset ja tulot", "Mitä maksoi, mitä säästää ja mitä tuottaa. Yksi summa kohtaa kohti.", ()
    )
    funding: tuple[submodels.Funding, ...] = field("rahoitus", "Kuka maksoi.", ())
    effort: types.Sentence | None = field("työmäärä", "Henkilötyöpäiviä tai yksi virke.", None)
    staff: types.Sentence | None = field("henkilöstö", "Ketkä työtä tekevät ja montako heitä on.", None)
    lifetime: types.Sentence | None = field("käyttöikä", "Kuinka kauan hankittu kestää.", None)
    target_group: types.Sentence | None = field("kohderyhmä", "Keitä varten tehtiin.", None)
    actors: tuple[kind_submodels.Actor, ...] = field(
        "tekijät", "Ketkä tekivät: kunnat, yhtiöt, kuntayhtymät, hyvinvointialueet ja muut.", ()
    )
    bottlenecks: tuple[submodels.Bottleneck, ...] = field(
        "pullonkaulat", "Mikä esti tai hidasti, ja miten se ratkesi.", ()
    )
    alternatives: tuple[kind_submodels.Alternative, ...] = field(
        "vaihtoehdot", "Mitä muuta harkittiin ja miksi sitä ei valittu.", ()
    )
    uptake: submodels.Uptake | None = field("näin pääset alkuun", "Ohjeet kunnalle, joka haluaa tehdä saman.", None)
    adoptions: tuple[submodels.Adoption, ...] = field(
        "käyttöönotot", "Muut kunnat, jotka kokeilivat, ottivat käyttöön tai jättivät ottamatta.", ()
    )
    adapted_from: tuple[submodels.Origin, ...] = field("esikuvat", "Mistä malli saatiin.", ())
    superseded_by: types.PracticeSlug | None = field("korvaava käytäntö", "Uudempi käytäntö, joka korvaa tämän.", None)
    related: tuple[types.PracticeSlug, ...] = field("liittyvät käytännöt", "Muita käytäntöjä samasta asiasta.", ())
    networks: tuple[types.NetworkSlug, ...] = field("verkostot", "Verkostot, joissa tehtiin.", ())
    projects: tuple[types.ProjectSlug, ...] = field("yhteishankkeet", "Hankkeet, joissa tehtiin.", ())
    aliases: tuple[types.Line, ...] = field("hakusanat", "Muita nimiä, joilla tätä etsitään.", ())
    contact: submodels.Contact | None = field("yhteys", "Keneltä voi kysyä: yksikkö ja tehtävä.", None)
    standing: types.Standing | None = field("luotettavuus", "compiled, own_report, peer_checked tai verified.", None)
    image: submodels.Image | None = field("kuva", "Kuva todisteena, ei koristeena.", None)

    rules = (Rule(("not", ("any", given("sources"), given("contact"))), "traceable"),)

    @property
    def largest_investment(self) -> float | None:
        """The largest investment that its sources tell of, in euros; what was only aimed at is none."""
        investment, target = types.MoneyKind.INVESTMENT, types.Basis.TARGET
        sums = [
            item.amount for item in self.costs if (item.kind, item.per) == (investment, None) and item.basis != target
        ]
        return max((amount for amount in sums if amount is not None), default=None)


class News(Content):
    """News of a network or of municipal sustainability work."""

    title: types.Title = field("otsikko", "Mitä tapahtui.")
    date: types.Moment = field("päiväys", "Milloin, niin tarkasti kuin tiedetään.")
    summary: types.Sentence = field("tiivistelmä", "Yksi tai kaksi virkettä.")
    type: types.NewsType = field("tyyppi", "news, decision, publication tai funding.", types.NewsType.NEWS)
    themes: tuple[types.ThemeKey, ...] = field("teemat", "Enintään kolme teemaa.", (), max_length=3)
    tags: tuple[types.TagKey, ...] = field("avainsanat", "Sanoja sanastosta tags.yml.", (), max_length=10)
    municipalities: tuple[types.MunicipalityName, ...] = field("kunnat", "Kunnat, joita uutinen koskee.", ())
    networks: tuple[types.NetworkSlug, ...] = field("verkostot", "Verkostot, joita uutinen koskee.", ())
    projects: tuple[types.ProjectSlug, ...] = field("yhteishankkeet", "Hankkeet, joita uutinen koskee.", ())
    practices: tuple[types.PracticeSlug, ...] = field("käytännöt", "Käytännöt, joista uutinen kertoo.", ())
    events: tuple[types.EventSlug, ...] = field("tapahtumat", "Tapahtumat, joista uutinen kertoo.", ())
    image: submodels.Image | None = field("kuva", "Kuva todisteena, ei koristeena.", None)


class Event(Content):
    """A meeting, workshop or network day."""

    title: types.Title = field("otsikko", "Tapahtuman nimi.")
    summary: types.Sentence = field("tiivistelmä", "Mistä on kyse, yksi tai kaksi virkettä.")
    start: types.Moment = field("alkaa", 'Päivä ja kellonaika, esimerkiksi "2023-03-27 13:00".')
    end: types.Moment | None = field("päättyy", "Päivä ja kellonaika.", None)
    place: types.Line | None = field("paikka", "Missä, esimerkiksi Kuntatalo, Helsinki.", None)
    online: bool = field("etänä", "true, jos voi osallistua etänä.", False)
    registration_deadline: types.Moment | None = field(
        "ilmoittaudu viimeistään", "Viimeinen ilmoittautumispäivä.", None
    )
    registration_url: types.Url | None = field("ilmoittautumisosoite", "Missä ilmoittaudutaan.", None)
    audience: tuple[types.Audience, ...] = field("kenelle", "receivers, pioneers, coordinators tai all.", ())
    capacity: types.Count | None = field("paikkoja", "Montako osallistujaa mahtuu.", None, ge=1)
    capacity_note: types.Sentence | None = field("paikkojen selite", "Esimerkiksi miten osallistujat valitaan.", None)
    price: types.Euros | None = field("hinta", "Euroina; 0, jos lähde sanoo maksuttomaksi.", None, ge=0)
    price_note: types.Sentence | None = field("hinnan selite", "Mitä hintaan kuuluu ja mitä ei.", None)
    agenda: tuple[kind_submodels.AgendaItem, ...] = field("ohjelma", "Mitä tapahtumassa tehdään, järjestyksessä.", ())
    series: types.Line | None = field("sarja", "Tapahtumasarjan nimi, sama kaikissa sarjan tapahtumissa.", None)
    organisers: tuple[types.Line, ...] = field("järjestäjät", "Kuka järjestää.", ())
    contact: submodels.Contact | None = field("yhteys", "Keneltä voi kysyä: yksikkö ja tehtävä.", None)
    networks: tuple[types.NetworkSlug, ...] = field("verkostot", "Verkostot, joiden tapahtuma tämä on.", ())
    projects: tuple[types.ProjectSlug, ...] = field("yhteishankkeet", "Hankkeet, joihin tapahtuma liittyy.", ())
    municipalities: tuple[types.MunicipalityName, ...] = field(
        "kunnat", "Kunnat, joissa tapahtuma on tai joita se koskee.", ()
    )
    themes: tuple[types.ThemeKey, ...] = field("teemat", "Enintään kolme teemaa.", (), max_length=3)
    practices: tuple[types.PracticeSlug, ...] = field("käytännöt", "Käytännöt, joita tapahtumassa esiteltiin.", ())
    recap: types.NewsSlug | None = field(
        "jälkikatsaus", "Uutinen, joka kertoo, mitä tapahtumassa saatiin aikaan.", None
    )
    status: types.EventStatus = field("tila", "planned, confirmed tai cancelled.", types.EventStatus.CONFIRMED)
    image: submodels.Image | None = field("kuva", "Kuva todisteena, ei koristeena.", None)


class Network(Content):
    """Municipalities that work together."""

    title: types.Title = field("nimi", "Verkoston nimi.")
    short: types.Line | None = field("lyhenne", "Lyhenne tai puhekielinen nimi.", None)
    summary: types.Sentence = field("tiivistelmä", "Mikä verkosto on.")
    type: types.NetworkType = field("tyyppi", "network, agreement, programme tai service.", types.NetworkType.NETWORK)
    started: types.Moment | None = field("alkoi", "Vuosi tai päivä.", None)
    ended: types.Moment | None = field("päättyi", "Vuosi tai päivä.", None)
    coordinators: tuple[types.Line, ...] = field("koordinaattorit", "Ketkä vetävät.", ())
    contact: submodels.Contact | None = field("yhteys", "Keneltä voi kysyä: yksikkö ja tehtävä.", None)
    partners: tuple[types.Line, ...] = field("kumppanit", "Ketkä ovat mukana kuntien lisäksi.", ())
    steering_group: kind_submodels.SteeringGroup | None = field("ohjausryhmä", "Kuka ohjaa ja mitä seurataan.", None)
    members: tuple[kind_submodels.Member, ...] = field("jäsenet", "Kunnat ja liittymisvuodet.", ())
    members_complete: bool = field("jäsenluettelo täydellinen", "false, jos luettelosta puuttuu jäseniä.", True)
    member_counts: tuple[kind_submodels.MemberCount, ...] = field(
        "jäsenmäärä eri aikoina", "Jäsenten määrä lähteittäin.", ()
    )
    goals: tuple[submodels.Goal, ...] = field("tavoitteet", "Verkoston yhteiset tavoitteet.", ())
    joining: tuple[types.Sentence, ...] = field("liittyminen", "Ehdot ja maksut.", ())
    campaigns: tuple[kind_submodels.Campaign, ...] = field("kampanjat", "Yhteiset kampanjat ja koulutukset.", ())
    url: types.Url | None = field("verkkosivu", "Verkoston oma sivu.", None)
    themes: tuple[types.ThemeKey, ...] = field("teemat", "Enintään kolme teemaa.", (), max_length=3)
    aliases: tuple[types.Line, ...] = field("hakusanat", "Muita nimiä.", ())
    image: submodels.Image | None = field("kuva", "Kuva todisteena, ei koristeena.", None)

    @property
    def present_members(self) -> tuple[str, ...]:
        """The municipalities that have not left."""
        return tuple(item.municipality for item in self.members if not item.until)


class Project(Content):
    """A project that several municipalities do together."""

    title: types.Title = field("nimi", "Hankkeen nimi.")
    short: types.Line | None = field("lyhenne", "Lyhenne.", None)
    summary: types.Sentence = field("tiivistelmä", "Mitä hankkeessa tehdään.")
    stage: types.ProjectStage = field("vaihe", "idea, application, running tai ended.")
    stage_as_of: types.Moment | None = field("vaihe tiedossa", "Minkä ajan tieto vaihe on.", None)
    started: types.Moment | None = field("alkoi", "Vuosi tai kuukausi.", None)
    ended: types.Moment | None = field("päättyi", "Vuosi tai kuukausi.", None)
    coordinator: types.Line | None = field("koordinaattori", "Kuka johtaa.", None)
    partners: tuple[types.Line, ...] = field("kumppanit", "Ketkä ovat mukana kuntien lisäksi.", ())
    municipalities: tuple[types.MunicipalityName, ...] = field("kunnat", "Mukana olevat kunnat.", ())
    networks: tuple[types.NetworkSlug, ...] = field("verkostot", "Verkostot, joissa hanke syntyi.", ())
    themes: tuple[types.ThemeKey, ...] = field("teemat", "Enintään kolme teemaa.", (), max_length=3)
    budget: types.Euros | None = field("budjetti", "Koko budjetti euroina.", None, ge=0)
    budget_note: types.Sentence | None = field("budjetin selite", "Mitä budjetti sisältää, ja sen lähde.", None)
    funding: tuple[submodels.Funding, ...] = field("rahoitus", "Kuka maksaa.", ())
    url: types.Url | None = field("verkkosivu", "Hankkeen oma sivu.", None)
    aliases: tuple[types.Line, ...] = field("hakusanat", "Muita nimiä.", ())


class Municipality(Content):
    """What a municipality says of itself."""

    municipality: types.MunicipalityName = field("kunta", "Kunnan nimi perusmuodossa.")
    goals: tuple[submodels.Goal, ...] = field("tavoitteet", "Tavoitteet vuosineen.", ())
    key_action: types.Paragraph | None = field("keskeinen toimenpide", "Mitä kunta juuri nyt tekee.", None)
    key_action_source: types.SourceNumbers = field("toimenpiteen lähde", "Lähteen järjestysnumero.", ())
    key_challenge: types.Paragraph | None = field("keskeinen haaste", "Mikä on vaikeinta.", None)
    key_challenge_source: types.SourceNumbers = field("haasteen lähde", "Lähteen järjestysnumero.", ())
    bottlenecks_now: tuple[kind_submodels.Now, ...] = field("pullonkaulat nyt", "Mikä juuri nyt estää.", ())
    looking_for: tuple[types.Sentence, ...] = field("etsii", "Mihin kunta etsii ratkaisua.", ())
    can_offer: tuple[types.Sentence, ...] = field("tarjoaa", "Missä kunta voi auttaa muita.", ())
    contacts: tuple[submodels.Contact, ...] = field("yhteydet", "Yksikkö ja tehtävä.", ())
    indicators: tuple[kind_submodels.Measure, ...] = field("mittarit", "Omat luvut vuosittain.", ())
    programmes: tuple[kind_submodels.Programme, ...] = field(
        "ohjelmat", "Strategiat, ohjelmat ja toimenpiteet ylhäältä alas.", ()
    )
    standing: types.Standing | None = field("luotettavuus", "compiled, own_report, peer_checked tai verified.", None)


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
_LEAST_ALIKE = 3  # How many fields of a kind are in a file before an entry must be meant.


def entry_files(root: Path, kind: Kind) -> list[Path]:
    """The entry files of one kind, by name. A folder that cannot be read raises OSError: it may hold any number."""
    folder = root / kind.folder
    names = os.listdir(folder) if folder.is_dir() else []
    return [folder / name for name in sorted(names) if re.search(r".\.md$", name) and name != "index.md"]


def files_in(root: Path, folder: str) -> Iterator[str]:
    """Paths of the files in a folder and under it, but of none that is hidden. A folder that cannot be read raises
    OSError: it may hold any number."""
    for path, folders, files in os.walk(root / folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = Path(path).relative_to(root).as_posix()
        yield from (f"{inside}/{name}" for name in sorted(files) if not name.startswith("."))


def _refuse(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def likely_kind(fields: Collection[str]) -> Kind | None:
    """The kind that has most of these fields, if an entry must be meant."""
    best = max(KINDS.values(), key=lambda kind: len(kind.model.model_fields.keys() & fields))
    return best if len(best.model.model_fields.keys() & fields) >= _LEAST_ALIKE else None


def is_entry(uri: str) -> bool:
    """Whether a path of docs/ is in the folder of a kind of entry; whatever is no entry there is not published."""
    first, _, rest = uri.partition("/")
    return rest != "index.md" and any(first == kind.address for kind in KINDS.values())


C = TypeVar("C", bound=Content)


@dataclass(frozen=True)
class Entry(Generic[C]):
    """A file of the catalogue. `path` is relative to the repository; `body` is Markdown from `body_line` on, and
    `lines` has the line of each value of its front matter. When it has `problems`, `data` has only what is sound, and
    `unread` are the lines that cannot be read, of which nothing else is told."""

    kind: str
    slug: str
    path: str
    data: C
    body: str
    body_line: int
    lines: front_matter.Lines = dataclasses.field(compare=False)
    problems: tuple[messages.Problem, ...] = ()
    unread: frozenset[int] = frozenset()

    @property
    def key(self) -> tuple[str, str]:
        """Identity across kinds."""
        return self.kind, self.slug

    @cached_property
    def references(self) -> tuple[tuple[front_matter.Loc, types.Target, str], ...]:
        """(location, what is meant, the author's word) for everything that its fields refer to."""
        words = ((loc, spec.target, word) for loc, spec, word in fields.values(self.data) if isinstance(word, str))
        return tuple((loc, target, word) for loc, target, word in words if target)

    def problem(self, loc: front_matter.Loc, message: str) -> messages.Problem:
        """A problem at one field of this entry, named in Finnish."""
        return fields.field_problem(self.path, self.lines, type(self.data), loc, message)

    def body_problem(self, line: int, message: str) -> messages.Problem:
        """A problem at a line of the body, counted from 0."""
        return messages.Problem(self.path, self.body_line + line, f"teksti: {message}")

    def refused(self, judge: Callable[[str], object]) -> Iterator[messages.Problem]:
        """What `judge` raises as ValueError about lines of the body."""
        for number, line in enumerate(self.body.split("\n")):
            if message := types.refusal(judge, line):
                yield self.body_problem(number, message)
