"""The marks of figures and stages beside their words, for hand-written pages: drawn as on every other page."""

from pathlib import Path
from typing import Any

from catalogue.labels import AdoptionStage, Basis, Stage
from pages import figures, marks
from pages.finnish import capitalised
from pages.templates import environment


def legend(templates: Path) -> dict[str, str]:
    """HTML of each mark by its word: "mitattu", "kokeilu"."""
    draw: Any = environment(templates).get_template("partials/kp/marks.html").module
    stages = {
        stage.label: f"{draw.dot(marks.dot(stage))} {capitalised(stage.label)}" for stage in (*Stage, *AdoptionStage)
    }
    return {**stages, **{basis.label: str(draw.basis(figures.basis(basis))) for basis in Basis}}
