"""Fill a portal with invented people, companies and vacancies."""

import sys
from argparse import ArgumentParser
from time import monotonic
from typing import Any, TextIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from jobs import demo
from jobs.demo.vacancies import SEED
from jobs.search import upkeep
from sikas import clock
from sikas.accounts import demo as accounts
from sikas.accounts import roles
from sikas.accounts.enums import Kind
from sikas.reference.models import Area

BAR = 30  # characters
STEP = 10  # per cent between two lines where there is no terminal


class Progress:
    """Draws how far a long run is: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, out: TextIO) -> None:
        self.out, self.started, self.said = out, monotonic(), 0

    def __call__(self, done: int, total: int) -> None:
        """Tell that `done` of `total` vacancies are there."""
        percent = done * 100 // total
        if not self.out.isatty() and percent < self.said + STEP and done < total:
            return
        self.said = percent
        left = (monotonic() - self.started) / done * (total - done)
        amounts = f"{done:,} / {total:,}".replace(",", ".")
        words = _("{amounts} lowongan, sisa {left:.0f} detik").format(amounts=amounts, left=left)
        if self.out.isatty():
            bar = "█" * (BAR * done // total)
            words = f"\r{bar:░<{BAR}} {words:<50}"
        self.out.write(words + ("\n" if done == total or not self.out.isatty() else ""))
        self.out.flush()


class Command(BaseCommand):
    """Write the demo once; with --vacancies, add open vacancies for benchmarks."""

    help = "Fill a portal with invented people, companies and vacancies; what is there stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many open vacancies and verified companies there are to be."""
        parser.add_argument("--vacancies", type=int, default=0, help="open vacancies to reach")
        parser.add_argument("--companies", type=int, help="verified companies to reach")
        parser.add_argument("--seed", type=int, default=SEED, help="another seed, other rows")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load what is missing and print the sign-ins; progress goes to standard error."""
        if settings.PRODUCTION or settings.HTTPS:
            raise CommandError(_("Data contoh hanya untuk portal percobaan."))
        accounts.create_accounts()
        if not Area.objects.exists():
            call_command("load_reference", stdout=self.stderr)
        now = clock.now()
        demo.load(
            now=now,
            officers=accounts.users(roles.VERIFIER),
            account=accounts.users(Kind.COMPANY)[0],
            seed=options["seed"],
        )
        if options["vacancies"]:
            demo.fill(
                upto=options["vacancies"],
                now=now,
                companies=options["companies"],
                seed=options["seed"],
                report=Progress(sys.stderr),
            )
        upkeep.refresh_words()
        self.stdout.write(accounts.sign_in_table())
