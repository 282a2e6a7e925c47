"""Writes the live numbers of fairs into the files that everybody's pages read."""

import os
import tempfile
from datetime import timedelta

from django.template.loader import render_to_string

from jobfair import live
from jobfair.counting import count
from jobfair.live import Snapshot
from jobfair.models import Fair
from jobfair.parts import lobby_part, wall_part
from jobfair.selectors import moving_fairs, time_of
from sikas.beat import single_run

EVERY = timedelta(seconds=5)
READABLE = 0o644  # for the web server in front


def write_live() -> None:
    """Write the files of every fair that moves: numbers, lobby, wall; each whole or not at all."""
    for fair in moving_fairs():
        _write_fair(fair)


# By whichever of beat, worker and `manage.py write_fair` comes first; never two at a time.
write_if_due = single_run(every=EVERY)(write_live)


def _write_fair(fair: Fair) -> None:
    snapshot = Snapshot(count(fair), time_of(fair))
    lobby = render_to_string("jobfair/part.html", lobby_part(fair, snapshot))
    wall = render_to_string("jobfair/wall_part.html", wall_part(fair, snapshot))
    _replace(f"{fair.slug}.html", lobby)
    _replace(f"{fair.slug}.layar.html", wall)
    _replace(f"{fair.slug}.json", snapshot.as_json())


def _replace(name: str, text: str) -> None:
    """Put a file in place of an older one; who reads meanwhile gets either, whole."""
    folder = live.folder()
    folder.mkdir(parents=True, exist_ok=True)
    number, path = tempfile.mkstemp(dir=folder, prefix=".")
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
            os.fchmod(file.fileno(), READABLE)
        os.replace(path, folder / name)  # noqa: PTH105 - atomic
    except BaseException:
        os.unlink(path)  # noqa: PTH108
        raise
