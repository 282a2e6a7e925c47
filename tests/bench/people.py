"""What a job seeker waits for: the profile page, a photo from the phone, the CV as a PDF."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from seekers.cv import cv_of, cv_pdf
from seekers.models import Seeker
from sikas.accounts import demo as accounts
from sikas.accounts.enums import Kind
from tests import databases
from tests.bench.portal import database, portal
from tests.bench.registry import Result, benchmark
from tests.documents.pictures import phone_photo

PHOTO_SIDES = (4608, 3456)  # 16 megapixels
NOISE = 26  # of the sensor; the JPEG then has about 8 MB
PHOTOS, PDFS = 7, 25
LIMIT_MIB = 200  # of the process that reads a stranger's file
# A process of its own: what the kernel tells is the peak of all children that it ever had.
INSPECT = """
import json, resource, sys, tempfile, time
import django
django.setup()
from sikas.documents import sandbox
from sikas.documents.enums import FileType
began = time.perf_counter()
with open(sys.argv[1], "rb") as source, tempfile.NamedTemporaryFile() as output:
    sandbox.inspect(source, FileType.JPEG, output)
    output.seek(0, 2)
    size = output.tell()
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps({"seconds": time.perf_counter() - began, "mib": peak, "bytes": size}))
"""


@benchmark("people")
def profile() -> Iterator[Result]:
    """CPU of the profile page and its documents, application and database together."""
    with database() as name:
        call_command("demo", stdout=StringIO())
        person = accounts.users(Kind.SEEKER)[0]
        with portal(name) as running:
            client = running.client(person)
            for page, path in (("profile", "/profil/"), ("documents", "/profil/dokumen/")):
                cpu = running.milliseconds(client, path, requests=200)
                yield Result(f"people.{page}_cpu", cpu, "ms")
        seeker = Seeker.objects.get(user=person)
        yield Result("people.cv_pdf", _median(PDFS, lambda: cv_pdf(cv_of(seeker))) * 1000, "ms")


@benchmark("people")
def upload() -> Iterator[Result]:
    """Seconds and memory of reading an 8 MB photo from a phone and writing it anew."""
    photo = phone_photo(*PHOTO_SIDES, NOISE)
    with tempfile.NamedTemporaryFile(suffix=".jpg") as file:
        file.write(photo)
        file.flush()
        runs = [_inspected(Path(file.name)) for _run in range(PHOTOS)]
    yield Result("people.photo_sent", len(photo) / 1e6, "MB")
    yield Result("people.photo_kept", runs[0]["bytes"] / 1e6, "MB")
    yield Result("people.photo_seconds", statistics.median(run["seconds"] for run in runs), "s", 1)
    yield Result("people.photo_memory", max(run["mib"] for run in runs), "MiB", LIMIT_MIB)


def _inspected(photo: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", INSPECT, photo],
        cwd=databases.ROOT,
        check=True,
        capture_output=True,
    )
    return json.loads(done.stdout)


def _median(times: int, act: Callable[[], object]) -> float:
    act()
    seconds = []
    for _time in range(times):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)
