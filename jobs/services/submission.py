"""A company hands a vacancy to the office, takes it back, lets it run longer."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from employers.enums import CompanyState
from employers.models import Company
from jobs.allowance import Allowance, allowance_of
from jobs.completeness import missing
from jobs.deadlines import end_of_day, last_day
from jobs.enums import IN_THE_MAKING, VacancyState
from jobs.linter import lint_vacancy
from jobs.models import Vacancy, VacancyTransition
from jobs.moves import is_open, may_take_back
from sikas.accounts.models import User
from sikas.ui.formats import format_date
from sikas.workflow.transitions import TransitionRefusedError, transition


class UnverifiedCompanyError(ValidationError):
    """Only a verified company may have its vacancies read by the office."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy(
                "Perusahaan belum terverifikasi. Draf tersimpan; ajukan setelah verifikasi."
            )
        )


class TooManyOpenError(ValidationError):
    """The company has as many vacancies submitted or open as it may have at once."""

    def __init__(self, allowance: Allowance) -> None:
        values = {"limit": allowance.limit, "until": allowance.until}
        text = (
            _(
                "Perusahaan baru dapat punya %(limit)d lowongan yang diajukan atau terbit "
                "sekaligus, %(until)s. Draf tersimpan; ajukan setelah lowongan lain ditutup."
            )
            if allowance.is_new
            else _(
                "Sudah ada %(limit)d lowongan yang diajukan atau terbit. Draf tersimpan; ajukan "
                "setelah lowongan lain ditutup."
            )
        )
        super().__init__(text % values)


class IncompleteError(ValidationError):
    """Something is missing; the messages name each."""


class FeeFoundError(ValidationError):
    """The text asks applicants for money."""

    def __init__(self, words: str) -> None:
        text = _("Hapus bagian tentang pungutan dahulu: “%s”. Melamar selalu gratis.")
        super().__init__(text % words)


class DeadlineOutOfReachError(ValidationError):
    """A vacancy can run longer only within limits."""

    def __init__(self, latest: date) -> None:
        text = _("Pilih tanggal sesudah batas waktu sekarang, paling lama %s.")
        super().__init__(text % format_date(latest))


@database.atomic
def submit_vacancy(*, vacancy: Vacancy, by: User) -> Vacancy:
    """Ask the office to publish the vacancy as it is in the database.

    Raises UnverifiedCompanyError, IncompleteError, FeeFoundError, TooManyOpenError, or
    TransitionRefusedError when it is not in the making.
    """
    row = _locked(vacancy)
    if row.state not in IN_THE_MAKING:
        raise TransitionRefusedError(row, VacancyState.SUBMITTED)
    # Two submissions of one company wait for each other, always after their vacancies.
    companies = Company.objects.select_for_update(no_key=True)
    verified = companies.filter(state=CompanyState.VERIFIED)
    company = verified.filter(pk=row.company_id).first() if row.company_id else None
    if company is None:
        raise UnverifiedCompanyError
    if gaps := missing(row):
        raise IncompleteError([gap.text for gap in gaps])
    for finding in lint_vacancy(row):
        if finding.blocks:
            raise FeeFoundError(finding.words)
    allowance = allowance_of(company)
    if allowance.is_used_up:
        raise TooManyOpenError(allowance)
    return transition(vacancy, VacancyState.SUBMITTED, by=by)


@database.atomic
def take_back(*, vacancy: Vacancy, by: User) -> Vacancy:
    """Take a submitted or open vacancy back to correct it; it is not visible meanwhile.

    Raises TransitionRefusedError, also for one whose time is over.
    """
    row = _locked(vacancy)
    if not may_take_back(row):
        raise TransitionRefusedError(row, VacancyState.DRAFT)
    reason = _("Ditarik perusahaan untuk diperbaiki")
    return transition(vacancy, VacancyState.DRAFT, by=by, reason=reason)


@database.atomic
def extend_vacancy(*, vacancy: Vacancy, until: date, by: User) -> Vacancy:
    """Let an open vacancy run until the end of a later day, and record it among its steps.

    Raises TransitionRefusedError when it is not open, DeadlineOutOfReachError for another day.
    """
    row = _locked(vacancy)
    closes_at = end_of_day(until)
    if row.closes_at is None or not is_open(row):
        raise TransitionRefusedError(row, VacancyState.PUBLISHED)
    latest = last_day(row.published_at)
    if closes_at <= row.closes_at or until > latest:
        raise DeadlineOutOfReachError(latest)
    Vacancy.objects.filter(pk=row.pk).update(closes_at=closes_at)
    VacancyTransition.objects.create(
        subject=row,
        from_state=row.state,
        to_state=row.state,
        by=by,
        reason=_("Batas waktu diperpanjang sampai %s") % format_date(until),
    )
    row.closes_at = closes_at
    return row


def _locked(vacancy: Vacancy) -> Vacancy:
    rows = Vacancy.objects.select_related("company").select_for_update(no_key=True, of=("self",))
    return rows.get(pk=vacancy.pk)
