"""Make search rows and known words again, as every night; after a change of code lists."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from jobs.search import upkeep
from sikas.ui.formats import format_number


class Command(BaseCommand):
    """Check every search row; only those that are wrong are written."""

    help = "Bring the search of vacancies up to date with changed code lists, at once."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Check the rows, learn the words, say how many."""
        checked = format_number(upkeep.refresh_rows())
        upkeep.refresh_words()
        self.stdout.write(_("%(count)s lowongan diperiksa.") % {"count": checked})
