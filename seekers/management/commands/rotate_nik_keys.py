"""Bring every NIK under the newest keys, while the portal runs."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from seekers.services import rotation
from sikas import encryption
from sikas.progress import Progress
from sikas.ui.formats import format_number


class Command(BaseCommand):
    """Count without --commit; write with it."""

    help = "Seal every NIK under the first key of SEALING_KEYS and fill its blind indexes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take leave to write, and the place to empty."""
        parser.add_argument("--commit", action="store_true", help="write; without it only count")
        parser.add_argument(
            "--empty", choices=encryption.SLOTS, help="empty the place whose key is gone"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run, say what was found; fail when something is left that another run will not mend."""
        progress = Progress(sys.stderr, _("NIK"))
        if options["empty"]:
            self._empty(options["empty"], options["commit"], progress)
        else:
            self._rotate(options["commit"], progress)
        if not options["commit"]:
            self.stdout.write(_("Hitungan saja. Tambahkan --commit untuk menyimpan."))

    def _rotate(self, commit: bool, progress: Progress) -> None:
        seen = rotation.rotate(commit=commit, report=progress)
        self.stdout.write(
            _("{right} NIK sudah benar, {wrong} belum, {written} diperbarui.").format(
                right=format_number(seen.right),
                wrong=format_number(seen.wrong),
                written=format_number(seen.written),
            )
        )
        if seen.doubled:
            self.stdout.write(
                _("%s NIK ganda masuk antrean loket.") % format_number(len(seen.doubled))
            )
        if seen.unreadable:
            keys = ", ".join(sorted(seen.unreadable))
            raise CommandError(
                _("%(number)s NIK tidak terbaca. Kunci ini hilang dari SEALING_KEYS: %(keys)s")
                % {"number": format_number(seen.unreadable.total()), "keys": keys}
            )

    def _empty(self, slot: str, commit: bool, progress: Progress) -> None:
        try:
            held = rotation.empty_place(slot=slot, commit=commit, report=progress)
        except rotation.NotReadyError as error:
            raise CommandError(error.messages[0]) from error
        self.stdout.write(
            _("Tempat {slot} berisi {held} indeks lama.").format(
                slot=slot, held=format_number(held)
            )
        )
