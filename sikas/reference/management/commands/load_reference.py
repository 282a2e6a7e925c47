"""Load the code lists from the project's own files or from a folder of full lists."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from sikas.reference.loading.reading import ReferenceFileError
from sikas.reference.services import OWN_FILES, load_reference


class Command(BaseCommand):
    """Load or update areas, occupations, industries, minimum wages and the office."""

    help = "Load the code lists; a wrong row is named by file and line and then nothing is loaded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take another folder, and a trial run."""
        parser.add_argument("--dir", type=Path, default=OWN_FILES, help="folder with the CSV files")
        parser.add_argument("--dry-run", action="store_true", help="check and count, write nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, and print a line per file."""
        try:
            report = load_reference(folder=options["dir"], dry_run=options["dry_run"])
        except ReferenceFileError as error:
            raise CommandError(
                _("Daftar acuan tidak dimuat, data tidak berubah.\n%s") % error
            ) from error
        for counts in report:
            self.stdout.write(
                _(
                    "%(file)s: %(inserted)s baru, %(updated)s diubah, %(unchanged)s tetap, "
                    "%(kept)s berbeda dan dibiarkan, %(missing)s tidak ada dalam berkas"
                )
                % vars(counts)
            )
        if options["dry_run"]:
            self.stdout.write(_("Percobaan saja: tidak ada yang disimpan."))
