"""How large packed data become, found out without ever holding them."""

import zlib
from collections.abc import Iterator

FED = 1 << 14  # bytes at a time
TAKEN = 1 << 20


def inflated_size(packed: bytes, limit: int) -> int:
    """Return the unpacked size of a zlib stream; counting ends soon after `limit` is passed."""
    unpacker, size = zlib.decompressobj(), 0
    for start in range(0, len(packed), FED):
        fed = packed[start : start + FED]
        while fed and size <= limit and not unpacker.eof:
            size += len(unpacker.decompress(fed, TAKEN))
            fed = unpacker.unconsumed_tail
    return size


def png_holds_its_pixels(data: bytes) -> bool:
    """Tell whether there are as many bytes of pixels as the header promises.

    Libraries paint what is missing black.
    """
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    depth, channels = data[24], {2: 3, 4: 2, 6: 4}.get(data[25], 1)
    promised = width * height * depth * channels // 8
    return inflated_size(b"".join(_pixel_chunks(data)), promised) >= promised


def _pixel_chunks(data: bytes) -> Iterator[bytes]:
    place = 8  # behind the signature
    while place < len(data):
        length = int.from_bytes(data[place : place + 4])
        if data[place + 4 : place + 8] == b"IDAT":
            yield data[place + 8 : place + 8 + length]
        place += length + 12
