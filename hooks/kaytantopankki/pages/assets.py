"""Pictures, the font, style sheets and scripts as they are published."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from PIL import Image, features
from PIL import __version__ as pillow
from rcssmin import cssmin
from rjsmin import jsmin

from kaytantopankki.cache import get_or_create, log_not_cached, temp_file
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.file_checks import CACHE, FOLDER, decode_image, fingerprint

ImageSize = tuple[int, int]  # Width and height in pixels.
PUBLISHED = FOLDER.removeprefix("docs/") + "/"
WIDTHS, TALLEST, QUALITY = (480, 960, 1440), 4000, 80


def resized(content: bytes) -> dict[ImageSize, bytes]:
    """A picture as WebP in each size, the smallest first; never larger than it is."""
    image = decode_image(content)
    return {size: _webp(image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)) for size in _sizes(image.size)}


def image_files(catalogue: Catalogue, root: Path) -> dict[str, dict[ImageSize, Path]]:
    """Every picture that an entry shows, by its name: where each of its sizes is kept."""
    names = {entry.data.image.file for entry in catalogue.practices.values() if entry.data.image}
    return {name: _kept((root / FOLDER / name).read_bytes(), root / CACHE) for name in sorted(names)}


def published_images(pictures: Mapping[str, Mapping[ImageSize, Path]]) -> Iterator[tuple[str, Path]]:
    """The address and the content of everything to be published."""
    for name, sizes in pictures.items():
        for (width, _), file in sizes.items():
            yield image_address(name, width), file


def image_address(name: str, width: int) -> str:
    """turku.jpg → assets/kuvat/turku-jpg-480.webp: no two pictures have the same."""
    return f"{PUBLISHED}{name.replace('.', '-')}-{width}.webp"


def _sizes(size: ImageSize) -> list[ImageSize]:
    """Sizes of the same shape, none twice."""
    width, height = size
    scales = [min(1, wanted / width, TALLEST / height) for wanted in WIDTHS]
    return list(dict.fromkeys((max(1, round(width * scale)), max(1, round(height * scale))) for scale in scales))


def _webp(image: Image.Image) -> bytes:
    output = BytesIO()
    image.save(output, "WEBP", quality=QUALITY, method=4)
    return output.getvalue()


def _kept(content: bytes, cache: Path) -> dict[ImageSize, Path]:
    """The sizes of a picture in the cache, drawn first if they are not there or not whole."""
    made_with = f"{'-'.join(map(str, WIDTHS))}-{TALLEST}-{QUALITY}-{pillow}-{features.version('webp')}"
    folder = cache / fingerprint(content) / made_with
    if not _images_whole(folder):
        try:
            _draw(content, folder)
        except OSError as error:
            log_not_cached(cache, error.errno or 0)
            name = fingerprint(content)
            return {size: temp_file(f"{name}-{size[0]}.webp", image) for size, image in resized(content).items()}
    sizes = {tuple(map(int, file.stem.split("x"))): file for file in folder.iterdir()}
    return {(width, height): sizes[width, height] for width, height in sorted(sizes)}


def _images_whole(folder: Path) -> bool:
    """Whether a folder holds pictures that are as long as they say."""
    files = list(folder.iterdir()) if folder.is_dir() else []
    return bool(files) and all(_length(file) == file.stat().st_size for file in files)


def _length(file: Path) -> int:
    with file.open("rb") as picture:
        return int.from_bytes(picture.read(8)[4:], "little") + 8


def _draw(content: bytes, folder: Path) -> None:
    """Fills the folder at once: another build never sees a half-drawn set."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(mkdtemp(dir=folder.parent.parent))
    try:
        for (width, height), image in resized(content).items():
            (unfinished / f"{width}x{height}.webp").write_bytes(image)
        rmtree(folder, ignore_errors=True)
        unfinished.rename(folder)
    except OSError:
        if not _images_whole(folder):  # Else another build was faster, and what it drew is the same.
            raise
    finally:
        rmtree(unfinished, ignore_errors=True)


LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "ÅÄÖåäöŠšŽžÉé\u00a0\u00ad§°±²³·½×–—‘’“”•…€−→₂«»"


def font_file(cache: Path) -> bytes:
    """The subset as WOFF2; made once for each version of the font and set of letters, then read from `cache`."""
    key = hashlib.sha256(
        f"{version('fontpkg-schibsted-grotesk')} {version('fonttools')} {LETTERS}".encode()
    ).hexdigest()[:16]
    return get_or_create(cache / f"schibsted-grotesk-{key}.woff2", _fonts_whole, _subset)


def _fonts_whole(content: bytes) -> bool:
    """Whether a font is as long as it says."""
    return content[:4] == b"wOF2" and int.from_bytes(content[8:12], "big") == len(content)


def _subset() -> bytes:
    import fontpkg  # Imported here, because they take longer to load than the font does when it is made already.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "calt", "ccmp", "locl", "mark", "tnum", "lnum"]
    options.name_IDs = [0, 1, 2, 13, 14]
    font = TTFont(fontpkg.path("Schibsted Grotesk"), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    output = BytesIO()
    font.flavor = "woff2"
    font.save(output)
    return output.getvalue()


# In the order in which they build on one another.
PARTS = {
    "lomake": (
        "yaml",
        "sanat",
        "ajat",
        "teksti",
        "kokonaisuus",
        "tarkistus",
        "kentat",
        "virheet",
        "nakyma",
        "avaus",
        "lahetys",
        "sivu",
    )
}


def script_files(folder: Path) -> Iterator[tuple[str, str]]:
    """(address, script) of the scripts that are made of the parts in a folder of their name, without comments."""
    for name, parts in PARTS.items():
        text = "\n".join((folder / name / f"{part}.js").read_text(encoding="utf-8") for part in parts)
        yield f"assets/js/{name}.js", str(jsmin(text))


# In the order in which they build on one another.
COMMON = ("tokens", "kp", "prose", "haku")
# Those that only some pages load, after the common one.
OWN = ("lomake", "avoin-data", "elementit")
# Those of pages that load nothing else, and have no script to choose the colours.
ALONE = ("upote",)

_DARK = re.compile(r'\[data-md-color-scheme="slate"\]\s*(\{[^}]*\})')
_TOKEN = re.compile(r"(--kp-[\w-]+):[^;}]*;?")


def style_sheets(folder: Path) -> Iterator[tuple[str, str]]:
    """(address, sheet) of the sheets in `folder`, without comments and needless space."""
    for name, parts in (("sivusto", COMMON), *((name, (name,)) for name in OWN)):
        yield f"assets/css/{name}.css", _sheet(folder, parts)
    for name in ALONE:
        yield f"assets/css/{name}.css", _needed(_following_the_system(_sheet(folder, ("tokens", name))))


def _sheet(folder: Path, parts: tuple[str, ...]) -> str:
    text = "\n".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in parts)
    return str(cssmin(text))


def _following_the_system(sheet: str) -> str:
    """The dark colours for readers whose system is dark."""
    return _DARK.sub(r"@media (prefers-color-scheme:dark){:root\1}", sheet)


def _needed(sheet: str) -> str:
    """Without the tokens that the sheet does not use."""
    used = set(re.findall(r"var\((--kp-[\w-]+)", sheet))
    return _TOKEN.sub(lambda found: found[0] if found[1] in used else "", sheet)
