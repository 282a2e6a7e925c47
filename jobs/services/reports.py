"""People report a vacancy; the office settles all open reports about it with one decision."""

import uuid
from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from employers.enums import CompanyState
from employers.services import decide_company, require_reason
from jobs.enums import VacancyState
from jobs.models import Vacancy, VacancyReport
from jobs.report_enums import ReportReason, ReportState
from jobs.services.moderation import withdraw_vacancy
from sikas.accounts.models import User
from sikas.clock import DatabaseNow
from sikas.notifications.services import tell
from sikas.workflow.claims import release
from sikas.workflow.transitions import TransitionRefusedError, transition_many

CONTACT_KEPT = timedelta(days=90)  # after the decision; who asks later comes with the number


class MissingTextError(ValidationError):
    """A report for another reason says what happened."""

    def __init__(self) -> None:
        super().__init__(_("Tulis apa yang terjadi."))


class ReportsChangedError(ValidationError):
    """Somebody reported the vacancy, or settled reports, after the officer opened the case."""

    def __init__(self) -> None:
        super().__init__(_("Ada laporan baru setelah Anda membuka kasus ini. Baca lagi."))


class EffectGoneError(ValidationError):
    """What the officer wants to take away is not there any more, or is not his to take."""


@database.atomic
def report_vacancy(
    *,
    vacancy: Vacancy,
    reason: ReportReason,
    text: str = "",
    contact: str = "",
    reporter: User | None = None,
    key: uuid.UUID | None = None,
) -> VacancyReport:
    """Save a report, or return the one that this person made about this vacancy before.

    Somebody without an account is known by the `key` of the page he filled in: a second tap on it
    is the same report. Reports of one vacancy and its settling wait for each other, so that none
    is settled unseen. Raises MissingTextError.
    """
    if reason == ReportReason.OTHER and not text.strip():
        raise MissingTextError
    _lock(vacancy)
    key = key or uuid.uuid4()
    mine = {"reporter": reporter} if reporter else {"reporter": None, "pk": key}
    if made := VacancyReport.objects.filter(vacancy=vacancy, **mine).first():
        return made
    return VacancyReport.objects.create(
        pk=uuid.uuid4() if VacancyReport.objects.filter(pk=key).exists() else key,
        vacancy=vacancy,
        reporter=reporter,
        reason=reason,
        text=text.strip(),
        contact=contact.strip(),
    )


@database.atomic
def settle_reports(
    *,
    vacancy: Vacancy,
    to: str,
    officer: User,
    reason: str,
    seen: Collection[str],
    withdraw: bool = False,
    suspend: bool = False,
) -> int:
    """Settle all open reports about a vacancy: dismissed, or upheld with what follows.

    `seen` are the keys of the reports that the officer read. Side effects in order: the vacancy is
    withdrawn, its company suspended (their team reads the reason); state and record of each report;
    reporters who have an account are told; the case is given back. Returns how many were settled.
    Raises TransitionRefusedError when none is open, ReportsChangedError when others are,
    MissingReasonError, LongReasonError, and EffectGoneError.
    """
    _lock(vacancy)
    waiting = VacancyReport.objects.filter(vacancy=vacancy, state=ReportState.OPEN)
    open_keys = {str(key) for key in waiting.values_list("pk", flat=True)}
    if not open_keys:
        raise TransitionRefusedError(VacancyReport(vacancy=vacancy, state=to), to)
    if open_keys != set(seen):
        raise ReportsChangedError
    note = require_reason(reason, needed=True)
    if to == ReportState.UPHELD:
        _carry_out(vacancy, officer, note, withdraw=withdraw, suspend=suspend)
    settled = transition_many(waiting, to, by=officer, reason=note)
    _tell_reporters(settled, to)
    release(vacancy, officer)
    return len(settled)


def forget_contacts() -> int:
    """Forget how reporters of reports settled long ago could be reached; return how many."""
    old = VacancyReport.objects.filter(settled_at__lt=DatabaseNow() - CONTACT_KEPT)
    return old.exclude(contact="").update(contact="")


def _lock(vacancy: Vacancy) -> None:
    """Wait for whoever reports this vacancy, settles its reports or moves it on."""
    Vacancy.objects.select_for_update(no_key=True).get(pk=vacancy.pk)


def _carry_out(
    vacancy: Vacancy, officer: User, reason: str, *, withdraw: bool, suspend: bool
) -> None:
    vacancy.refresh_from_db()
    if withdraw:
        if vacancy.state != VacancyState.PUBLISHED:
            raise EffectGoneError(_("Lowongan ini sudah tidak terbit. Baca lagi, lalu putuskan."))
        withdraw_vacancy(vacancy=vacancy, officer=officer, reason=reason)
    if suspend:
        company = vacancy.company
        if not officer.has_perm("employers.verify_company"):
            raise EffectGoneError(_("Anda tidak berhak membekukan perusahaan."))
        if company is None or company.state != CompanyState.VERIFIED:
            raise EffectGoneError(_("Perusahaan ini sudah tidak terverifikasi. Baca lagi."))
        decide_company(company=company, to=CompanyState.SUSPENDED, officer=officer, reason=reason)


def _tell_reporters(keys: Collection[uuid.UUID], to: str) -> None:
    reports = VacancyReport.objects.filter(pk__in=keys, reporter__is_active=True)
    for report in reports.select_related("reporter", "vacancy").order_by("pk"):
        tell(
            person=report.reporter,
            event="jobs.report_outcome",
            key=f"report:{report.pk}",
            context={
                "title": str(report.vacancy),
                "number": report.number,
                "upheld": to == ReportState.UPHELD,
            },
        )
