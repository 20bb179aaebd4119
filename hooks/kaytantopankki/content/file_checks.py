"""Checks of files, pictures and addresses: every entry has one page that can be made."""

import os
import re
import struct
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from PIL import ExifTags, Image, ImageCms

from kaytantopankki.content import field_types, front_matter, models, municipalities, vocabulary, written
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.messages import Problem, message_for
from kaytantopankki.content.submodels import IMAGE_NAME
from kaytantopankki.os_errors import printable

FOLDER, CACHE = "docs/assets/kuvat", ".cache/kuvat"
TYPES = (".jpg", ".jpeg", ".png", ".webp")
# What is taken for Markdown too, also .MD.
_MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
# What may stand beside the pages, and what in docs/assets, where it takes the place of nothing that is made.
_BESIDE = (*TYPES, ".gif", ".svg", ".avif")
_ASSETS = (*_BESIDE, ".ico", ".css", ".js", ".mjs", ".json", ".txt", ".xml", ".csv", ".ics", ".woff2", ".webmanifest")
_FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 40_000_000
_MOST_BYTES = 8_000_000
# What Pillow raises for bytes that are not what they begin as.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)
# How a picture lies in its file, and what sets it upright. ImageOps.exif_transpose would also write the metadata anew,
# and fails on what is odd in them.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# First parts of the addresses of entries: an old address is under one of them.
ADDRESSES = frozenset(kind.address for kind in models.KINDS.values())
# Second parts that the site's own lists have, and names that Windows does not let a file have.
RESERVED_NAMES = frozenset({"index", "sivu", "kirjaimet", "kartta", "sarjat", "vuosi", "teema", "tilannekuva"})
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "123456789")}
)
NOT_FREE = {"kept_by_site": RESERVED_NAMES, "kept_by_windows": _DEVICES}
# Files in the folders of entries that are no entries.
_EXPECTED = frozenset(
    {f"practices/vocabulary/{name}.yml" for name in vocabulary.FILES}
    | {f"docs/{address}/index.md" for address in ADDRESSES}
)
# The folders that are looked through, and where an entry is put in each.
_FOLDERS = {"practices": "practices", "docs/kaytannot": "practices"} | {
    f"docs/{kind.address}": kind.folder for kind in models.KINDS.values() if kind.name != "practice"
}


@dataclass(frozen=True)
class Scope:
    """The entries read so far, every name that may be referred to, and the repository for files such as images.

    Targets whose names could not be read are not in `named`.
    """

    catalogue: Catalogue
    named: written.KnownWords
    root: Path


def _titles_differ(scope: Scope) -> Iterator[Problem]:
    """Two entries of one kind do not have the same title."""
    first: dict[tuple[str, str], str] = {}
    for entry in scope.catalogue.entries:
        if title := getattr(entry.data, "title", None):
            other = first.setdefault((entry.kind, title.casefold()), entry.path)
            if other != entry.path:
                yield entry.problem(("title",), message_for("same_title", other=other))


def _names_are_free(scope: Scope) -> Iterator[Problem]:
    """An entry's file does not have a name that the site or Windows keeps for something else."""
    for entry in scope.catalogue.entries:
        yield from (
            Problem(entry.path, 1, message_for(text, given=entry.slug))
            for text, names in NOT_FREE.items()
            if entry.slug in names
        )


def _old_addresses_are_free(scope: Scope) -> Iterator[Problem]:
    """An old address does not hide a page and leads to one place only."""
    taken = {_address(entry): entry.path for entry in scope.catalogue.entries}
    taken |= {f"{first}/{second}/": message_for("own_page") for first in ADDRESSES for second in RESERVED_NAMES}
    taken |= {
        f"kunnat/{place.slug}/": message_for("own_place", name=place.name) for place in scope.catalogue.places.values()
    }
    for entry in scope.catalogue.entries:
        for number, address in enumerate(entry.data.aliases_url):
            loc = ("aliases_url", number)
            if address.split("/")[0] not in ADDRESSES or address.count("/") != 2:
                yield entry.problem(
                    loc, message_for("old_elsewhere", given=address, address=models.KINDS[entry.kind].address)
                )
            elif (owner := taken.setdefault(address, entry.path)) != entry.path or address == _address(entry):
                yield entry.problem(loc, message_for("old_taken", given=address, owner=owner))


