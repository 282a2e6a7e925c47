"""Fill a portal with invented people, companies and vacancies."""

import sys
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from jobfair.demo import running
from jobs import demo
from jobs.demo import applications, candidates, reports, saved
from jobs.demo.vacancies import SEED
from jobs.search import upkeep
from seekers.demo import people
from seekers.demo.bulk import fill_seekers
from sikas import clock
from sikas.accounts import demo as accounts
from sikas.accounts import roles
from sikas.accounts.enums import Kind
from sikas.progress import Progress
from sikas.reference.models import Area
from training import demo as training
from training.corrections import learn_words


class Command(BaseCommand):
    """Write the demo once; with --vacancies and --seekers, add rows for benchmarks."""

    help = "Fill a portal with invented people, companies and vacancies; what is there stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many open vacancies, verified companies and job seekers there are to be."""
        parser.add_argument("--vacancies", type=int, default=0, help="open vacancies to reach")
        parser.add_argument("--companies", type=int, help="verified companies to reach")
        parser.add_argument("--seekers", type=int, default=0, help="job seekers to reach")
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
        people.load(now=now, accounts=accounts.users(Kind.SEEKER), seed=options["seed"])
        _act(now, options["seed"])
        if options["vacancies"]:
            demo.fill(
                upto=options["vacancies"],
                now=now,
                companies=options["companies"],
                seed=options["seed"],
                report=Progress(sys.stderr, _("lowongan")),
            )
        if options["seekers"]:
            fill_seekers(
                upto=options["seekers"],
                now=now,
                seed=options["seed"],
                report=Progress(sys.stderr, _("pencari kerja")),
            )
        upkeep.refresh_words()
        learn_words()
        self.stdout.write(accounts.sign_in_table())


def _act(now: datetime, seed: int) -> None:
    """Let people and companies do what they do on a portal."""
    applications.load(now=now, account=accounts.users(Kind.COMPANY)[0], seed=seed)
    candidates.load(account=accounts.users(Kind.COMPANY)[0])
    running.load(now=now, manager=accounts.users(roles.FAIR_MANAGER)[0], seed=seed)
    saved.load(now=now, people=accounts.users(Kind.SEEKER))
    training.load(now=now, people=accounts.users(Kind.SEEKER))
    accounts.create_requests()
    reports.load(
        now=now,
        people=[*accounts.users(Kind.SEEKER), *accounts.users(Kind.COMPANY)],
        officer=accounts.users(roles.VERIFIER)[0],
    )
