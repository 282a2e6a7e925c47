"""The folder of private files: complete files under random names, for this account alone."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

SHARD_LETTERS = 2  # 256 folders, so that none grows too long to be listed
INCOMING = "incoming"


def root() -> Path:
    """Return the folder; no web server serves it by itself."""
    return settings.FILES_DIR


def locate(path: str) -> Path:
    """Return where the bytes of a row lie."""
    return root() / path


@contextmanager
def incoming() -> Iterator[IO[bytes]]:
    """Open a new file that is gone at the end, unless `keep` took it."""
    folder = _folder(INCOMING)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:  # mode 0600
        try:
            yield file
        finally:
            Path(file.name).unlink(missing_ok=True)


def keep(file: IO[bytes]) -> str:
    """Give an incoming file its place for good, and return it; it survives a power cut."""
    file.flush()
    os.fsync(file.fileno())
    name = secrets.token_hex(16)
    folder = _folder(name[:SHARD_LETTERS])
    Path(file.name).rename(folder / name)
    _sync(folder)
    return f"{folder.name}/{name}"


def remove(path: str) -> None:
    """Delete the bytes; it is no fault when they are gone already."""
    locate(path).unlink(missing_ok=True)


def _folder(name: str) -> Path:
    folder = root() / name
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync(folder.parent)
    return folder


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
