"""Write down whom the simulated ministry is to know of the demo, and have it read."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from integration.demo.streams import switch_on
from integration.demo.world import write_world


class Command(BaseCommand):
    """Write companies and seekers of the demo for `python -m integration.simulator --world`.

    The streams of a new demo are switched on.
    """

    help = (
        "Write companies and seekers of the demo as the simulator of the ministry reads them, and "
        "switch the streams on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file to write."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the file; it has NIKs in the clear, so no portal with real people does this."""
        if settings.PRODUCTION or settings.HTTPS:
            raise CommandError(_("Data contoh hanya untuk portal percobaan."))
        write_world(options["file"])
        switch_on()
