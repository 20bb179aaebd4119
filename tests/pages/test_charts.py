"""Charts: the lengths of bars and what is said of them."""

from kaytantopankki.pages import charts


def test_bars_tell_part_and_whole() -> None:
    view = charts.bar_chart("pullonkaulat", [("Tekniikka", 2, 8), ("Hankinnat", 0, 5), ("Raha", 1, 1)])
    bars = [(bar["label"], bar["part"], bar["whole"], bar["figures"]) for bar in view["bars"]]
    assert bars == [("Tekniikka", 25, 100, "2/8"), ("Hankinnat", 0, 62.5, "0/5"), ("Raha", 12.5, 12.5, "1/1")]
    assert view["note"] == "Palkin pituus on käytäntöjen määrä. Täytetty osa: ratkaisu on kirjattu."


def test_years_are_in_order_with_their_counts() -> None:
    view = charts.year_chart("vuodet", [2022, 2011, 2022], known=3, all=20)
    assert view
    assert [(bar["label"], bar["part"], bar["figures"]) for bar in view["bars"]] == [
        ("2011", 50, "1"),
        ("2022", 100, "2"),
    ]
    assert view["note"] == "Vuosi tiedetään 3 käyttöönotosta, kaikkiaan käyttöönottoja on 20."
    assert charts.year_chart("vuodet", [2011, 2011], known=2, all=2) is None
