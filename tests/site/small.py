"""A small repository: some municipalities, an entry or more of every kind, and short hand-written pages."""

import csv
import shutil
from pathlib import Path

from PIL import ExifTags, Image

from tests import ROOT
from tests.builders import write_text

# Those that the map of the country names and the entries are about; a region has no map of less than two.
MUNICIPALITIES = (
    *("Asikkala", "Hartola", "Heinola", "Helsinki", "Hollola", "Ii", "Imatra", "Jomala", "Jyväskylä", "Kemi"),
    *("Kuopio", "Lahti", "Lappeenranta", "Lieto", "Lohja", "Maarianhamina", "Mustasaari", "Oulu", "Rovaniemi"),
    *("Salo", "Siilinjärvi", "Turku", "Utajärvi", "Utsjoki", "Vaasa", "Äänekoski"),
)
PRACTICE = Path(__file__).with_name("practice.md").read_text(encoding="utf-8")
PLACE = "60.45, 22.27"  # What a picture tells of where it was taken.
PICTURE = "image:\n  file: koulu.jpg\n  alt: Koulu & piha\n  credit: Kunta\n  licence: CC BY 4.0\n"


def repository(root: Path) -> Path:
    """The entries of the fixture of pages, and three practices of which `eka` names `toka` as related and has a picture."""
    shutil.copytree(ROOT / "tests/fixtures/pages/repo", root)
    write_frame(root)
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = PLACE
    Image.linear_gradient("L").resize((1000, 500)).save(root / "docs/assets/kuvat/koulu.jpg", exif=exif)
    Image.new("RGB", (10, 10)).save(root / "docs/assets/kuvat/turha.png")
    write_practice(root, "eka", "Ensimmäinen", f"{PICTURE}related:\n  - toka\n")
    write_practice(root, "toka", "Toinen", "aliases_url:\n  - kaytannot/vanha/\n")
    write_practice(root, "kolmas", "Kolmas säästi 13 000 kWh")
    return root


def write_frame(root: Path, *, few: bool = True) -> None:
    """What every site is made with, except that there are few municipalities, and the hand-written pages."""
    for name in ("hooks", "overrides", "docs/assets"):
        leave = shutil.ignore_patterns("__pycache__", "*.egg-info", "kuvat")
        shutil.copytree(ROOT / name, root / name, ignore=leave, dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    if few:
        tables = root / "hooks/kaytantopankki/content/data"
        regions = _keep_rows(tables / "municipalities.csv", "name", {*MUNICIPALITIES}, "region")
        _keep_rows(tables / "regions.csv", "code", regions, "code")
    # What the navigation, the foot of every page and generated pages lead to, and what a page may say of itself.
    shutil.copytree(ROOT / "tests/fixtures/small", root, dirs_exist_ok=True)


def write_practice(root: Path, slug: str, title: str, more: str = "", source: str = "Lähde") -> None:
    """A practice; `more` is front matter beside what every practice has."""
    write_text(root, f"practices/{slug}.md", PRACTICE.format(title=title, more=more, source=source))


def _keep_rows(table: Path, column: str, values: set[str], told: str) -> set[str]:
    """Leaves the rows whose column has one of the values; what another column of them tells."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row[column] in values]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    return {row[told] for row in rows}
