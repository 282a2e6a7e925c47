"""Play the job fair of November 2022 against a running portal, and read its numbers there."""

import csv
import statistics
import sys
import time
from argparse import ArgumentParser
from typing import Any

import requests
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from jobfair.demo.stage import COMPANIES, POSITIONS, StageError
from jobfair.models import Fair
from jobfair.replay.plan import APPLICATIONS, PEOPLE, make_plan
from jobfair.replay.player import TIMEOUT, Player
from jobfair.replay.stage import set_stage
from jobfair.report.words import SUMMARY
from jobfair.services.reporting import freeze_report
from sikas import clock
from sikas.accounts.models import User
from sikas.accounts.roles import FAIR_MANAGER
from sikas.progress import Progress

WANTED = (COMPANIES, POSITIONS, PEOPLE, APPLICATIONS)
NAMES = ("companies", "positions", "people", "applications")
REPORTED = ("companies", "positions", "applicants", "applications")
LATE = 5  # people who knock after the end
PATIENCE = 60  # seconds for the wall to count what came last
LONGEST = 60  # minutes


class Command(BaseCommand):
    """37 companies, 97 positions, 356 people, 2,278 applications: by requests alone."""

    help = "Play the fair of 2022 against a running portal as a rehearsal beside any other fair."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where the portal runs, how long the week lasts, and what decides by chance."""
        parser.add_argument("--url", required=True, help="the portal, http://localhost:8000")
        parser.add_argument("--minutes", type=float, default=5, help="length of the week")
        parser.add_argument("--seed", type=int, default=2022)

    def handle(self, *_args: Any, url: str, minutes: float, seed: int, **_options: Any) -> None:
        """Set the stage, play, and compare wall and report with 2022."""
        if settings.PRODUCTION:
            raise CommandError(_("Ulangan ini hanya untuk portal percobaan."))
        if not 0 < minutes <= LONGEST:
            raise CommandError(_("Pilih lebih dari 0 dan paling lama 60 menit."))
        officer = User.objects.filter(groups__name=FAIR_MANAGER.name, is_active=True).first()
        if officer is None:
            raise CommandError(_("Belum ada pengelola job fair. Jalankan `manage.py demo` dulu."))
        try:
            stage = set_stage(minutes=minutes, seed=seed, officer=officer)
        except StageError:
            text = _("Lowongan yang terbuka kurang. Jalankan `manage.py demo` dulu.")
            raise CommandError(text) from None
        self.stdout.write(f"{url}{stage.fair.get_absolute_url()}")
        player = Player(url, stage)
        score = player.play(make_plan(seed), Progress(sys.stderr, _("lamaran")))
        self._tell_seconds(score.seconds)
        if len(score.receipts) != APPLICATIONS or score.refused:
            raise CommandError(f"{len(score.receipts)} receipts, refused: {dict(score.refused)}")
        self._knock_late(player)
        self._compare("wall", _wall(url, stage.fair))
        self._compare("report", _report(url, stage.fair))

    def _tell_seconds(self, seconds: list[float]) -> None:
        p95 = statistics.quantiles(seconds, n=20)[-1]
        line = "answers: median {:.0f} ms, p95 {:.0f} ms"
        self.stdout.write(line.format(statistics.median(seconds) * 1000, p95 * 1000))

    def _knock_late(self, player: Player) -> None:
        fair = player.stage.fair
        time.sleep(max(0, (fair.closes_at - clock.now()).total_seconds()) + 1)
        before = len(player.score.receipts)
        positions = len(player.stage.positions)
        for person in range(LATE):
            for position in range(positions - LATE, positions):
                player.send(person, position)
        late = len(player.score.receipts) - before
        self.stdout.write(f"late: {late} of {LATE * LATE} that were sent after the end")
        if late:
            raise CommandError("the fair took what came after its end")

    def _compare(self, where: str, found: tuple[int, ...]) -> None:
        self.stdout.write(f"{where}: {' / '.join(map(str, found))}")
        if found != WANTED:
            raise CommandError(f"{where}: expected {' / '.join(map(str, WANTED))}")


def _wall(url: str, fair: Fair) -> tuple[int, ...]:
    """Return the four numbers of the public wall, once it has counted after the end."""
    until = time.monotonic() + PATIENCE
    while True:
        answer = requests.get(f"{url.rstrip('/')}/langsung/{fair.slug}.json", timeout=TIMEOUT)
        facts = answer.json() if answer.ok else {}
        if facts.get("at", "") > fair.closes_at.isoformat() or time.monotonic() > until:
            return tuple(facts.get(name, 0) for name in NAMES)
        time.sleep(1)


def _report(url: str, fair: Fair) -> tuple[int, ...]:
    """Freeze the report after the grace and return what its public edition says."""
    wait = (fair.closes_at + fair.grace - clock.now()).total_seconds() + 1
    time.sleep(max(0, wait))
    freeze_report(fair=fair, version=0)
    answer = requests.get(f"{url.rstrip('/')}/job-fair/{fair.slug}/laporan.csv", timeout=TIMEOUT)
    answer.raise_for_status()
    found = _summary(answer.content.decode("utf-8-sig"))
    return tuple(int(found[str(SUMMARY[name])]) for name in REPORTED)


def _summary(text: str) -> dict[str, str]:
    """Return label and number of each line of the report's first sheet."""
    rows = list(csv.DictReader(text.splitlines()))
    first = [row for row in rows if row["Lembar"] == rows[0]["Lembar"]]
    return {
        label["Isi"]: number["Isi"] for label, number in zip(first[::2], first[1::2], strict=True)
    }
