"""The content kinds as authors write them."""

from catalogue import types as t
from catalogue.conditions import given
from catalogue.labels import (
    Audience,
    Basis,
    EventStatus,
    NetworkType,
    NewsType,
    ProjectStage,
    Stage,
    Standing,
)
from catalogue.parts import (
    Adoption,
    Bottleneck,
    Contact,
    Cost,
    Funding,
    Goal,
    Image,
    Origin,
    Part,
    Result,
    Rule,
    Source,
    Uptake,
    field,
)


class Content(Part):
    """What every kind of entry has."""

    sources: tuple[Source, ...] = field("lähteet", "Mistä tiedot ovat. Luvut viittaavat näihin järjestysnumerolla.", ())
    updated: t.Day | None = field("päivitetty", "Milloin sisältöä viimeksi muutettiin.", None)
    reviewed: t.Day | None = field("tarkistettu", "Milloin tiedot viimeksi todettiin oikeiksi.", None)
    aliases_url: tuple[t.OldAddress, ...] = field(
        "vanhat osoitteet", "Osoitteet, joista ohjataan tänne, esimerkiksi kaytannot/vanha-nimi/.", ()
    )


class Practice(Content):
    """What a municipality did, what came of it and who else uses it."""

    title: t.Title = field("otsikko", "Mitä tehtiin, esimerkiksi Koulut saavat puolet säästämästään energiasta.")
    summary: t.Summary = field(
        "tiivistelmä", "Yksi tai kaksi virkettä, enintään 200 merkkiä. Ymmärrettävä ilman otsikkoa."
    )
    municipalities: tuple[t.MunicipalityName, ...] = field(
        "kunnat", "Missä tehtiin. Nimet perusmuodossa.", min_length=1
    )
    themes: tuple[t.ThemeKey, ...] = field(
        "teemat", "Yhdestä kolmeen teemaa, tärkein ensin.", min_length=1, max_length=3
    )
    tags: tuple[t.TagKey, ...] = field("avainsanat", "Sanoja sanastosta tags.yml.", (), max_length=10)
    stage: Stage = field("vaihe", "Miten pitkällä kunta on. Tekeillä tarkoittaa, että on päätetty tai rakennetaan.")
    stage_note: t.Sentence | None = field("vaiheen tarkennus", "Mitä vaiheesta pitää tietää.", None)
    stage_as_of: t.Moment | None = field("vaihe tiedossa", "Minkä ajan tieto vaihe on: lähteen päiväys.", None)
    published: t.Day = field("julkaistu", "Milloin käytäntö julkaistiin täällä.")
    started: t.Moment | None = field("alkoi", "Vuosi tai kuukausi.", None)
    ended: t.Moment | None = field("päättyi", "Vuosi tai kuukausi.", None)
    results: tuple[Result, ...] = field("tulokset", "Mitä saatiin aikaan, lukuina.", ())
    costs: tuple[Cost, ...] = field("kustannukset", "Mitä maksoi ja mitä säästää.", ())
    funding: tuple[Funding, ...] = field("rahoitus", "Kuka maksoi.", ())
    effort: t.Sentence | None = field("työmäärä", "Henkilötyöpäiviä tai yksi virke.", None)
    actors: tuple[t.Line, ...] = field("tekijät", "Ketkä tekivät.", ())
    bottlenecks: tuple[Bottleneck, ...] = field("pullonkaulat", "Mikä esti tai hidasti, ja miten se ratkesi.", ())
    uptake: Uptake | None = field("näin pääset alkuun", "Ohjeet kunnalle, joka haluaa tehdä saman.", None)
    adoptions: tuple[Adoption, ...] = field(
        "käyttöönotot", "Muut kunnat, jotka kokeilivat, ottivat käyttöön tai jättivät ottamatta.", ()
    )
    adapted_from: tuple[Origin, ...] = field("esikuvat", "Mistä malli saatiin.", ())
    superseded_by: t.PracticeSlug | None = field("korvaava käytäntö", "Uudempi käytäntö, joka korvaa tämän.", None)
    related: tuple[t.PracticeSlug, ...] = field("liittyvät käytännöt", "Muita käytäntöjä samasta asiasta.", ())
    networks: tuple[t.NetworkSlug, ...] = field("verkostot", "Verkostot, joissa tehtiin.", ())
    projects: tuple[t.ProjectSlug, ...] = field("yhteishankkeet", "Hankkeet, joissa tehtiin.", ())
    aliases: tuple[t.Line, ...] = field("hakusanat", "Muita nimiä, joilla tätä etsitään.", ())
    contact: Contact | None = field("yhteys", "Keneltä voi kysyä: yksikkö ja tehtävä.", None)
    standing: Standing | None = field("luotettavuus", "compiled, own_report, peer_checked tai verified.", None)
    image: Image | None = field("kuva", "Kuva todisteena, ei koristeena.", None)

    rules = (Rule(("not", ("any", given("sources"), given("contact"))), "traceable", ("sources", "contact")),)


