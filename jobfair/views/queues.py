"""The officers' queues of a fair: booths that wait for approval, positions that wait to be read."""

from typing import Any

from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from employers.checks import Check, company_checks
from employers.enums import CompanyState
from jobfair.enums import BoothState, PositionState
from jobfair.models import Booth, Position
from jobfair.models.booths import BoothQuerySet
from jobfair.models.positions import PositionQuerySet
from jobfair.services.booths import decide_booth
from jobfair.services.positions import decide_position
from jobs.checks import vacancy_checks
from jobs.linter import lint_vacancy
from jobs.models import Vacancy
from jobs.own_presenters import preview
from jobs.responses import response_line
from sikas.accounts.models import User
from sikas.ui.formats import format_number
from sikas.ui.queues import CaseQueue, Decision
from sikas.workflow.claims import release

MANAGE = "jobfair.manage_fair"


class BoothQueue(CaseQueue):
    """Companies that ask for a booth."""

    name = "booth_queue"
    address = "stan/"
    title = gettext_lazy("Stan menunggu persetujuan")
    permission = MANAGE
    watch_permission = "jobfair.view_booth"
    template = "officer/booth_case.html"
    order = ("applied_at",)
    since = "applied_at"
    decisions = (
        Decision(BoothState.APPROVED, gettext_lazy("Setujui"), "v", "btn", needs_reason=False),
        Decision(BoothState.RETURNED, gettext_lazy("Minta perbaikan"), "p", "btn btn-quiet"),
        Decision(BoothState.REJECTED, gettext_lazy("Tolak"), "t", "btn btn-danger"),
    )
    snippets = (
        gettext_lazy("Isi sambutan stan: apa perusahaan Anda dan siapa yang dicari."),
        gettext_lazy("Lengkapi lapangan usaha dan alamat di profil perusahaan."),
        gettext_lazy("Belum ada lowongan yang terbit. Ajukan lowongan, lalu daftarkan stan lagi."),
    )

    def waiting(self) -> BoothQuerySet:
        """Return the booths that wait."""
        return Booth.objects.waiting().select_related("fair", "company__industry", "company__area")

    def context(self, case: Booth) -> dict[str, Any]:
        """Return the company, its open vacancies and what a machine sees."""
        vacancies = Vacancy.objects.public().filter(company=case.company_id)
        found = list(vacancies.select_related("area").order_by("title", "pk"))
        return {"checks": _booth_checks(case, len(found)), "vacancies": found}

    def decide(self, *, case: Booth, to: str, officer: User, reason: str) -> None:
        """Approve, return or reject the booth."""
        decide_booth(booth=case, to=to, officer=officer, reason=reason)


def _booth_checks(booth: Booth, vacancies: int) -> list[Check]:
    """Return the checklist: the company's own, and what a fair needs besides."""
    company = booth.company
    return [
        Check(
            _("Perusahaan"),
            str(company.get_state_display()),
            company.state == CompanyState.VERIFIED,
        ),
        *company_checks(company),
        *([Check(_("Tanggapan"), line, fits=True)] if (line := response_line(company)) else []),
        Check(_("Lowongan terbuka"), format_number(vacancies), vacancies > 0),
        Check(_("Sambutan"), booth.about or _("belum diisi"), bool(booth.about)),
    ]


class PositionQueue(CaseQueue):
    """Vacancies that companies bring to a fair."""

    name = "position_queue"
    address = "jabatan/"
    title = gettext_lazy("Jabatan menunggu pemeriksaan")
    permission = MANAGE
    watch_permission = "jobfair.view_position"
    template = "officer/position_case.html"
    order = ("proposed_at",)
    since = "proposed_at"
    decisions = (
        Decision(PositionState.VERIFIED, gettext_lazy("Setujui"), "v", "btn", needs_reason=False),
        Decision(PositionState.RETURNED, gettext_lazy("Minta perbaikan"), "p", "btn btn-quiet"),
    )
    snippets = (
        gettext_lazy("Upah di bawah upah minimum kabupaten. Sesuaikan lowongannya."),
        gettext_lazy("Lowongan ditutup sebelum job fair selesai. Perpanjang batas waktunya."),
        gettext_lazy("Uraian pekerjaan belum jelas. Tulis tugas sehari-hari."),
    )

    def waiting(self) -> PositionQuerySet:
        """Return the positions that wait, each with the time since when."""
        proposed = Max("transitions__at", filter=Q(transitions__to_state=PositionState.PROPOSED))
        found = Position.objects.filter(state=PositionState.PROPOSED)
        return found.annotate(
            proposed_at=Coalesce(proposed, "booth__created_at")
        ).select_related(
            "fair", "booth__company", "vacancy__company__industry", "vacancy__occupation",
            "vacancy__area__parent",
        )  # fmt: skip

    def context(self, case: Position) -> dict[str, Any]:
        """Return the vacancy as the public sees it, what the rules find, the checklist."""
        return {
            "page": preview(case.vacancy),
            "findings": lint_vacancy(case.vacancy),
            "checks": [*_position_checks(case), *vacancy_checks(case.vacancy)],
        }

    def decide(self, *, case: Position, to: str, officer: User, reason: str) -> None:
        """Verify the position, or return it."""
        decide_position(position=case, to=to, officer=officer, reason=reason)
        release(case, officer)


def _position_checks(position: Position) -> list[Check]:
    vacancy, fair = position.vacancy, position.fair
    lasts = vacancy.closes_at is not None and vacancy.closes_at >= fair.closes_at
    words = _("sampai akhir job fair") if lasts else _("ditutup sebelum job fair selesai")
    cap = format_number(position.cap) if position.cap else _("tanpa batas")
    return [
        Check(_("Job fair"), f"{fair.name} · {position.booth.company}", fits=True),
        Check(_("Terbuka"), words, lasts),
        Check(_("Lamaran paling banyak"), cap, fits=True),
    ]
