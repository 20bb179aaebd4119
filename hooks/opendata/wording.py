"""The texts that go with the data in the bundle."""

from opendata.terms import LICENCE, ORIGINS, VERSION, Terms


def readme_text(terms: Terms) -> str:
    """What is in the bundle."""
    changed = f"{terms.modified.day}.{terms.modified.month}.{terms.modified.year}" if terms.modified else "ei tiedossa"
    return f"""{terms.publisher.name}: avoin data
Muodon versio {VERSION}. Uusin muutos sisältöön {changed}.

fi/*.csv          Taulukot Exceliin: suomenkieliset otsikot, puolipiste, desimaalipilkku.
*.csv             Samat tiedot ohjelmille: taulukot, jotka viittaavat toisiinsa.
datapackage.json  CSV-taulukoiden kuvaus (Data Package): sarakkeet, avaimet ja viittaukset.
*.json            Samat tiedot JSON-muodossa.
schema/           JSON-tiedostojen skeemat (JSON Schema).
esimerkit/        Lyhyet ohjelmat, jotka lukevat dataa.

Tiedostot ovat UTF-8-muodossa. Jos CSV:n tekstisolu alkaa merkillä = + - @ ' tai
sarkaimella tai rivinvaihdolla, sen eteen on lisätty heittomerkki. Näin
taulukkolaskenta ei pidä tekstiä kaavana. Saat alkuperäisen tekstin, kun poistat
solun alusta yhden heittomerkin. Luvuissa lisäystä ei ole.

Jokaisella tuloksella on peruste (basis): mitattu, ilmoitettu, arvio tai tavoite.
Tavoite ei ole tulos. Lähteet ovat tiedoissa mukana.

Lisää: {terms.publisher.url}avoin-data/
"""


def licence_text(terms: Terms) -> str:
    """The licence and how to name the data."""
    origins = "\n".join(f"- {title} ({url})" for title, url in ORIGINS)
    return f"""Lisenssi: {LICENCE["title"]} (CC BY 4.0)
{LICENCE["url"]}

Saat käyttää, muokata ja jakaa aineistoa, kun mainitset lähteen.
Kerro myös, jos muutit tietoja. Mainitse lähde näin:

{terms.attribution}

Kuntien perustiedot ovat näistä lähteistä. Mainitse nekin, jos käytät niitä:
{origins}

Kuvilla voi olla oma lisenssinsä, joka on kerrottu kuvan tiedoissa.
Kirjauksissa mainitut lähteet ovat julkaisijoidensa omia.
"""