class News(Content):
    """News of a network or of municipal sustainability work."""

    title: t.Title = field("otsikko", "Mitä tapahtui.")
    date: t.Moment = field("päiväys", "Milloin, niin tarkasti kuin tiedetään.")
    summary: t.Sentence = field("tiivistelmä", "Yksi tai kaksi virkettä.")
    type: NewsType = field("tyyppi", "news, decision, publication tai funding.", NewsType.NEWS)
    themes: tuple[t.ThemeKey, ...] = field("teemat", "Enintään kolme teemaa.", (), max_length=3)
    tags: tuple[t.TagKey, ...] = field("avainsanat", "Sanoja sanastosta tags.yml.", (), max_length=10)
    municipalities: tuple[t.MunicipalityName, ...] = field("kunnat", "Kunnat, joita uutinen koskee.", ())
    networks: tuple[t.NetworkSlug, ...] = field("verkostot", "Verkostot, joita uutinen koskee.", ())
    projects: tuple[t.ProjectSlug, ...] = field("yhteishankkeet", "Hankkeet, joita uutinen koskee.", ())
    practices: tuple[t.PracticeSlug, ...] = field("käytännöt", "Käytännöt, joista uutinen kertoo.", ())
    events: tuple[t.EventSlug, ...] = field("tapahtumat", "Tapahtumat, joista uutinen kertoo.", ())


class Event(Content):
    """A meeting, workshop or network day."""

    title: t.Title = field("otsikko", "Tapahtuman nimi.")
    summary: t.Sentence = field("tiivistelmä", "Mistä on kyse, yksi tai kaksi virkettä.")
    start: t.Moment = field("alkaa", 'Päivä ja kellonaika, esimerkiksi "2023-03-27 13:00".')
    end: t.Moment | None = field("päättyy", "Päivä ja kellonaika.", None)
    place: t.Line | None = field("paikka", "Missä, esimerkiksi Kuntatalo, Helsinki.", None)
    online: bool = field("etänä", "true, jos voi osallistua etänä.", False)
    registration_deadline: t.Moment | None = field("ilmoittaudu viimeistään", "Viimeinen ilmoittautumispäivä.", None)
    registration_url: t.Url | None = field("ilmoittautumisosoite", "Missä ilmoittaudutaan.", None)
    audience: tuple[Audience, ...] = field("kenelle", "receivers, pioneers, coordinators tai all.", ())
    series: t.Line | None = field("sarja", "Tapahtumasarjan nimi, sama kaikissa sarjan tapahtumissa.", None)
    organisers: tuple[t.Line, ...] = field("järjestäjät", "Kuka järjestää.", ())
    networks: tuple[t.NetworkSlug, ...] = field("verkostot", "Verkostot, joiden tapahtuma tämä on.", ())
    projects: tuple[t.ProjectSlug, ...] = field("yhteishankkeet", "Hankkeet, joihin tapahtuma liittyy.", ())
    municipalities: tuple[t.MunicipalityName, ...] = field(
        "kunnat", "Kunnat, joissa tapahtuma on tai joita se koskee.", ()
    )
    themes: tuple[t.ThemeKey, ...] = field("teemat", "Enintään kolme teemaa.", (), max_length=3)
    practices: tuple[t.PracticeSlug, ...] = field("käytännöt", "Käytännöt, joita tapahtumassa esiteltiin.", ())
    recap: t.NewsSlug | None = field("jälkikatsaus", "Uutinen, joka kertoo, mitä tapahtumassa saatiin aikaan.", None)
    status: EventStatus = field("tila", "planned, confirmed tai cancelled.", EventStatus.CONFIRMED)


