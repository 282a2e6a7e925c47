"""Photos made by code: those that phones take, and those that are made to harm."""

import io
import struct
import zlib
from functools import cache
from typing import Any

from PIL import Image

from tests.documents.papers import repeated

PNG_START = b"\x89PNG\r\n\x1a\n"
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
PLACE = {1: "N", 2: (2.0, 59.0, 3.5), 3: "E", 4: (99.0, 37.0, 12.0)}  # Kisaran


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return the bytes of an image."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@cache
def phone_photo(width: int = 4000, height: int = 3000, noise: int = 58) -> bytes:
    """Return a JPEG as a phone writes it: held upright, so turned by its EXIF; with its place.

    The sensor's upper left corner is red; upright it is the upper right one.
    """
    image = Image.effect_noise((width, height), noise).convert("RGB")
    image.paste((255, 0, 0), (0, 0, width // 4, height // 4))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKE] = "Ponsel Rahasia"
    exif.get_ifd(GPS).update(PLACE)
    return saved(image, "JPEG", quality=90, exif=exif, comment=b"catatan rahasia")


def small(mode: str, kind: str, **options: Any) -> bytes:
    """Return a small picture of a colour mode."""
    return saved(Image.new(mode, (120, 80), 1), kind, **options)


def flat_jpeg(width: int, height: int) -> bytes:
    """Return a grey JPEG of many pixels in few bytes."""
    return saved(Image.new("L", (width, height), 128), "JPEG", quality=10)


def chunk(name: bytes, data: bytes) -> bytes:
    """Return a part of a PNG."""
    checksum = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + checksum


def png(width: int, height: int, rows: int, *, depth: int = 8) -> bytes:
    """Return a grey PNG whose header tells one height and whose data hold `rows`."""
    header = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    row = bytes(1 + width * depth // 8)
    data = repeated(row, rows, checksum=(len(row) * rows % 65_521) << 16 | 1)
    return PNG_START + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def many_scans(scans: int) -> bytes:
    """Return a progressive JPEG whose last scan is repeated, each a walk over all its pixels."""
    data = saved(Image.new("L", (2400, 2400), 77), "JPEG", progressive=True)
    last = data.rfind(b"\xff\xda")
    return data[:last] + data[last:-2] * scans + data[-2:]
