"""Pictures, the font, style sheets and scripts as they are published."""

import hashlib
import re
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image, features
from PIL import __version__ as pillow
from rcssmin import cssmin
from rjsmin import jsmin

from kaytantopankki.cache import get_or_create
from kaytantopankki.content import submodels
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.file_checks import CACHE, FOLDER, decode_image, fingerprint
from kaytantopankki.data_files import data_table
from kaytantopankki.page import Context

ImageSize = tuple[int, int]  # Width and height in pixels.
Pictures = Mapping[str, Mapping[ImageSize, Callable[[], bytes]]]  # What reads each size of a picture, by its name.
PUBLISHED = FOLDER.removeprefix("docs/") + "/"
WIDTHS, _MOST_HEIGHT, _QUALITY = (480, 960, 1440), 4000, 80
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "ÅÄÖåäöŠšŽžÉé\u00a0\u00ad§°±²³·½×–—‘’“”•…€−→₂«»"
_PARTS: Mapping[str, Mapping[str, list[str]]] = data_table("pages/data/assets.yml")
_DARK = re.compile(r'\[data-md-color-scheme="slate"\]\s*(\{[^}]*\})')
_TOKEN = re.compile(r"(--kp-[\w-]+):[^;}]*;?")


def image_files(catalogue: Catalogue, root: Path) -> Pictures:
    """Every picture that an entry shows, by its name: what reads each of its sizes."""
    names = {image.file for entry in catalogue.entries if (image := getattr(entry.data, "image", None))}
    return {name: _cached_sizes(root / FOLDER / name, root / CACHE) for name in sorted(names)}


def published_images(pictures: Pictures) -> Iterator[tuple[str, bytes]]:
    """The address and the content of everything to be published."""
    for name, sizes in pictures.items():
        for (width, _), read in sizes.items():
            yield image_address(name, width), read()


def image_address(name: str, width: int) -> str:
    """turku.jpg → assets/kuvat/turku-jpg-480.webp: no two pictures have the same."""
    return f"{PUBLISHED}{name.replace('.', '-')}-{width}.webp"


def picture(image: submodels.Image | None, sizes: Mapping[str, Collection[ImageSize]]) -> Context | None:
    """A contributed picture with its sizes, alternative text and credit; None when there is none to show."""
    if image is None or image.file not in sizes:
        return None
    return {
        "files": [
            {"src": image_address(image.file, width), "width": width, "height": height}
            for width, height in sizes[image.file]
        ],
        "alt": image.alt,
        "caption": image.caption or "",
        "credit": f"Kuva: {image.credit}, {image.licence}",
    }


def _cached_sizes(original: Path, folder: Path) -> Mapping[ImageSize, Callable[[], bytes]]:
    """The sizes of a picture, each with what reads it from the cache, or draws it if it is not there or not whole."""
    made_with = f"{'-'.join(map(str, WIDTHS))}-{_MOST_HEIGHT}-{_QUALITY}-{pillow}-{features.version('webp')}"
    folder = folder / fingerprint(original.read_bytes()) / made_with
    images = cache(partial(_resized, original))
    return {
        size: partial(_cached_image, folder / f"{size[0]}x{size[1]}.webp", images, size) for size in _sizes(original)
    }


def _sizes(original: Path) -> list[ImageSize]:
    """The sizes of a picture, as its header tells of it: of the same shape, the smallest first; never larger than it is."""
    with warnings.catch_warnings(action="ignore"), Image.open(original) as image:
        lies = image.getexif().get(ExifTags.Base.Orientation) in (5, 6, 7, 8)
        width, height = image.size[::-1] if lies else image.size
    scales = [min(1, each / width, _MOST_HEIGHT / height) for each in WIDTHS]
    return [*dict.fromkeys((max(1, round(width * scale)), max(1, round(height * scale))) for scale in scales)]


def _cached_image(file: Path, images: Callable[[], dict[ImageSize, bytes]], size: ImageSize) -> bytes:
    return get_or_create(
        file, lambda image: int.from_bytes(image[4:8], "little") + 8 == len(image), lambda: images()[size]
    )


def _resized(original: Path) -> dict[ImageSize, bytes]:
    """A picture as WebP in each of its sizes."""
    image, sizes = decode_image(original.read_bytes()), _sizes(original)
    return {size: _webp(image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)) for size in sizes}


def _webp(image: Image.Image) -> bytes:
    output = BytesIO()
    image.save(output, "WEBP", quality=_QUALITY, method=4)
    return output.getvalue()


def font_file(folder: Path) -> bytes:
    """The subset of the font as WOFF2; made once for each version of the font and set of letters, then read from
    `folder`."""
    made_of = f"{version('fontpkg-schibsted-grotesk')} {version('fonttools')} {LETTERS}"
    key = hashlib.sha256(made_of.encode()).hexdigest()[:16]
    return get_or_create(
        folder / f"schibsted-grotesk-{key}.woff2", lambda font: int.from_bytes(font[8:12], "big") == len(font), _subset
    )


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


def script_files(folder: Path) -> Iterator[tuple[str, str]]:
    """(address, script) of the scripts that are made of the parts in a folder of their name, without comments."""
    for name, parts in _PARTS["scripts"].items():
        yield f"assets/js/{name}.js", str(jsmin(_joined(folder / name, parts, "js")))


def style_sheets(folder: Path) -> Iterator[tuple[str, str]]:
    """(address, sheet) of the sheets in `folder`, without comments and needless space."""
    for name, parts in _PARTS["sheets"].items():
        yield f"assets/css/{name}.css", str(cssmin(_joined(folder, parts, "css")))
    for name, parts in _PARTS["standalone"].items():
        # The dark colours are for readers whose system is dark.
        sheet = cssmin(_joined(folder, parts, "css"))
        sheet = _DARK.sub(r"@media (prefers-color-scheme:dark){:root\1}", sheet)
        yield f"assets/css/{name}.css", _without_unused_tokens(sheet)


def _joined(folder: Path, parts: Iterable[str], ending: str) -> str:
    return "\n".join((folder / f"{part}.{ending}").read_text(encoding="utf-8") for part in parts)


def _without_unused_tokens(sheet: str) -> str:
    used = set(re.findall(r"var\((--kp-[\w-]+)", sheet))
    return _TOKEN.sub(lambda token: token[0] if token[1] in used else "", sheet)
