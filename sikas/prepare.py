"""What has to be done before the portal serves: database, static files, code lists, demo.

Progress goes to standard error; standard output carries what the demo says of its sign-ins.
"""

import hashlib
import os
import sys
import traceback
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import Error

from sikas import embedded, rehearsal
from sikas.processes import StartError


def main() -> None:
    """Carry out the steps; end with a message for people when the data do not fit the code."""
    try:
        steps()
    except (Error, CommandError) as error:
        if embedded.is_used():
            embedded.check_space()
        log = embedded.DATA / "log" / "setup.log"
        log.write_text(traceback.format_exc())
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        sys.exit(
            f"   setup | failed: {first}\n"
            f"   setup | All of it: {log}\n"
            f"   setup | If the data were made by another version of this code: go back to that\n"
            f"   setup | version, or remove the data and start anew: make clean"
        )


def steps() -> None:
    """Carry out the steps."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sikas.settings")
    django.setup()
    report("database")
    call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr)
    collect()
    report("code lists")
    call_command("load_reference", stdout=sys.stderr)
    report("demo")
    call_command("demo")
    if os.environ.get(rehearsal.TOLD) and not rehearsal.MEMORY.exists():
        call_command("simulated_world", rehearsal.WORLD)


def collect() -> None:
    """Collect and compress the static files, which takes seconds, when one has changed."""
    note = embedded.DATA / "static.fingerprint"
    now = fingerprint()
    if settings.STATIC_ROOT.exists() and note.exists() and note.read_text() == now:
        return
    report("static files")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=sys.stderr)
    note.write_text(now)


def fingerprint() -> str:
    """Return a hash of the name, size and time of change of every static file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def report(step: str) -> None:
    """Say which step begins."""
    sys.stderr.write(f"   setup | {step}\n")


if __name__ == "__main__":
    try:
        main()
    except StartError as error:
        sys.exit(str(error))
