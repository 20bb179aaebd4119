"""Groups of fields that only one content kind has."""

from typing import ClassVar

from kaytantopankki.content import field_types as types
from kaytantopankki.content.submodels import Figure, Rule, Submodel, field, given

# What the municipality pays: nothing else is counted or shown as a cost.
COST_KINDS = (types.MoneyKind.INVESTMENT, types.MoneyKind.YEARLY_COST, types.MoneyKind.CONTRACT, types.MoneyKind.COST)


class Money(Figure):
    """One sum in euros: what it cost, saved, brought in or was lent; or the years in which it pays itself back."""

    kind: types.MoneyKind = field(
        "laji", "Mikä summa on. Kunnan kustannuksia ovat investointi, kustannus vuodessa, sopimus ja muu kustannus."
    )
    amount: types.Euros | None = field("euroa", "Summa euroina, esimerkiksi 1900000.", None, ge=0)
    amount_to: types.Euros | None = field("yläraja", "Summan yläraja, kun lähde antaa välin.", None, ge=0)
    before: types.Euros | None = field("ennen", "Euroina ennen muutosta.", None, ge=0)
    after: types.Euros | None = field("jälkeen", "Euroina muutoksen jälkeen.", None, ge=0)
    years: types.Amount | None = field(
        "vuosia", "Takaisinmaksuaika, tai sopimuksen tai lainan pituus vuosina.", None, gt=0, le=200
    )
    per: types.Line | None = field("mitä kohti", "Jos summa ei ole kertasumma: vuosi, asukas, annos, tunti.", None)
    year: types.Moment | None = field("vuosi", "Minkä vuoden luku on.", None)
    basis: types.Basis = field("peruste", "measured, reported, estimated tai target.", types.Basis.REPORTED)

    # Names that were fields once, and what is written in their place.
    renamed: ClassVar = {
        "investment": "kind: investment ja amount: {given}",
        "yearly": "kind: yearly_cost ja amount: {given}",
        "yearly_saving": "kind: saving, amount: {given} ja per: vuosi",
        "payback_years": "kind: payback ja years: {given}",
    }
    _change: ClassVar = ("all", given("before"), given("after"))
    _payback: ClassVar = ("is", "kind", types.MoneyKind.PAYBACK)
    _explained: ClassVar = (types.MoneyKind.COST, types.MoneyKind.OTHERS_INVESTMENT)
    rules = (
        Rule(
            (
                "any",
                ("all", _payback, ("any", ("not", given("years")), given("amount"), _change)),
                ("all", ("not", _payback), ("not", ("any", given("amount"), _change))),
                ("all", given("amount"), ("any", given("before"), given("after"))),
            ),
            "money_figure",
        ),
        Rule(("all", given("amount_to"), ("not", ("above", "amount_to", "amount"))), "money_range"),
        Rule(("all", ("any", *(("is", "kind", kind) for kind in _explained)), ("not", given("note"))), "money_note"),
    )

    @property
    def is_cost(self) -> bool:
        """Whether the municipality pays it."""
        return self.kind in COST_KINDS


class Milestone(Submodel):
    """A dated step of a practice."""

    kind: types.MilestoneKind = field("mitä tapahtui", "Mistä on kyse. Jos valitset muu, kerro selitteessä.")
    date: types.Moment = field("milloin", "Niin tarkasti kuin lähde kertoo.")
    note: types.Sentence | None = field("selite", "Esimerkiksi kuka päätti ja mistä.", None)
    municipality: types.MunicipalityName | None = field("kunta", "Missä, jos kuntia on monta.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())

    rules = (Rule(("all", ("is", "kind", types.MilestoneKind.OTHER), ("not", given("note"))), "milestone_note"),)


class Actor(Submodel):
    """Who took part in a practice."""

    name: types.Line = field("nimi", "Kuka teki, esimerkiksi Turku Energia.")
    kind: types.ActorKind | None = field("laji", "Millainen tekijä on.", None)

    @property
    def text(self) -> str:
        """Turku Energia (kunnan yhtiö tai liikelaitos); a municipality has the word in its name"""
        return self.name if self.kind in (None, types.ActorKind.MUNICIPALITY) else f"{self.name} ({self.kind.label})"


class Evaluation(Submodel):
    """Who judged the outcome of a practice, and against what."""

    who: types.Line = field("kuka arvioi", "Esimerkiksi Suomen ympäristökeskus tai kunta itse.")
    how: types.Sentence | None = field("miten", "Esimerkiksi kysely, mittaus tai laskelma.", None)
    against: types.Sentence | None = field("mihin verrattiin", "Esimerkiksi edellinen vuosi tai tavoite.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


class Alternative(Submodel):
    """What was considered and not done."""

    what: types.Sentence = field("vaihtoehto", "Mitä muuta harkittiin.")
    why_not: types.Sentence | None = field("miksi ei", "Miksi sitä ei valittu.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())


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


class Programme(Submodel):
    """What steers the work: a strategy, a programme of it, an action plan, or an action of one of these."""

    title: types.Line = field("nimi", "Asiakirjan tai toimenpiteen nimi.")
    kind: types.ProgrammeKind | None = field("laji", "strategy, programme, action_plan tai action.", None)
    under: types.Line | None = field(
        "mihin kuuluu", "Sen ylemmän nimi, jota tämä toteuttaa. Ylempi on luettelossa ensin.", None
    )
    stage: types.ActionStage | None = field(
        "vaihe", "Toimenpiteen vaihe: planned, underway, late, done tai dropped.", None
    )
    followed_by: tuple[types.IndicatorKey, ...] = field(
        "mittarit", "Mittarit, joilla tätä seurataan. Niiden luvut ovat kunnan luvuissa.", ()
    )
    year: types.Moment | None = field("vuosi", "Milloin hyväksytty.", None)
    url: types.Url | None = field("osoite", "Missä se on.", None)
    note: types.Sentence | None = field("selite", "Mihin se liittyy.", None)
    source: types.SourceNumbers = field("lähde", "Lähteen järjestysnumero.", ())