class Member(Part):
    """A municipality in a network."""

    municipality: t.MunicipalityName = field("kunta", "Kunnan nimi perusmuodossa.")
    since: t.Moment | None = field("liittyi", "Vuosi tai päivä; jätä pois, jos ei tiedetä.", None)
    until: t.Moment | None = field("erosi", "Vuosi tai päivä.", None)
    note: t.Sentence | None = field("selite", "Esimerkiksi ristiriita lähteissä.", None)
    source: t.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class MemberCount(Part):
    """How many members a source tells of at a time."""

    when: t.Moment = field("milloin", "Minkä ajan luku on.")
    count: t.Count = field("jäseniä", "Jäsenten määrä.")
    note: t.Sentence | None = field("selite", "Mitä luku sisältää.", None)
    source: t.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Network(Content):
    """Municipalities that work together."""

    title: t.Title = field("nimi", "Verkoston nimi.")
    short: t.Line | None = field("lyhenne", "Lyhenne tai puhekielinen nimi.", None)
    summary: t.Sentence = field("tiivistelmä", "Mikä verkosto on.")
    type: NetworkType = field("tyyppi", "network, agreement, programme tai service.", NetworkType.NETWORK)
    started: t.Moment | None = field("alkoi", "Vuosi tai päivä.", None)
    ended: t.Moment | None = field("päättyi", "Vuosi tai päivä.", None)
    coordinators: tuple[t.Line, ...] = field("koordinaattorit", "Ketkä vetävät.", ())
    members: tuple[Member, ...] = field("jäsenet", "Kunnat ja liittymisvuodet.", ())
    members_complete: bool = field("jäsenluettelo täydellinen", "false, jos luettelosta puuttuu jäseniä.", True)
    member_counts: tuple[MemberCount, ...] = field("jäsenmäärä eri aikoina", "Jäsenten määrä lähteittäin.", ())
    goals: tuple[Goal, ...] = field("tavoitteet", "Verkoston yhteiset tavoitteet.", ())
    joining: tuple[t.Sentence, ...] = field("liittyminen", "Ehdot ja maksut.", ())
    url: t.Url | None = field("verkkosivu", "Verkoston oma sivu.", None)
    themes: tuple[t.ThemeKey, ...] = field("teemat", "Enintään kolme teemaa.", (), max_length=3)
    aliases: tuple[t.Line, ...] = field("hakusanat", "Muita nimiä.", ())


