"""Montako käytäntöä kussakin teemassa on, ja mihin tulosten luvut perustuvat?"""

import pandas as pd

data = "https://example.org/data/v1/"

links = pd.read_csv(data + "links.csv")
themes = pd.read_csv(data + "themes.csv")
chosen = links[(links["kind"] == "practice") & (links["field"] == "themes")]
named = chosen.merge(themes, left_on="target", right_on="id")
print(named.groupby("title").size().sort_values(ascending=False, kind="stable").to_string(header=False))

# Kuntanumero luetaan tekstinä, jotta sen alun nollat säilyvät.
results = pd.read_csv(data + "results.csv", dtype={"municipality": str})
print(results.groupby("basis").size().to_string(header=False))
