"""Make the binary catalogues from the text ones; needs no gettext."""

from pathlib import Path

import polib


def compiled(text: Path) -> bytes:
    """Return the binary catalogue of a text catalogue."""
    return polib.pofile(str(text)).to_binary()


if __name__ == "__main__":
    for path in Path(__file__).resolve().parent.rglob("*.po"):
        path.with_suffix(".mo").write_bytes(compiled(path))
