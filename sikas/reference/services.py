"""What the reference app does: load the code lists from files."""

from pathlib import Path

import pghistory
from django.db import connection, transaction
from django.utils.translation import gettext as _

from sikas.reference.loading.lists import CODE_LISTS
from sikas.reference.loading.reading import Problem, ReferenceFileError, read_rows
from sikas.reference.loading.writing import Counts, parse_rows, write_records
from sikas.reference.models import Office

OWN_FILES = Path(__file__).resolve().parent / "data"
# Any fixed number: two loads at a time would insert the same rows.
LOAD_LOCK = 20221103


def load_reference(*, folder: Path = OWN_FILES, dry_run: bool = False) -> list[Counts]:
    """Load every known file of a folder, all or nothing, and return what it did per file.

    Side effects in order: waits for another load, writes the lists and their history, forgets the
    office in memory. A second load of the same files writes nothing. Raises ReferenceFileError,
    naming file and line, and then nothing has changed; so too with `dry_run`.
    """
    found = [code_list for code_list in CODE_LISTS if (folder / code_list.file).is_file()]
    if not found:
        reason = _("tidak ada berkas acuan di sini. Nama yang dikenal: %s.") % ", ".join(
            code_list.file for code_list in CODE_LISTS
        )
        raise ReferenceFileError([Problem(str(folder), 0, reason)])
    parsed = [
        (code_list, parse_rows(code_list, read_rows(folder / code_list.file, code_list.columns)))
        for code_list in found
    ]
    with transaction.atomic(), pghistory.context(command="load_reference"):
        _wait_for_other_load()
        report = [write_records(code_list, records) for code_list, records in parsed]
        transaction.set_rollback(dry_run)
    Office.objects.forget()
    return report


def _wait_for_other_load() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOAD_LOCK])
