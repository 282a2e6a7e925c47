"""Data of applicants leave the portal: as a sheet or as CVs, noted before a byte of it goes."""

import tempfile
import zipfile
from collections.abc import Collection, Iterator, Sequence
from typing import IO

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from employers.models import Company
from jobs.applicants import MAX_CHOSEN, Criteria
from jobs.enums import ExportKind
from jobs.models import ApplicantExport, Application
from jobs.sent_cv import sent_pdf, sent_profile
from jobs.services.chosen import lock_chosen, view
from sikas.accounts.models import User
from sikas.documents.spreadsheets import Value, write_sheet
from sikas.ui.formats import format_phone

MAX_CVS = 200  # in one archive; about 25 ms of work each
BATCH = 500  # profiles in memory at once
IN_MEMORY = 2_000_000  # bytes of a file before it goes to the disk
HEADS = (
    gettext_lazy("Tanda terima"), gettext_lazy("Nama"), gettext_lazy("Lowongan"),
    gettext_lazy("Keadaan"), gettext_lazy("Diterima"), gettext_lazy("Jenis kelamin"),
    gettext_lazy("Tanggal lahir"), gettext_lazy("Tempat tinggal"), gettext_lazy("Nomor HP"),
    gettext_lazy("Email"), gettext_lazy("Pendidikan"), gettext_lazy("Pengalaman (bulan)"),
    gettext_lazy("Keterampilan"), gettext_lazy("Label"),
)  # fmt: skip


class TooManyError(ValidationError):
    """More applicants than one file holds."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _("Paling banyak %s pelamar dalam satu berkas. Persempit saringannya.") % most
        )


@database.atomic
def export_applicants(
    *,
    company: Company,
    keys: Collection[int],
    kind: ExportKind,
    asked: Criteria,
    by: User,
) -> IO[bytes]:
    """Return a file, at its beginning, with the data of applicants; never with a NIK.

    Side effects in order: new applications count as seen, the row of the journal. Raises
    TooManyError, ForeignApplicantsError.
    """
    most = MAX_CVS if kind == ExportKind.ZIP else MAX_CHOSEN
    if len(keys) > most:
        raise TooManyError(most)
    view(lock_chosen(company, keys), by=by)
    ApplicantExport.objects.create(
        company=company,
        by=by,
        kind=kind,
        asked=asked.query_string(words="")[:500],
        applications=sorted(keys),
    )
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    if kind == ExportKind.ZIP:
        _write_cvs(file, keys)
    else:
        heads = [str(head) for head in HEADS]
        write_sheet(file, title=_("Pelamar"), heads=heads, rows=_rows(keys))
    file.seek(0)
    return file


def _applications(keys: Collection[int]) -> Iterator[Application]:
    """Yield the applications in the order of `keys`, a few at a time."""
    ordered = list(keys)
    for start in range(0, len(ordered), BATCH):
        part = ordered[start : start + BATCH]
        rows = Application.objects.select_related("vacancy", "area__parent").in_bulk(part)
        yield from (rows[key] for key in part)


def _rows(keys: Collection[int]) -> Iterator[Sequence[Value]]:
    for row in _applications(keys):
        profile = sent_profile(row)
        yield (
            row.receipt,
            row.name,
            row.vacancy.title,
            str(row.get_state_display()),
            row.received_at,
            str(row.get_sex_display() or ""),
            row.birth_date,
            f"{row.area}, {row.area.parent}" if row.area else "",
            format_phone(profile.phone) if profile.phone else "",
            profile.email,
            str(row.get_education_display() or ""),
            row.experience_months,
            ", ".join(profile.skills),
            ", ".join(row.tags),
        )


def _write_cvs(file: IO[bytes], keys: Collection[int]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for row in _applications(keys):
            name = f"cv-{slugify(row.name) or 'pelamar'}-{row.receipt}.pdf"
            archive.writestr(name, sent_pdf(row))
