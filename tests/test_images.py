"""Contributed pictures: which are refused and in what words, and what is published of the others."""

import os
from collections.abc import Callable, Iterable
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, ImageDraw, PngImagePlugin

from kaytantopankki.content import file_checks
from kaytantopankki.content.file_checks import CACHE, FOLDER, MOST_PIXELS, Scope, decode_image, fingerprint
from kaytantopankki.content.messages import Problem
from kaytantopankki.content.municipalities import places
from kaytantopankki.pages.assets import WIDTHS, image_address, image_files, published_images, resized
from tests.builders import catalogue, entry

RED, BLUE = (200, 0, 0), (0, 0, 200)
PLACE = "60 astetta pohjoista"


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


def found(check: Callable[[Scope], Iterable[Problem]], root: Path, file: str = "a.jpg") -> list[str]:
    image = {"file": file, "alt": "Koulu", "credit": "Kunta", "licence": "CC BY 4.0"}
    scope = Scope(catalogue(entry("practice", "x", image=image)), {"municipality": frozenset(places())}, root)
    return [problem.message for problem in check(scope)]


def write(root: Path, content: bytes, name: str = "a.jpg") -> Path:
    file = root / FOLDER / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("file", "size", "words"),
    [
        ("a.jpg", 8_000_000, ""),
        ("a.jpeg", 1, ""),
        ("a.png", 1, ""),
        ("a.webp", 1, ""),
        ("a.jpg", 8_000_001, "kuva on liian suuri (8,1 Mt, enintään 8 Mt), pienennä se"),
        ("a.avif", 1, 'tyyppi ".avif" ei käy. Tallenna kuva muotoon .jpg, .jpeg, .png, .webp'),
        ("a.svg", 1, 'tyyppi ".svg" ei käy. Tallenna kuva muotoon .jpg, .jpeg, .png, .webp'),
        ("a.gif", 1, 'tyyppi ".gif" ei käy. Tallenna kuva muotoon .jpg, .jpeg, .png, .webp'),
    ],
)
def test_file(tmp_path: Path, file: str, size: int, words: str) -> None:
    write(tmp_path, bytes(size), file)
    assert found(file_checks.images_can_be_shown, tmp_path, file) == [f"kuva, tiedosto: {words or NOT_A_PICTURE}"]


def test_missing_file_is_named(tmp_path: Path) -> None:
    write(tmp_path, b"x", "b.jpg")
    missing = "kuva, tiedosto: kuvaa docs/assets/kuvat/a.jpg ei ole, lisää se kansioon"
    assert found(file_checks.images_can_be_shown, tmp_path) == [missing]


