"""Contributed pictures: which are refused and in what words, and what is published of the others; and the font."""

import os
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, ImageDraw, PngImagePlugin

from kaytantopankki.content import file_checks
from kaytantopankki.content.file_checks import CACHE, FOLDER, MOST_PIXELS, Scope, decode_image, fingerprint
from kaytantopankki.content.messages import Problem
from kaytantopankki.content.municipalities import places
from kaytantopankki.pages import assets
from tests.builders import catalogue, entry
from tests.cases import read_tables

RED, BLUE = (200, 0, 0), (0, 0, 200)
PLACE = "60 astetta pohjoista"
TURN = Image.Transpose
# How a picture lies in its file, by what a camera tells of its orientation.
LYING = (
    *(None, TURN.FLIP_LEFT_RIGHT, TURN.ROTATE_180, TURN.FLIP_TOP_BOTTOM),
    *(TURN.TRANSPOSE, TURN.ROTATE_90, TURN.TRANSVERSE, TURN.ROTATE_270),
)
IMAGE = {"file": "a.jpg", "alt": "Koulu", "credit": "Kunta", "licence": "CC BY 4.0"}


def half(size: tuple[int, int] = (120, 80), mode: str = "RGB") -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", size, RED)
    ImageDraw.Draw(image).rectangle((0, size[1] // 2, *size), BLUE)
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    output = BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def camera_data(orientation: int = 1) -> Image.Exif:
    """What a telephone writes of a picture, its place too."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.ImageDescription] = PLACE
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (60.0, 27.0, 6.5)}
    return exif


def moving(kind: str) -> bytes:
    return saved(half(), kind, save_all=True, append_images=[half().rotate(180)])


def huge() -> bytes:
    """A small file that says it is a large picture."""
    content = bytearray(saved(half(), "PNG"))
    content[16:24] = (30_000).to_bytes(4, "big") * 2
    content[29:33] = crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)


NOT_A_PICTURE = "ei ole kuva, tai tiedosto on rikki. Tallenna kuva uudelleen muotoon jpg, png tai webp"


def problems(check: Callable[[Scope], Iterable[Problem]], root: Path, file: str = "a.jpg") -> list[str]:
    shown = catalogue(entry("practice", "x", image={**IMAGE, "file": file}))
    scope = Scope(shown, {"municipality": {name: name for name in places()}}, root)
    return [problem.message for problem in check(scope)]


def write(root: Path, content: bytes, name: str = "a.jpg") -> Path:
    file = root / FOLDER / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def drawn(root: Path, content: bytes) -> dict[tuple[int, int], bytes]:
    """The sizes in which a picture is published."""
    write(root, content)
    files = assets.image_files(catalogue(entry("practice", "x", image=IMAGE)), root)["a.jpg"]
    return {size: read() for size, read in files.items()}


def near(colour: Any, expected: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 25 for one, other in zip(colour, expected, strict=True))


@pytest.mark.parametrize(
    ("file", "size", "words"),
    [
        ("a.jpg", 8_000_000, ""),
        *((f"a.{kind}", 1, "") for kind in ("jpeg", "png", "webp")),
        ("a.jpg", 8_000_001, "kuva on liian suuri (8,1 Mt, enintään 8 Mt), pienennä se"),
        ("a.svg", 1, 'tyyppi ".svg" ei käy. Tallenna kuva muotoon .jpg, .jpeg, .png, .webp'),
    ],
)
def test_file(tmp_path: Path, file: str, size: int, words: str) -> None:
    write(tmp_path, bytes(size), file)
    assert problems(file_checks.images_can_be_shown, tmp_path, file) == [f"kuva, tiedosto: {words or NOT_A_PICTURE}"]


def test_missing_file_is_named(tmp_path: Path) -> None:
    write(tmp_path, b"x", "b.jpg")
    missing = "kuva, tiedosto: kuvaa docs/assets/kuvat/a.jpg ei ole, lisää se kansioon"
    assert problems(file_checks.images_can_be_shown, tmp_path) == [missing]


def test_links_do_not_count_as_files(tmp_path: Path) -> None:
    picture = write(tmp_path / "real", saved(half()))
    (tmp_path / "file" / FOLDER).mkdir(parents=True)
    (tmp_path / "file" / FOLDER / "a.jpg").symlink_to(picture)
    (tmp_path / "folder" / FOLDER).parent.mkdir(parents=True)
    (tmp_path / "folder" / FOLDER).symlink_to(picture.parent)
    (tmp_path / "root").symlink_to(tmp_path / "real")
    roots = [tmp_path / name for name in ("file", "folder", "root")]
    assert [len(problems(file_checks.images_can_be_shown, root)) for root in roots] == [1, 1, 0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (saved(half()), ""),
        (saved(half(), "WEBP"), ""),
        (saved(half(mode="CMYK")), ""),
        (saved(half(mode="P"), "PNG"), ""),
        (saved(half(), "MPO", save_all=True, append_images=[half()]), ""),
        (saved(half(), "GIF"), "ei ole kuva"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "ei ole kuva"),
        (b"", "ei ole kuva"),
        (saved(half())[:-300], "ei ole kuva, tai tiedosto on rikki"),
        (saved(half(), "PNG")[:-30], "ei ole kuva, tai tiedosto on rikki"),
        (moving("PNG"), "kuva liikkuu"),
        (moving("WEBP"), "kuva liikkuu"),
        (huge(), "kuvassa on liikaa pisteitä"),
        (saved(Image.new("1", (8000, MOST_PIXELS // 8000)), "PNG"), ""),
        (saved(Image.new("1", (8000, MOST_PIXELS // 8000 + 1)), "PNG"), "kuvassa on liikaa pisteitä (8000 × 5001)"),
    ],
)
def test_content(tmp_path: Path, content: bytes, words: str, recwarn: pytest.WarningsRecorder) -> None:
    write(tmp_path, content)
    found = problems(file_checks.images_can_be_shown, tmp_path)
    assert len(found) == bool(words)
    assert all(problem.startswith(f"kuva, tiedosto: {words}") for problem in found)
    assert list(recwarn) == []


def test_a_picture_drawn_before_is_not_decoded_again(tmp_path: Path) -> None:
    write(tmp_path, b"broken")
    assert len(problems(file_checks.images_can_be_shown, tmp_path)) == 1
    (folder := tmp_path / CACHE / fingerprint(b"broken") / "x").mkdir(parents=True)
    assert len(problems(file_checks.images_can_be_shown, tmp_path)) == 1
    (folder / "1x1.webp").touch()
    assert problems(file_checks.images_can_be_shown, tmp_path) == []


@pytest.mark.parametrize(("size", "expected"), read_tables(__file__))
def test_sizes(tmp_path: Path, size: list[int], expected: list[list[int]]) -> None:
    content = saved(half((size[0], size[1])), "PNG")
    images = drawn(tmp_path / "one", content)
    assert [*map(list, images)] == expected
    assert drawn(tmp_path / "other", content) == images
    for wanted, image_bytes in images.items():
        with Image.open(BytesIO(image_bytes)) as image:
            assert (image.format, image.size) == ("WEBP", wanted)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(orientation: int) -> None:
    turn = LYING[orientation - 1]
    lying = half() if turn is None else half().transpose(turn)
    shown = decode_image(saved(lying, "PNG", exif=camera_data(orientation)))
    assert shown.size == (120, 80)
    assert near(shown.getpixel((60, 10)), RED)
    assert near(shown.getpixel((60, 70)), BLUE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_is_published_but_the_picture(tmp_path: Path, kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    comments = PngImagePlugin.PngInfo()
    comments.add_text("Author", PLACE)
    options = {"exif": camera_data(), "icc_profile": profile, "xmp": b"<x:xmpmeta/>"}
    original = saved(half(), kind, **options, **({"pnginfo": comments} if kind == "PNG" else {}))
    assert PLACE.encode() in original
    for content in drawn(tmp_path, original).values():
        assert [mark for mark in (b"EXIF", b"XMP ", b"ICCP", PLACE.encode()) if mark in content] == []
    assert decode_image(original).info == {}


def test_a_picture_with_odd_metadata_is_set_upright() -> None:
    """Here the width of the picture is a text."""
    sound = saved(half((20, 10)), exif=camera_data(6))
    odd = sound.replace(b"\x01\x0e\x00\x02", b"\x01\x00\x00\x02")
    assert odd != sound
    assert decode_image(odd).size == (10, 20)


def test_colours_keep_their_look_without_their_profile() -> None:
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A profile in which red and blue have changed names.
    swapped = usual.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")
    for profile, expected in ((None, RED), (usual, RED), (swapped, BLUE), (b"not a profile", RED)):
        for kind in ("RGB", "RGBA"):
            shown = decode_image(saved(Image.new("RGB", (8, 8), RED).convert(kind), "PNG", icc_profile=profile))
            assert near(shown.convert("RGB").getpixel((4, 4)), expected), (profile, kind)


def test_transparency_and_fine_greys_stay() -> None:
    assert decode_image(saved(Image.new("RGBA", (8, 8), (*RED, 0)), "PNG")).mode == "RGBA"
    assert decode_image(saved(half(), "PNG")).mode == "RGB"
    assert decode_image(saved(Image.new("I;16", (8, 8), 40_000), "PNG")).getpixel((4, 4)) == (156, 156, 156)


def test_pictures_are_drawn_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = catalogue(entry("practice", "x", image=IMAGE), entry("practice", "y"))
    original = saved(half((600, 400)))
    write(tmp_path, original)
    write(tmp_path, b"not shown by any entry", "b.jpg")
    first = dict(assets.published_images(assets.image_files(shown, tmp_path)))
    assert list(first) == ["assets/kuvat/a-jpg-480.webp", "assets/kuvat/a-jpg-600.webp"]
    (small,) = (tmp_path / CACHE).rglob("480x320.webp")
    small.write_bytes(small.read_bytes()[:-1])  # Cut short, so it is drawn anew.
    assert dict(assets.published_images(assets.image_files(shown, tmp_path))) == first
    with monkeypatch.context() as context:
        context.setattr(assets, "decode_image", None)
        assert dict(assets.published_images(assets.image_files(shown, tmp_path))) == first
    small.with_name("1x1.webp").write_bytes(b"no picture of ours")
    assert dict(assets.published_images(assets.image_files(shown, tmp_path))) == first
    write(tmp_path, saved(half((500, 400))))
    assert list(assets.image_files(shown, tmp_path)["a.jpg"]) == [(480, 384), (500, 400)]
    assert all(len(folder) == 32 for folder in os.listdir(tmp_path / CACHE))


def test_pictures_that_cannot_be_kept_are_published_all_the_same(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_bytes(b"not a folder")
    assert drawn(tmp_path, saved(half())) == drawn(tmp_path / "kept", saved(half()))


def test_pictures_have_addresses_of_their_own() -> None:
    names = ("a.jpg", "a.jpeg", "a.png", "a-jpg.jpg", "a-jpg-480.png")
    assert len({assets.image_address(name, width) for name in names for width in (480, 960)}) == 10


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(
    st.sampled_from([saved(half(), kind, exif=camera_data(6)) for kind in ("JPEG", "PNG", "WEBP")]),
    st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=4), st.integers(0, 8)), min_size=1, max_size=4),
)
def test_a_damaged_picture_is_shown_or_refused_in_words(
    content: bytes, changes: list[tuple[float, bytes, int]]
) -> None:
    for place, added, removed in changes:
        at = int(place * len(content))
        content = content[:at] + added + content[at + removed :]
    refusal = "kuva"
    try:
        decode_image(content)
    except ValueError as error:
        refusal = str(error)
    assert "kuva" in refusal


def test_font_is_a_small_subset_that_is_kept_while_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = assets.font_file(tmp_path)
    assert content[:4] == b"wOF2"
    assert len(content) < 40_000
    font = TTFont(BytesIO(content))
    letters = "abcdefghijklmnopqrstuvwxyzåäöšžé"
    marks = "0123456789 .,:;!?()[]/&%+-–−×€→”’…·§°½\u00a0"
    assert {letter for letter in letters + letters.upper() + marks if ord(letter) not in font.getBestCmap()} == set()
    assert "fvar" in font  # One file has every weight.
    (file,) = tmp_path.iterdir()
    file.write_bytes(content[:-1] + b"?")
    assert assets.font_file(tmp_path) == content[:-1] + b"?"
    file.write_bytes(content[:-1])
    assert assets.font_file(tmp_path) == content
    monkeypatch.setattr(assets, "LETTERS", "abc")
    assert set(TTFont(BytesIO(assets.font_file(tmp_path))).getBestCmap()) == set(b"abc")