def _address(entry: models.Entry[Any]) -> str:
    return f"{models.KINDS[entry.kind].address}/{entry.slug}/"


def _one_file_for_a_municipality(scope: Scope) -> Iterator[Problem]:
    """A municipality's own words are in the file that has its name."""
    for entry in scope.catalogue.municipalities.values():
        place = scope.catalogue.places.get(entry.data.municipality)
        if place and place.slug != entry.slug:
            yield entry.problem(("municipality",), message_for("misnamed", slug=place.slug))


def read_source(file: Path, path: str) -> str | Problem:
    """The text of a Markdown file of the repository, or why its name will not do or it cannot be read."""
    message = _misnamed(file, path)
    return Problem(path, 1, message) if message else front_matter.read_text(file, path)


def _misnamed(file: Path, path: str) -> str:
    """Why the name of a file, or of a folder that it is in, will not do; "" when it will."""
    if file.name.startswith(("~$", "._")):
        return message_for("file_leftover")
    for folder in PurePosixPath(path).parts[:-1]:
        if (slug := municipalities.slugify(folder)) != folder:
            return message_for("folder_named", given=folder, name=slug or "nimi")
    slug = municipalities.slugify(file.stem) or "nimi"
    if slug == file.stem:
        return ""
    return message_for("file_twice" if f"{slug}.md" in os.listdir(file.parent) else "file_named", name=slug)


def _nothing_is_left_out(scope: Scope) -> Iterator[Problem]:
    """The folders of entries hold nothing but entries, and the root holds none, so that no text is lost and no page is
    made of anything else."""
    for file in sorted(scope.root.glob("*.md")):
        head = file.read_bytes().decode(errors="replace").removeprefix("\ufeff").partition("\n---")[0]
        if head.startswith("---") and (kind := models.likely_kind(re.findall(r"^(\w+):", head, re.MULTILINE))):
            yield Problem(file.name, 1, message_for("wrong_folder", folder=kind.folder))
    expected = {
        f"{kind.folder}/{file.name}" for kind in models.KINDS.values() for file in models.entry_files(scope.root, kind)
    }
    expected |= _EXPECTED
    for folder, entry_folder in _FOLDERS.items():
        for path in models.files_in(scope.root, folder):
            if path not in expected:
                yield Problem(path, 1, message_for("file_left_out", folder=entry_folder))


def _nothing_is_a_link(scope: Scope) -> Iterator[Problem]:
    """No file or folder is a symbolic link, because what it leads to would be published."""
    for top in ("docs", "practices"):
        for folder, folders, files in os.walk(scope.root / top):
            for name in sorted((*folders, *files)):
                if os.path.islink(path := Path(folder, name)):
                    yield Problem(path.relative_to(scope.root).as_posix(), 1, message_for("file_link"))


def _files_have_addresses(scope: Scope) -> Iterator[Problem]:
    """What stands beside the pages has a name that can be an address, and a picture one that can be written in a field."""
    for path in models.files_in(scope.root, "docs"):
        file = PurePosixPath(path)
        if file.suffix == ".md":
            continue
        if printable(path) != path or set(path) & set('"*:<>?\\|'):
            yield Problem(path, 1, message_for("file_address"))
        elif file.suffix.lower() in _MARKDOWN and not models.is_entry(path.removeprefix("docs/")):
            yield Problem(path, 1, message_for("file_left_out", folder=file.parent))
        elif path.startswith(FOLDER) and file.suffix not in TYPES:
            yield Problem(path, 1, _wrong_type(file.suffix))
        elif path.startswith(FOLDER) and not re.fullmatch(IMAGE_NAME, file.name):
            yield Problem(path, 1, message_for("file_name", given=file.name))
        elif file.suffix not in (kinds := _ASSETS if path.startswith("docs/assets/") else _BESIDE):
            yield Problem(path, 1, message_for("file_kind", given=file.name, types=", ".join(kinds)))