def test_links_do_not_count_as_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(saved(half()))
    link = tmp_path / "one" / FOLDER / "a.jpg"
    link.parent.mkdir(parents=True)
    link.symlink_to(secret)
    folder = tmp_path / "two" / FOLDER
    folder.parent.mkdir(parents=True)
    (tmp_path / "a.jpg").write_bytes(saved(half()))
    folder.symlink_to(tmp_path)
    write(tmp_path / "real", saved(half()))
    (tmp_path / "three").symlink_to(tmp_path / "real")
    assert [len(found(file_checks.images_can_be_shown, tmp_path / name)) for name in ("one", "two", "three")] == [
        1,
        1,
        0,
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (saved(half()), ""),
        (saved(half(), "PNG"), ""),
        (saved(half(), "WEBP"), ""),
        (saved(half(mode="CMYK")), ""),
        (saved(half(mode="P"), "PNG"), ""),
        (saved(half(), "MPO", save_all=True, append_images=[half()]), ""),
        (saved(half(), "GIF"), "ei ole kuva"),
        (saved(half(), "TIFF"), "ei ole kuva"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "ei ole kuva"),
        (b"", "ei ole kuva"),
        (saved(half())[:-300], "ei ole kuva, tai tiedosto on rikki"),
        (saved(half(), "PNG")[:-30], "ei ole kuva, tai tiedosto on rikki"),
        (moving("PNG"), "kuva liikkuu"),
        (moving("WEBP"), "kuva liikkuu"),
        (huge(), "kuvassa on liikaa pisteitä"),
        (saved(Image.new("1", (8000, MOST_PIXELS // 8000)), "PNG"), ""),
        (saved(Image.new("1", (8000, MOST_PIXELS // 8000 + 1)), "PNG"), "kuvassa on liikaa pisteitä (8000 × 5001)"),
        (saved(Image.new("1", (10_000, 10_000)), "PNG"), "kuvassa on liikaa pisteitä (10000 × 10000)"),
    ],
)
def test_content(tmp_path: Path, content: bytes, words: str, recwarn: pytest.WarningsRecorder) -> None:
    write(tmp_path, content)
    problems = found(file_checks.images_can_be_shown, tmp_path)
    assert len(problems) == bool(words)
    assert all(problem.startswith(f"kuva, tiedosto: {words}") for problem in problems)
    assert list(recwarn) == []


def test_a_picture_drawn_before_is_not_decoded_again(tmp_path: Path) -> None:
    write(tmp_path, b"broken")
    assert len(found(file_checks.images_can_be_shown, tmp_path)) == 1
    (tmp_path / CACHE / fingerprint(b"broken")).mkdir(parents=True)
    assert found(file_checks.images_can_be_shown, tmp_path) == []


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((3000, 2000), [(480, 320), (960, 640), (1440, 960)]),
        ((1440, 10), [(480, 3), (960, 7), (1440, 10)]),
        ((960, 960), [(480, 480), (960, 960)]),
        ((700, 350), [(480, 240), (700, 350)]),
        ((480, 1), [(480, 1)]),
        ((1, 1), [(1, 1)]),
        ((2000, 1), [(480, 1), (960, 1), (1440, 1)]),
        ((100, 20_000), [(20, 4000)]),
    ],
)
def test_sizes(size: tuple[int, int], expected: list[tuple[int, int]]) -> None:
    made = resized(saved(half(size), "PNG"))
    assert list(made) == expected
    for wanted, content in made.items():
        with Image.open(BytesIO(content)) as image:
            assert (image.format, image.size) == ("WEBP", wanted)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(orientation: int) -> None:
    lying = {
        1: half(),
        2: half().transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        3: half().transpose(Image.Transpose.ROTATE_180),
        4: half().transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        5: half().transpose(Image.Transpose.TRANSPOSE),
        6: half().transpose(Image.Transpose.ROTATE_90),
        7: half().transpose(Image.Transpose.TRANSVERSE),
        8: half().transpose(Image.Transpose.ROTATE_270),
    }[orientation]
    ((size, content),) = resized(saved(lying, "PNG", exif=camera_data(orientation))).items()
    with Image.open(BytesIO(content)) as image:
        shown = image.convert("RGB")
    assert size == shown.size == (120, 80)
    assert near(shown.getpixel((60, 10)), RED)
    assert near(shown.getpixel((60, 70)), BLUE)


def near(colour: Any, expected: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 25 for one, other in zip(colour, expected, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_is_published_but_the_picture(kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    original = saved(half(), kind, exif=camera_data(), icc_profile=profile, xmp=b"<x:xmpmeta/>")
    assert PLACE.encode() in original
    for content in resized(original).values():
        assert [mark for mark in (b"EXIF", b"XMP ", b"ICCP", PLACE.encode()) if mark in content] == []
    assert decode_image(original).info == {}


def test_a_picture_with_odd_metadata_is_set_upright() -> None:
    """Here the width of the picture is a text."""
    sound = saved(half((20, 10)), exif=camera_data(6))
    odd = sound.replace(b"\x01\x0e\x00\x02", b"\x01\x00\x00\x02")
    assert odd != sound
    assert decode_image(odd).size == (10, 20)


def test_comments_of_a_drawing_are_not_published() -> None:
    comments = PngImagePlugin.PngInfo()
    comments.add_text("Author", PLACE)
    original = saved(half(), "PNG", pnginfo=comments)
    assert PLACE.encode() in original
    assert not any(PLACE.encode() in content for content in resized(original).values())


def test_colours_keep_their_look_without_their_profile() -> None:
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A profile in which red and blue have changed names.
    swapped = usual.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")
    for profile, expected in ((None, RED), (usual, RED), (swapped, BLUE), (b"not a profile", RED)):
        for kind in ("RGB", "RGBA"):
            shown = decode_image(saved(Image.new("RGB", (8, 8), RED).convert(kind), "PNG", icc_profile=profile))
            assert near(shown.convert("RGB").getpixel((4, 4)), expected), (profile, kind)


def test_transparency_and_fine_greys_stay() -> None:
    clear = Image.new("RGBA", (8, 8), (*RED, 0))
    assert decode_image(saved(clear, "PNG")).mode == "RGBA"
    assert decode_image(saved(half(), "PNG")).mode == "RGB"
    assert decode_image(saved(Image.new("I;16", (8, 8), 40_000), "PNG")).getpixel((4, 4)) == (156, 156, 156)


def test_the_same_picture_gives_the_same_bytes() -> None:
    original = saved(half((1000, 700)), exif=camera_data())
    assert resized(original) == resized(original)


def test_addresses_differ() -> None:
    names = ["a.jpg", "a.jpeg", "a.png", "a-jpg.jpg", "a-jpg-480.png"]
    made = [image_address(name, width) for name, width in product(names, WIDTHS)]
    assert made[0] == "assets/kuvat/a-jpg-480.webp"
    assert len(set(made)) == len(made)


def test_pictures_are_drawn_once_and_kept(tmp_path: Path) -> None:
    image = {"file": "a.jpg", "alt": "Koulu", "credit": "Kunta", "licence": "CC BY 4.0"}
    shown = catalogue(entry("practice", "x", image=image), entry("practice", "y"))
    original = saved(half((600, 400)))
    write(tmp_path, original)
    write(tmp_path, b"not shown by any entry", "b.jpg")
    first = image_files(shown, tmp_path)
    assert {name: list(sizes) for name, sizes in first.items()} == {"a.jpg": [(480, 320), (600, 400)]}
    assert [uri for uri, _ in published_images(first)] == ["assets/kuvat/a-jpg-480.webp", "assets/kuvat/a-jpg-600.webp"]
    assert {size: file.read_bytes() for size, file in first["a.jpg"].items()} == resized(original)
    times = [file.stat().st_mtime_ns for _, file in published_images(first)]
    assert image_files(shown, tmp_path) == first
    assert [file.stat().st_mtime_ns for _, file in published_images(first)] == times
    write(tmp_path, saved(half((500, 400))))
    assert list(image_files(shown, tmp_path)["a.jpg"]) == [(480, 384), (500, 400)]
    assert all(len(folder) == 32 for folder in os.listdir(tmp_path / CACHE))


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
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
    try:
        decode_image(content)
        refusal = ""
    except ValueError as error:
        refusal = str(error)
    assert refusal == "" or "kuva" in refusal
