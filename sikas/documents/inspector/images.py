"""Photos: decoded under a cap, turned upright, shrunk, and written anew without what was hidden."""

import io
import warnings
from typing import IO

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin  # noqa: F401 - before confine()

from .traces import refuse_archive, refuse_markup
from .unpacking import png_holds_its_pixels
from .verdicts import Facts, RefusedError

LONGEST_SIDE = 2000  # pixels; a diploma on A4 is then read at 170 dpi
# A JPEG is decoded at the scale that is needed, a PNG only as a whole.
MAX_PIXELS = {"JPEG": 52_000_000, "PNG": 16_000_000}
MAX_SCANS = 40  # of a progressive JPEG; each costs a walk over all pixels, usual are ten
START_OF_SCAN = b"\xff\xda"
JPEG_QUALITY = 85
PHOTO_BYTES = 1_000_000  # an opaque PNG that is larger is a photo, and smaller as JPEG

Image.init()
Image.MAX_IMAGE_PIXELS = None  # the caps above come first and have words of their own
warnings.simplefilter("ignore")


def inspect_image(data: bytes, kind: str, output: IO[bytes]) -> Facts:
    """Write the image anew to `output`; `kind` is JPEG or PNG as its first bytes said."""
    refuse_archive(data)
    refuse_markup(data)
    if kind == "JPEG" and data.count(START_OF_SCAN) > MAX_SCANS:
        raise RefusedError("heavy_image")
    image: Image.Image = Image.open(io.BytesIO(data), formats=[kind])
    if image.width * image.height > MAX_PIXELS[kind]:
        raise RefusedError("too_many_pixels")
    if kind == "PNG" and not png_holds_its_pixels(data):
        raise RefusedError("damaged_image")
    image = _upright(image)
    if image.mode == "RGBA" or (kind == "PNG" and len(data) <= PHOTO_BYTES):
        media_type = "image/png"
        image.save(output, "PNG")
    else:
        media_type = "image/jpeg"
        image.save(output, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return Facts(media_type, width=image.width, height=image.height)


def _upright(image: Image.Image) -> Image.Image:
    """Return the pixels alone: small enough, upright, grey, coloured or half transparent."""
    image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    if image.mode.startswith("I"):  # 16 bits a pixel, of which a screen shows eight
        image = image.point(lambda level: level / 256, "L")
    wanted = "RGBA" if image.has_transparency_data else "L" if image.mode in {"1", "L"} else "RGB"
    if image.mode != wanted:
        image = image.convert(wanted)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    ImageOps.exif_transpose(image, in_place=True)
    image.info = {}  # place, camera, comments, colour profiles
    return image