def _wrong_type(suffix: str) -> str:
    return message_for("image_type", suffix=suffix, types=", ".join(TYPES))


def images_can_be_shown(scope: Scope) -> Iterator[Problem]:
    """A picture is a file in its folder, of a type that cameras and telephones make, whole, still and not too large."""
    for entry in scope.catalogue.entries:
        image = getattr(entry.data, "image", None)
        if image and image.file and (message := _unusable(scope.root, image.file)):
            yield entry.problem(("image", "file"), message)


def _unusable(root: Path, name: str) -> str:
    """Why a picture cannot be shown; "" when it can."""
    file = root / FOLDER / name
    if file.suffix not in TYPES:
        return _wrong_type(file.suffix)
    if not file.is_file() or file.resolve() != root.resolve() / FOLDER / name:
        return message_for("image_missing", file=f"{FOLDER}/{name}")
    size = file.stat().st_size
    if size > _MOST_BYTES:
        return message_for("image_large", actual=_megabytes(size), limit=_megabytes(_MOST_BYTES))
    content = file.read_bytes()
    drawn_before = any(files for _, _, files in os.walk(root / CACHE / fingerprint(content)))
    return "" if drawn_before else field_types.refusal(decode_image, content)


def _megabytes(size: int) -> str:
    """8 · 8,1: rounded up, so that what is too large also looks so."""
    tenths = -(-size // 100_000)
    return f"{tenths // 10},{tenths % 10}".removesuffix(",0")


CHECKS: tuple[Callable[[Scope], Iterable[Problem]], ...] = (
    _titles_differ,
    _names_are_free,
    _old_addresses_are_free,
    _one_file_for_a_municipality,
    _nothing_is_left_out,
    _nothing_is_a_link,
    _files_have_addresses,
    images_can_be_shown,
)


def fingerprint(content: bytes) -> str:
    """The name under which what is made of a picture is kept."""
    return sha256(content).hexdigest()[:32]


def decode_image(content: bytes) -> Image.Image:
    """The picture upright, in the colours of the web and without metadata; ValueError says in Finnish why not."""
    with warnings.catch_warnings(action="ignore"):  # Of odd metadata, which is not published, and of sizes.
        try:
            image = Image.open(BytesIO(content), formats=_FORMATS)  # Reads only its header.
        except Image.DecompressionBombError as error:
            raise ValueError(_too_many_dots()) from error
        except _BROKEN as error:
            raise ValueError(message_for("image_broken")) from error
        if image.width * image.height > MOST_PIXELS:
            raise ValueError(_too_many_dots(f" ({image.width} × {image.height})"))
        # A telephone's JPEG may carry a second picture beside the one to be shown: that is not a moving one.
        if image.format != "MPO" and getattr(image, "is_animated", False):
            raise ValueError(message_for("image_moves"))
        try:
            turn = _TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
            upright = _in_web_colours(image if turn is None else image.transpose(turn))
            plain = upright.convert("RGBA" if image.has_transparency_data else "RGB")
        except _BROKEN as error:
            raise ValueError(message_for("image_broken")) from error
    plain.info = {}
    return plain


def _too_many_dots(size: str = "") -> str:
    return message_for("image_dots", size=size, limit=MOST_PIXELS // 10**6)


def _in_web_colours(image: Image.Image) -> Image.Image:
    """Colours of a camera's or telephone's own profile as sRGB, because the profile is not published."""
    if image.mode == "I;16":  # Sixteen bits a grey: Pillow would cut off what is over 255.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError):  # OSError: what is there is no profile at all.
        return image
