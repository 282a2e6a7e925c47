"""Cursors: where a reader stands, as text that only its own feed understands."""

import base64
import binascii
from zlib import crc32

from integration.simulator.errors import Refusal

Position = tuple[str, str]
LOST = Refusal(410, "cursor_expired", "The cursor is not known any more. Begin anew.")


def encode(generation: int, feed: str, position: Position) -> str:
    """Return the cursor of a place in a feed."""
    text = "\n".join((str(generation), feed, *position)).encode()
    return base64.urlsafe_b64encode(crc32(text).to_bytes(4) + text).decode().rstrip("=")


def decode(generation: int, feed: str, cursor: str) -> Position:
    """Return the place of a cursor; raise Refusal (410) when it is none of this feed's."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True)
        parts = raw[4:].decode().split("\n")
    except (binascii.Error, ValueError):
        raise LOST from None
    if crc32(raw[4:]).to_bytes(4) != raw[:4] or parts[:2] != [str(generation), feed]:
        raise LOST
    return parts[2], parts[3]
