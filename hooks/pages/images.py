"""Contributed pictures for the web: in a few widths, as WebP, without metadata."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from PIL import Image, features
from PIL import __version__ as pillow

from building.cache import spare, tell
from catalogue.catalogue import Catalogue
from catalogue.pictures import CACHE, FOLDER, decoded, fingerprint

Size = tuple[int, int]  # Width and height in pixels.
PUBLISHED = FOLDER.removeprefix("docs/") + "/"
WIDTHS, TALLEST, QUALITY = (480, 960, 1440), 4000, 80


def drawn(content: bytes) -> dict[Size, bytes]:
    """A picture as WebP in each size, the smallest first; never larger than it is."""
    image = decoded(content)
    return {size: _webp(image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)) for size in _sizes(image.size)}


def published(catalogue: Catalogue, root: Path) -> dict[str, dict[Size, Path]]:
    """Every picture that an entry shows, by its name: where each of its sizes is kept."""
    names = {entry.data.image.file for entry in catalogue.practices.values() if entry.data.image}
    return {name: _kept((root / FOLDER / name).read_bytes(), root / CACHE) for name in sorted(names)}


def files(pictures: Mapping[str, Mapping[Size, Path]]) -> Iterator[tuple[str, Path]]:
    """The address and the content of everything to be published."""
    for name, sizes in pictures.items():
        for (width, _), file in sizes.items():
            yield address(name, width), file


def address(name: str, width: int) -> str:
    """turku.jpg → assets/kuvat/turku-jpg-480.webp: no two pictures have the same."""
    return f"{PUBLISHED}{name.replace('.', '-')}-{width}.webp"


def _sizes(size: Size) -> list[Size]:
    """Sizes of the same shape, none twice."""
    width, height = size
    scales = [min(1, wanted / width, TALLEST / height) for wanted in WIDTHS]
    return list(dict.fromkeys((max(1, round(width * scale)), max(1, round(height * scale))) for scale in scales))


def _webp(image: Image.Image) -> bytes:
    output = BytesIO()
    image.save(output, "WEBP", quality=QUALITY, method=4)
    return output.getvalue()


def _kept(content: bytes, cache: Path) -> dict[Size, Path]:
    """The sizes of a picture in the cache, drawn first if they are not there or not whole."""
    made_with = f"{'-'.join(map(str, WIDTHS))}-{TALLEST}-{QUALITY}-{pillow}-{features.version('webp')}"
    folder = cache / fingerprint(content) / made_with
    if not _whole(folder):
        try:
            _draw(content, folder)
        except OSError as error:
            tell(cache, error.errno or 0)
            name = fingerprint(content)
            return {size: spare(f"{name}-{size[0]}.webp", image) for size, image in drawn(content).items()}
    sizes = {tuple(map(int, file.stem.split("x"))): file for file in folder.iterdir()}
    return {(width, height): sizes[width, height] for width, height in sorted(sizes)}


def _whole(folder: Path) -> bool:
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
        for (width, height), image in drawn(content).items():
            (unfinished / f"{width}x{height}.webp").write_bytes(image)
        rmtree(folder, ignore_errors=True)
        unfinished.rename(folder)
    except OSError:
        if not _whole(folder):  # Else another build was faster, and what it drew is the same.
            raise
    finally:
        rmtree(unfinished, ignore_errors=True)
