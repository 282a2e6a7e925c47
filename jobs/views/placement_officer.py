"""The officers' queue of hires that nobody confirmed, or that the person disputes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from employers.checks import Check
from jobs.deadlines import today
from jobs.enums import PlacementState
from jobs.lines import where_line
from jobs.models import Placement
from jobs.models.placements import PlacementQuerySet
from jobs.services.placing import settle_placement
from sikas.accounts.models import User
from sikas.ui.formats import format_date, format_money, format_phone
from sikas.ui.queues import CaseQueue, Decision


class PlacementQueue(CaseQueue):
    """Placements that need an officer's word."""

    name = "placement_queue"
    address = "penempatan/"
    title = gettext_lazy("Penempatan menunggu konfirmasi")
    permission = "jobs.settle_placement"
    template = "officer/placement_case.html"
    order = ("created_at",)
    since = "created_at"
    since_label = gettext_lazy("Dilaporkan")
    reason_label = gettext_lazy("Catatan")
    reason_hint = gettext_lazy(
        "Wajib bila tidak terjadi; perusahaan membacanya. Tulis siapa yang dihubungi dan kapan."
    )
    reason_missing = gettext_lazy("Tulis mengapa penempatan ini tidak terjadi.")
    decisions = (
        Decision(
            PlacementState.CONFIRMED,
            gettext_lazy("Benar bekerja"),
            "v",
            "btn",
            needs_reason=False,
        ),
        Decision(PlacementState.VOID, gettext_lazy("Tidak terjadi"), "t", "btn btn-danger"),
    )
    snippets = (
        gettext_lazy("Sudah dihubungi lewat telepon; tidak pernah mulai bekerja."),
        gettext_lazy("Perusahaan menyatakan salah melaporkan."),
    )

    def waiting(self) -> PlacementQuerySet:
        """Return the placements that wait."""
        waiting: PlacementQuerySet = Placement.objects.waiting()
        return waiting.select_related(
            "application__seeker__user", "application__area__parent", "vacancy__company"
        ).select_related("vacancy__area__parent")

    def mark(self, case: Placement) -> str:
        """Say which ones the person disputes."""
        return str(case.get_state_display()) if case.state == PlacementState.DISPUTED else ""

    def context(self, case: Placement) -> dict[str, Any]:
        """Return who was hired, by whom, as what, and how both are reached."""
        return {"sides": [_person(case), _company(case)], "checks": _checks(case)}

    def decide(self, *, case: Placement, to: str, officer: User, reason: str) -> None:
        """Confirm the placement, or say that it did not happen."""
        settle_placement(placement=case, to=to, officer=officer, reason=reason)


def _person(case: Placement) -> tuple[str, list[tuple[str, str]]]:
    application = case.application
    profile = application.profile
    phone = profile.get("phone", "")
    return _("Pelamar"), [
        (_("Nama"), application.name),
        (_("Tempat tinggal"), str(application.area or "")),
        (_("Nomor HP"), format_phone(phone) if phone else ""),
        (_("Email"), profile.get("email", "")),
        (_("Tanda terima lamaran"), application.receipt),
    ]


def _company(case: Placement) -> tuple[str, list[tuple[str, str]]]:
    vacancy, company = case.vacancy, case.vacancy.company
    return _("Perusahaan"), [
        (_("Nama"), vacancy.employer),
        (_("Lowongan"), vacancy.title),
        (_("Tempat kerja"), where_line(vacancy)),
        (_("Telepon"), company.phone if company else ""),
        (_("Mulai bekerja"), format_date(case.started_on)),
        (_("Jenis penempatan"), str(case.get_kind_display())),
        (_("Upah sebulan"), format_money(case.wage) if case.wage else ""),
    ]


def _checks(case: Placement) -> list[Check]:
    disputed = case.state == PlacementState.DISPUTED
    word = _("dibantah") if disputed else _("belum menjawab")
    has_begun = case.started_on <= today()
    return [
        Check(_("Kata pelamar"), word, fits=False),
        Check(_("Akun"), _("ada") if case.application.seeker.user else _("tidak ada"), fits=True),
        Check(_("Mulai bekerja"), _("sudah") if has_begun else _("belum tiba"), has_begun),
    ]
