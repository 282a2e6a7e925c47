"""Reports about vacancies in the demo: an urgent case, quiet ones, and some that were settled."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from jobs.enums import Source
from jobs.models import Vacancy, VacancyReport
from jobs.report_enums import ReportReason, ReportState
from sikas.accounts.models import User
from sikas.workflow.transitions import transition

# Which open vacancy of the list, hours ago, reason and words; signed in as the next person or not.
REPORTS = (
    (3, 50, ReportReason.FEE, "Diminta transfer Rp350.000 untuk seragam sebelum wawancara.", True),
    (3, 31, ReportReason.FEE, "Teman saya juga diminta membayar seragam lewat WhatsApp.", True),
    (3, 5, ReportReason.FAKE, "Waktu saya datangi, kantornya bilang tidak buka lowongan.", True),
    (3, 4, ReportReason.FEE, "", False),
    (11, 70, ReportReason.DISCRIMINATION, "Waktu ditelepon hanya mau yang belum menikah.", False),
    (24, 20, ReportReason.OTHER, "Nomor telepon perusahaannya tidak bisa dihubungi.", True),
)
SETTLED = (
    (7, 240, ReportReason.FAKE, "Sudah ditanyakan ke perusahaan: lowongannya memang ada."),
    (15, 400, ReportReason.OTHER, "Jam kerja di lowongan sesuai dengan perjanjian kerja."),
)


@transaction.atomic
def load(*, now: datetime, people: Sequence[User], officer: User) -> bool:
    """Write the reports unless there are any; return whether anything was written."""
    if VacancyReport.objects.exists():
        return False
    chosen = list(Vacancy.objects.public().filter(source=Source.LOCAL).order_by("pk")[:30])
    persons = list(people)
    for place, hours, reason, text, signed_in in REPORTS:
        VacancyReport.objects.create(
            vacancy=chosen[place],
            reporter=persons.pop(0) if signed_in and persons else None,
            contact="" if signed_in else "0812 6000 1122",
            reason=reason,
            text=text,
            created_at=now - timedelta(hours=hours),
        )
    for place, hours, reason, answer in SETTLED:
        at = now - timedelta(hours=hours)
        report = VacancyReport.objects.create(
            vacancy=chosen[place], reason=reason, text="Mohon diperiksa.", created_at=at
        )
        end = at + timedelta(hours=20)
        transition(report, ReportState.DISMISSED, by=officer, reason=answer, at=end)
    return True
