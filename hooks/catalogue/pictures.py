"""Contributed pictures: whether they can be shown, and as what."""

import struct
import warnings
import zlib
from hashlib import sha256
from io import BytesIO

from PIL import ExifTags, Image, ImageCms

from catalogue.texts import say

FOLDER, CACHE = "docs/assets/kuvat", ".cache/kuvat"
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 40_000_000
# What Pillow raises for bytes that are not what they begin as.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)
# How a picture lies in its file, and what sets it upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def fingerprint(content: bytes) -> str:
    """The name under which what is made of a picture is kept."""
    return sha256(content).hexdigest()[:32]


def decoded(content: bytes) -> Image.Image:
    """The picture upright, in the colours of the web and without metadata; ValueError says in Finnish why not."""
    with warnings.catch_warnings(action="ignore"):  # Of odd metadata, which is not published, and of sizes.
        return _plain(_opened(content))


def _plain(image: Image.Image) -> Image.Image:
    if image.width * image.height > MOST_PIXELS:
        raise ValueError(_too_many_dots(f" ({image.width} × {image.height})"))
    # A telephone's JPEG may carry a second picture beside the one to be shown: that is not a moving one.
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise ValueError(say("image_moves"))
    try:
        turn = _TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
        upright = image if turn is None else image.transpose(turn)
        plain = _in_web_colours(upright).convert("RGBA" if image.has_transparency_data else "RGB")
    except _BROKEN as error:
        raise ValueError(say("image_broken")) from error
    plain.info = {}
    return plain


def _too_many_dots(size: str = "") -> str:
    return say("image_dots", size=size, limit=MOST_PIXELS // 10**6)


def _opened(content: bytes) -> Image.Image:
    """The picture with only its header read, however large it says it is."""
    try:
        return Image.open(BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise ValueError(_too_many_dots()) from error
    except _BROKEN as error:
        raise ValueError(say("image_broken")) from error


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
