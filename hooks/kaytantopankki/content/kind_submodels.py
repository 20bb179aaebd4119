"""Groups of fields that only one content kind has, and their choices."""

from kaytantopankki.content import field_types as types
from kaytantopankki.content.submodels import Submodel, field


class AgendaItem(Submodel):
    """A part of an event's agenda."""

    time: types.Line | None = field("kello", "Milloin, esimerkiksi 9.00 tai 9.00–9.30.", None)
    what: types.Sentence = field("mitä", "Mitä silloin tehdään.")


class Member(Submodel):
    """A municipality in a network."""

    municipality: types.MunicipalityName = field("kunta", "Kunnan nimi perusmuodossa.")
    since: types.Moment | None = field("liittyi", "Vuosi tai päivä; jätä pois, jos ei tiedetä.", None)
    until: types.Moment | None = field("erosi", "Vuosi tai päivä.", None)
    note: types.Sentence | None = field("selite", "Esimerkiksi ristiriita lähteissä.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class MemberCount(Submodel):
    """How many members a source tells of at a time."""

    when: types.Moment = field("milloin", "Minkä ajan luku on.")
    count: types.Count = field("jäseniä", "Jäsenten määrä.")
    note: types.Sentence | None = field("selite", "Mitä luku sisältää.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class SteeringGroup(Submodel):
    """Who steers a network: organisations, never persons."""

    chair: types.Line | None = field(
        "puheenjohtaja", "Mikä organisaatio johtaa, esimerkiksi Lapuan kaupunki. Ei henkilön nimeä.", None
    )
    members: tuple[types.Line, ...] = field("jäsenet", "Mitkä organisaatiot ovat ryhmässä.", ())
    follows: tuple[types.Sentence, ...] = field("mitä seuraa", "Mitä ryhmä seuraa tai päättää.", ())
    costs: types.Sentence | None = field("kulut", "Mitä yhteistyö maksaa ja kuka sen maksaa.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Campaign(Submodel):
    """What a network has done together for a time."""

    name: types.Line = field("nimi", "Kampanjan, koulutuksen tai muun yhteisen työn nimi.")
    when: types.Moment | None = field("milloin", "Vuosi tai päivä.", None)
    what: types.Sentence | None = field("mitä tehtiin", "Yksi tai kaksi virkettä.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Now(Submodel):
    """A bottleneck that a municipality has now."""

    kind: types.BottleneckKey = field("laji", "Pullonkaulan laji sanastosta bottlenecks.yml.")
    what: types.Sentence | None = field("mitä", "Yksi virke.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Measure(Submodel):
    """A municipality's own indicator in one year."""

    indicator: types.IndicatorKey = field("mittari", "Mittarin avain sanastosta indicators.yml.")
    year: types.Moment = field("vuosi", "Minkä vuoden arvo on.")
    value: types.Amount = field("arvo", "Luku ilman yksikköä.")
    approx: types.Approx | None = field(
        "tarkkuus", "Jos lähde sanoo noin, yli, alle, vähintään, enintään tai lähes.", None
    )
    unit: types.Line | None = field("yksikkö", "Vain, jos yksikkö on muu kuin mittarin oma, esimerkiksi bussia.", None)
    basis: types.Basis = field("peruste", "measured, reported, estimated tai target.", types.Basis.REPORTED)
    note: types.Sentence | None = field(
        "selite", "Mitä luku kertoo. Samaa asiaa eri vuosina kertovilla luvuilla on sama selite.", None
    )
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class ProgrammeKind(types.Choice):
    """What a part of a municipality's programme work is, from the top down."""

    STRATEGY = "strategy", "strategia"
    PROGRAMME = "programme", "ohjelma"
    ACTION_PLAN = "action_plan", "toimintasuunnitelma"
    ACTION = "action", "toimenpide"


class ActionStage(types.Choice):
    """How far an action is."""

    PLANNED = "planned", "suunnitteilla"
    UNDERWAY = "underway", "käynnissä"
    LATE = "late", "myöhässä"
    DONE = "done", "valmis"
    DROPPED = "dropped", "keskeytetty"


class Programme(Submodel):
    """What steers the work: a strategy, a programme of it, an action plan, or an action of one of these."""

    title: types.Line = field("nimi", "Asiakirjan tai toimenpiteen nimi.")
    kind: ProgrammeKind | None = field("laji", "strategy, programme, action_plan tai action.", None)
    under: types.Line | None = field(
        "mihin kuuluu", "Sen ylemmän nimi, jota tämä toteuttaa. Ylempi on luettelossa ensin.", None
    )
    stage: ActionStage | None = field("vaihe", "Toimenpiteen vaihe: planned, underway, late, done tai dropped.", None)
    followed_by: tuple[types.IndicatorKey, ...] = field(
        "mittarit", "Mittarit, joilla tätä seurataan. Niiden luvut ovat kunnan luvuissa.", ()
    )
    year: types.Moment | None = field("vuosi", "Milloin hyväksytty.", None)
    url: types.Url | None = field("osoite", "Missä se on.", None)
    note: types.Sentence | None = field("selite", "Mihin se liittyy.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())
