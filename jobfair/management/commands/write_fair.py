"""Write the live numbers of fairs every few seconds, without broker, worker or beat."""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection
from django.utils.translation import gettext as _

from jobfair.services.broadcasting import EVERY, write_if_due

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Runs until it is ended; a database or a disk that fails is tried again."""

    help = "Write the live numbers of fairs every few seconds, until it is ended."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how often."""
        parser.add_argument("--every", type=int, default=EVERY.seconds, help="seconds, 5 or more")
        parser.add_argument("--once", action="store_true", help="write once and end")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write, wait, write."""
        if options["every"] < EVERY.seconds:
            raise CommandError(_("Paling sering setiap %s detik.") % EVERY.seconds)
        while True:
            _attempt()
            if options["once"]:
                break
            time.sleep(options["every"])


def _attempt() -> None:
    try:
        write_if_due()
    except (Error, OSError) as error:
        logger.warning("Live numbers were not written: %s", type(error).__name__)
        connection.close()  # so that the next attempt asks anew
