"""What a file is by its first bytes: its name and what the browser says of it prove nothing."""

import re
from typing import Final

from sikas.documents.enums import FileType

HEAD_BYTES: Final = 4096
TAKEN: Final = (
    (b"%PDF-", FileType.PDF),
    (b"\xff\xd8\xff", FileType.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
)
# What people try instead, and the message that each of them gets.
REFUSED: Final = tuple(
    (re.compile(pattern, re.DOTALL), code)
    for pattern, code in (
        (rb"MZ|\x7fELF|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe|#!|dex\n", "program"),
        (rb"PK\x03\x04.{0,4000}AndroidManifest\.xml", "program"),
        (rb".{4}ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", "heic"),
        (rb"RIFF.{4}WEBP|GIF8|BM|II\*\0|MM\0\*|.{4}ftypavif|\0\0\x01\0", "picture"),
        (
            rb"\xd0\xcf\x11\xe0|PK\x03\x04.{0,4000}(\[Content_Types\]|word/|xl/|mimetypeapp)",
            "office",
        ),
        (rb"PK\x03\x04|PK\x05\x06|Rar!|7z\xbc\xaf|\x1f\x8b", "archive"),
        (rb".{4}ftyp|RIFF.{4}(WAVE|AVI )|ID3|OggS|\x1aE\xdf\xa3", "media"),
    )
)


def recognise(head: bytes) -> FileType | str:
    """Return the kind, or the code of why it is none that the portal reads."""
    for start, kind in TAKEN:
        if head.startswith(start):
            return kind
    return next((code for pattern, code in REFUSED if pattern.match(head)), "unknown")
