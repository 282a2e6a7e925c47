"""Where a company stands with the office, and what its people do next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil
from statistics import median

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from employers import reviews
from employers.enums import CompanyState, ReviewSubject
from employers.models import Company, CompanyTransition
from employers.profile import gaps, step_url

DECIDED = (CompanyState.VERIFIED, CompanyState.RETURNED, CompanyState.REJECTED)
LOOKED_BACK = 20  # decisions; older ones say little about the office of today


@dataclass(frozen=True)
class Task:
    """One line of what is to be done, and where."""

    text: str
    url: str


@dataclass(frozen=True)
class NextStep:
    """What the page says first: where one stands, why, and the one button that leads on."""

    title: str
    text: str
    button: str = ""
    url: str = ""
    tasks: Sequence[Task] = field(default_factory=list)


def next_step(company: Company, *, is_owner: bool) -> NextStep | None:
    """Return what the company has to do to be verified, or waits for; None once it is verified."""
    steps = {
        CompanyState.DRAFT: _to_fill_in,
        CompanyState.RETURNED: _to_correct,
        CompanyState.REJECTED: _to_correct,
        CompanyState.SUBMITTED: _waits,
        CompanyState.SUSPENDED: _suspended,
    }
    make = steps.get(CompanyState(company.state))
    if make is None:
        return None
    step = make(company)
    if is_owner or not step.button:
        return step
    return NextStep(step.title, _("Pemilik akun perusahaan ini yang mengisi dan mengajukannya."))


def usual_wait() -> timedelta | None:
    """Return how long companies waited for a decision lately, as the median; None without any."""
    filed = CompanyTransition.objects.filter(
        subject=OuterRef("subject"), to_state=CompanyState.SUBMITTED, at__lte=OuterRef("at")
    ).order_by("-at")
    decided = CompanyTransition.objects.filter(
        from_state=CompanyState.SUBMITTED, to_state__in=DECIDED
    ).order_by("-at")
    waits = decided.annotate(wait=F("at") - Subquery(filed.values("at")[:1]))
    known = [wait for wait in waits.values_list("wait", flat=True)[:LOOKED_BACK] if wait]
    return median(known) if known else None


def _to_fill_in(company: Company) -> NextStep:
    missing = gaps(company)
    tasks = [Task(gap.text, step_url(company, gap.subject, gap.field)) for gap in missing]
    if not tasks:
        return NextStep(
            _("Ajukan perusahaan"),
            _("Isian sudah lengkap. Petugas memeriksanya setelah Anda ajukan."),
            _("Periksa dan ajukan"),
            reverse("company_profile", args=[company.pk]),
        )
    return NextStep(
        _("Lengkapi profil perusahaan"),
        _("Lowongan dapat tampil setelah petugas memverifikasi perusahaan. Gratis."),
        _("Lanjutkan isian"),
        tasks[0].url,
        tasks,
    )


def _to_correct(company: Company) -> NextStep:
    tasks = [
        Task(
            f"{item.get_subject_display()}: {item.reason}",
            step_url(company, ReviewSubject(item.subject)),
        )
        for item in reviews.to_correct(company)
    ]
    text = "" if tasks else company.transitions.latest().reason
    returned = company.state == CompanyState.RETURNED
    return NextStep(
        _("Perbaiki yang diminta petugas") if returned else _("Pengajuan ditolak"),
        text or _("Setelah diperbaiki, ajukan kembali."),
        _("Perbaiki sekarang") if returned else _("Perbaiki dan ajukan lagi"),
        tasks[0].url if tasks else reverse("company_profile", args=[company.pk]),
        tasks,
    )


def _waits(company: Company) -> NextStep:
    before = Company.objects.waiting().filter(submitted_at__lt=company.submitted_at).count()
    place = (
        ngettext(
            "%d perusahaan diperiksa sebelum Anda.", "%d perusahaan diperiksa sebelum Anda.", before
        )
        % before
        if before
        else _("Perusahaan Anda diperiksa berikutnya.")
    )
    return NextStep(_("Menunggu pemeriksaan petugas"), " ".join([place, *_usually()]))


def _usually() -> list[str]:
    wait = usual_wait()
    if wait is None:
        return []
    days = max(1, ceil(wait / timedelta(days=1)))
    return [
        ngettext("Biasanya selesai dalam %d hari.", "Biasanya selesai dalam %d hari.", days) % days
    ]


def _suspended(company: Company) -> NextStep:
    return NextStep(
        _("Perusahaan dibekukan"),
        _("Lowongan Anda tidak tampil. Alasan petugas: %s") % company.transitions.latest().reason,
        _("Hubungi kantor kami"),
        reverse("help"),
    )