class Project(Content):
    """A project that several municipalities do together."""

    title: t.Title = field("nimi", "Hankkeen nimi.")
    short: t.Line | None = field("lyhenne", "Lyhenne.", None)
    summary: t.Sentence = field("tiivistelmä", "Mitä hankkeessa tehdään.")
    stage: ProjectStage = field("vaihe", "idea, application, running tai ended.")
    stage_as_of: t.Moment | None = field("vaihe tiedossa", "Minkä ajan tieto vaihe on.", None)
    started: t.Moment | None = field("alkoi", "Vuosi tai kuukausi.", None)
    ended: t.Moment | None = field("päättyi", "Vuosi tai kuukausi.", None)
    coordinator: t.Line | None = field("koordinaattori", "Kuka johtaa.", None)
    partners: tuple[t.Line, ...] = field("kumppanit", "Ketkä ovat mukana kuntien lisäksi.", ())
    municipalities: tuple[t.MunicipalityName, ...] = field("kunnat", "Mukana olevat kunnat.", ())
    networks: tuple[t.NetworkSlug, ...] = field("verkostot", "Verkostot, joissa hanke syntyi.", ())
    themes: tuple[t.ThemeKey, ...] = field("teemat", "Enintään kolme teemaa.", (), max_length=3)
    budget: t.Amount | None = field("budjetti", "Koko budjetti euroina.", None, ge=0)
    budget_note: t.Sentence | None = field("budjetin selite", "Mitä budjetti sisältää, ja sen lähde.", None)
    funding: tuple[Funding, ...] = field("rahoitus", "Kuka maksaa.", ())
    url: t.Url | None = field("verkkosivu", "Hankkeen oma sivu.", None)
    aliases: tuple[t.Line, ...] = field("hakusanat", "Muita nimiä.", ())


class Now(Part):
    """A bottleneck that a municipality has now."""

    kind: t.BottleneckKey = field("laji", "Pullonkaulan laji sanastosta bottlenecks.yml.")
    what: t.Sentence | None = field("mitä", "Yksi virke.", None)
    source: t.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Measure(Part):
    """A municipality's own indicator in one year."""

    indicator: t.IndicatorKey = field("mittari", "Mittarin avain sanastosta indicators.yml.")
    year: t.Moment = field("vuosi", "Minkä vuoden arvo on.")
    value: t.Amount = field("arvo", "Luku ilman yksikköä.")
    unit: t.Line | None = field("yksikkö", "Vain, jos yksikkö on muu kuin mittarin oma.", None)
    basis: Basis = field("peruste", "measured, reported tai estimated.", Basis.REPORTED)
    note: t.Sentence | None = field("selite", "Mitä luku kertoo.", None)
    source: t.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Programme(Part):
    """A document that steers the work: strategy, programme, action plan."""

    title: t.Line = field("nimi", "Asiakirjan nimi.")
    year: t.Moment | None = field("vuosi", "Milloin hyväksytty.", None)
    url: t.Url | None = field("osoite", "Missä se on.", None)
    note: t.Sentence | None = field("selite", "Mihin se liittyy.", None)
    source: t.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Municipality(Content):
    """What a municipality says of itself."""

    municipality: t.MunicipalityName = field("kunta", "Kunnan nimi perusmuodossa.")
    goals: tuple[Goal, ...] = field("tavoitteet", "Tavoitteet vuosineen.", ())
    key_action: t.Paragraph | None = field("keskeinen toimenpide", "Mitä kunta juuri nyt tekee.", None)
    key_action_source: t.SourceNumbers = field("toimenpiteen lähde", "Lähteen järjestysnumero.", ())
    key_challenge: t.Paragraph | None = field("keskeinen haaste", "Mikä on vaikeinta.", None)
    key_challenge_source: t.SourceNumbers = field("haasteen lähde", "Lähteen järjestysnumero.", ())
    bottlenecks_now: tuple[Now, ...] = field("pullonkaulat nyt", "Mikä juuri nyt estää.", ())
    looking_for: tuple[t.Sentence, ...] = field("etsii", "Mihin kunta etsii ratkaisua.", ())
    can_offer: tuple[t.Sentence, ...] = field("tarjoaa", "Missä kunta voi auttaa muita.", ())
    contacts: tuple[Contact, ...] = field("yhteydet", "Yksikkö ja tehtävä.", ())
    indicators: tuple[Measure, ...] = field("mittarit", "Omat luvut vuosittain.", ())
    programmes: tuple[Programme, ...] = field("ohjelmat", "Strategiat, ohjelmat ja toimintasuunnitelmat.", ())
    standing: Standing | None = field("luotettavuus", "compiled, own_report, peer_checked tai verified.", None)
