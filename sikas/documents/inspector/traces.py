"""Signs that a file is also a file of another kind (a polyglot)."""

from .verdicts import RefusedError

HEAD_BYTES = 1024
ZIP_TAIL_BYTES = 65_557  # where the end record of an archive must lie: 22 bytes and its comment
ZIP_END = b"PK\x05\x06"
MARKUP = (b"<?php", b"<script", b"<!doctype", b"<html")


def refuse_archive(data: bytes) -> None:
    """Refuse a file that an unpacker would open."""
    if ZIP_END in data[-ZIP_TAIL_BYTES:]:
        raise RefusedError("polyglot")


def refuse_markup(part: bytes) -> None:
    """Refuse text that a browser or a server would run."""
    lowered = part.lower()
    if any(mark in lowered for mark in MARKUP):
        raise RefusedError("polyglot")
