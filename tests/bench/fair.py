"""The day of the fair: opening minute, steady hours, last minute, and the wall through nginx."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from random import Random
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command

from jobfair.demo.stage import make_people
from jobfair.models import Entry, Fair, Position
from jobfair.services.broadcasting import write_live
from seekers.models import Seeker
from sikas.accounts.models import User
from tests.bench import cpu
from tests.bench.portal import Measured, database, portal
from tests.bench.registry import Result, benchmark
from tests.bench.shots import Hit, Shot, failed, fire, milliseconds
from tests.harness import free_port

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PASSWORD = "kopi tubruk sore"
PEOPLE = 300
# What jobfair.md wants to be held: a minute each.
LOGINS, OPENING_PAGES, MINUTE = 250, 1_200, 60
STATIC, STATUS, PAGES, STEADY = 40, 12, 20, 60  # a second; seconds of it (the whole is 10 minutes)
LAST, TABS, CHEATS = 1_200, 8, 20
POLLS, POLL_SECONDS = 2_000, 5
OK, SENT = 200, 302


@dataclass(frozen=True)
class Day:
    """A portal in the middle of its fair."""

    running: Measured
    fair: Fair
    positions: Sequence[Position]
    people: Sequence[Seeker]

    @property
    def port(self) -> int:
        """Port of the web server."""
        port = urlsplit(self.running.url).port
        assert port
        return port

    def pages(self) -> list[str]:
        """Return what people look at."""
        lobby = self.fair.get_absolute_url()
        places = [f"{lobby}jabatan/{position.pk}/" for position in self.positions[:20]]
        return [lobby, f"{lobby}stan/", lobby, *places, "/lowongan/", "/"]

    def cookies(self, person: Seeker) -> tuple[str, str]:
        """Sign a person in; return the cookies and the token of a form."""
        client = self.running.client(person.user)
        client.get(self.pages()[3] + "lamar/")
        names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
        pairs = [f"{name}={client.cookies[name]}" for name in names if name in client.cookies]
        return "; ".join(pairs), client.token


@benchmark("fair")
def day_of_the_fair() -> Iterator[Result]:
    """Everything on one portal with two workers, with the people of the demo's fair."""
    with database() as name, _proxied():
        call_command("demo", stdout=StringIO())
        fair = Fair.objects.listed().get()
        people = make_people(PEOPLE, domain="bench.contoh.example", seed=1)
        _give_password(people)
        positions = list(Position.objects.listed().filter(fair=fair).order_by("pk"))
        write_live()
        with portal(name, workers=2) as running:
            day = Day(running, fair, positions, people)
            yield from _opening(day)
            yield from _steady(day)
            yield from _last_minute(day)
            yield from _wall(day)


def _give_password(people: Sequence[Seeker]) -> None:
    """Give everybody one password; sessions hang on it, so what is in memory has it too."""
    hashed = make_password(PASSWORD)
    for person in people:
        assert person.user
        person.user.password = hashed
    users = [person.user for person in people if person.user]
    User.objects.bulk_update(users, ["password"])


def _opening(day: Day) -> Iterator[Result]:
    chance = Random(1)
    client = day.running.client()
    page = client.get("/akun/masuk/")
    token = TOKEN.search(page.text)
    assert token
    cookie = f"{settings.CSRF_COOKIE_NAME}={client.cookies[settings.CSRF_COOKIE_NAME]}"
    logins = [
        Shot(
            chance.uniform(0, MINUTE),
            "/akun/masuk/",
            cookie,
            {"contact": person.user.email, "password": PASSWORD, "csrfmiddlewaretoken": token[1]},
            origin=f"10.1.{place // 200}.{place % 200 + 1}",
            group="login",
        )
        for place, person in enumerate(day.people[:LOGINS])
        if person.user and person.user.email
    ]
    pages = [
        Shot(chance.uniform(0, MINUTE), chance.choice(day.pages())) for _one in range(OPENING_PAGES)
    ]
    hits = fire(day.port, [*logins, *pages])
    yield from _told("opening", hits, {"page": 1000, "login": 3000})
    signed_in = [hit for hit in hits if hit.shot.group == "login"]
    looked_at = [hit for hit in hits if hit.shot.group == "page"]
    yield Result("fair.opening_pages_failed", failed(looked_at, OK), "requests", 0)
    yield Result("fair.opening_logins_failed", failed(signed_in, SENT), "requests", 0)


