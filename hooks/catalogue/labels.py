"""Finnish words for the fixed choices of the schema."""

from enum import StrEnum


class Choice(StrEnum):
    """A fixed value with its Finnish word; authors write the value, readers see the label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Choice":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Stage(Choice):
    """How far a practice is."""

    IDEA = "idea", "idea"
    UNDERWAY = "underway", "tekeillä"
    PILOT = "pilot", "kokeilu"
    IN_USE = "in_use", "käytössä"
    ESTABLISHED = "established", "vakiintunut"
    ENDED = "ended", "päättynyt"


class AdoptionStage(Choice):
    """How far another municipality is with a practice."""

    CONSIDERING = "considering", "harkitaan"
    PILOT = "pilot", "kokeillaan"
    IN_USE = "in_use", "käytössä"
    REJECTED = "rejected", "ei otettu"
    ENDED = "ended", "lopetettu"


class Basis(Choice):
    """Where a figure comes from. A target is never a result."""

    MEASURED = "measured", "mitattu"
    REPORTED = "reported", "ilmoitettu"
    ESTIMATED = "estimated", "arvio"
    TARGET = "target", "tavoite"


class Approx(Choice):
    """How exact a figure is in its source."""

    ABOUT = "about", "noin"
    OVER = "over", "yli"
    UNDER = "under", "alle"
    AT_LEAST = "at_least", "vähintään"
    AT_MOST = "at_most", "enintään"
    NEARLY = "nearly", "lähes"


class DecisionLevel(Choice):
    """Who decides in the municipality."""

    OFFICE_HOLDER = "office_holder", "viranhaltija"
    BOARD = "board", "lautakunta tai hallitus"
    COUNCIL = "council", "valtuusto"


class MunicipalityType(Choice):
    """Statistical grouping of municipalities (Statistics Finland)."""

    URBAN = "urban", "kaupunkimaiset kunnat"
    SEMI_URBAN = "semi_urban", "taajaan asutut kunnat"
    RURAL = "rural", "maaseutumaiset kunnat"


class Standing(Choice):
    """Who stands behind an entry."""

    COMPILED = "compiled", "koottu julkisista lähteistä"
    OWN_REPORT = "own_report", "kunnan oma kuvaus"
    PEER_CHECKED = "peer_checked", "vertaisten tarkistama"
    VERIFIED = "verified", "todennettu tulos"


class NewsType(Choice):
    """What kind of news it is."""

    NEWS = "news", "uutinen"
    DECISION = "decision", "päätös"
    PUBLICATION = "publication", "julkaisu"
    FUNDING = "funding", "rahoitus"


class Audience(Choice):
    """For whom an event is."""

    RECEIVERS = "receivers", "ratkaisuja etsivät kunnat"
    PIONEERS = "pioneers", "edelläkävijäkunnat"
    COORDINATORS = "coordinators", "verkostojen koordinaattorit"
    ALL = "all", "kaikki kiinnostuneet"


class EventStatus(Choice):
    """Whether an event takes place."""

    PLANNED = "planned", "suunnitteilla"
    CONFIRMED = "confirmed", "vahvistettu"
    CANCELLED = "cancelled", "peruttu"


class ProjectStage(Choice):
    """How far a joint project is."""

    IDEA = "idea", "idea"
    APPLICATION = "application", "haussa"
    RUNNING = "running", "käynnissä"
    ENDED = "ended", "päättynyt"


class NetworkType(Choice):
    """What kind of co-operation it is."""

    NETWORK = "network", "verkosto"
    AGREEMENT = "agreement", "sopimus"
    PROGRAMME = "programme", "ohjelma"
    SERVICE = "service", "palvelu"


class Language(Choice):
    """Language of a source."""

    FI = "fi", "suomi"
    SV = "sv", "ruotsi"
    EN = "en", "englanti"


class Direction(Choice):
    """Which way of an indicator is better."""

    UP = "up", "suurempi on parempi"
    DOWN = "down", "pienempi on parempi"
    NEUTRAL = "neutral", "ei parempaa suuntaa"