def _steady(day: Day) -> Iterator[Result]:
    chance = Random(2)
    cookies = [day.cookies(person)[0] for person in day.people[:20]]
    live = f"/langsung/{day.fair.slug}.html"
    mine = f"{day.fair.get_absolute_url()}saya/"
    shots = [Shot(at / STATIC, live, group="static") for at in range(STATIC * STEADY)]
    shots += [
        Shot(at / STATUS, mine, chance.choice(cookies), group="status")
        for at in range(STATUS * STEADY)
    ]
    shots += [
        Shot(at / PAGES, chance.choice(day.pages()), group="page") for at in range(PAGES * STEADY)
    ]
    began = cpu.seconds(day.running.web, day.running.postmaster)
    hits = fire(day.port, shots)
    spent = cpu.seconds(day.running.web, day.running.postmaster) - began
    yield from _told("steady", hits, dict.fromkeys(("static", "status", "page"), 500))
    yield Result("fair.steady_cores", spent / STEADY, "cores")
    yield Result("fair.steady_failed", failed(hits, OK), "requests", 0)


def _last_minute(day: Day) -> Iterator[Result]:
    chance = Random(3)
    before = Entry.objects.count()
    people = list(day.people)
    each = LAST // len(people)
    shots: list[Shot] = []
    for place, person in enumerate(people):
        cookie, token = day.cookies(person)
        for position in chance.sample(day.positions, each):
            at = chance.uniform(0, MINUTE)
            taps = TABS if place < CHEATS else 2  # tabs have other keys, a double tap the same
            keys = [str(uuid4()) for _tab in range(TABS)] if taps == TABS else [str(uuid4())] * 2
            path = f"{day.fair.get_absolute_url()}jabatan/{position.pk}/lamar/"
            shots += [
                Shot(at, path, cookie, {"key": key, "csrfmiddlewaretoken": token}, group="send")
                for key in keys
            ]
    hits = fire(day.port, shots)
    receipts = {hit.location.rstrip("/").rsplit("/", 1)[-1] for hit in hits if hit.status == SENT}
    yield from _told("last_minute", hits, {"send": 1000})
    yield Result("fair.last_minute_failed", failed(hits, SENT), "requests", 0)
    written = Entry.objects.count() - before
    yield Result("fair.last_minute_written", written, "applications", each * len(people), "higher")
    yield Result("fair.receipts_without_row", abs(len(receipts) - written), "receipts", 0)


def _wall(day: Day) -> Iterator[Result]:
    with _nginx(Path(settings.LIVE_DIR)) as port:
        shots = [
            Shot(at / POLLS, f"/langsung/{day.fair.slug}.html", group="poll")
            for at in range(POLLS * POLL_SECONDS)
        ]
        began = cpu.seconds(day.running.web, day.running.postmaster)
        hits = fire(port, shots, hands=32)
        spent = cpu.seconds(day.running.web, day.running.postmaster) - began
    yield from _told("wall", hits, {"poll": 500})
    yield Result("fair.wall_failed", failed(hits, OK), "requests", 0)
    yield Result("fair.wall_portal_cpu", spent, "s", 0.1)


def _told(scene: str, hits: Sequence[Hit], targets: dict[str, float]) -> Iterator[Result]:
    for group, target in targets.items():
        median, p95 = milliseconds(hits, group)
        yield Result(f"fair.{scene}_{group}_p50", median, "ms")
        yield Result(f"fair.{scene}_{group}_p95", p95, "ms", target)


@contextmanager
def _proxied() -> Iterator[None]:
    """Let the portal believe the addresses that the shots carry, as behind nginx."""
    os.environ["TRUSTED_PROXIES"] = "1"
    try:
        yield
    finally:
        del os.environ["TRUSTED_PROXIES"]


@contextmanager
def _nginx(folder: Path) -> Iterator[int]:
    """Serve the live files as deploy/nginx.conf.example does."""
    port = free_port()
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o755)
        config = Path(home) / "nginx.conf"
        config.write_text(
            f"pid {home}/pid; error_log {home}/error.log; worker_processes 1; user root;\n"
            "events { worker_connections 512; }\n"
            f"http {{ access_log off; server {{ listen 127.0.0.1:{port};\n"
            f"location /langsung/ {{ alias {folder}/; default_type text/html; }} }} }}\n"
        )
        process = subprocess.Popen(["nginx", "-c", config, "-g", "daemon off;"])
        try:
            yield port
        finally:
            process.terminate()
            process.wait()
