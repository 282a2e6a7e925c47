"""A company writes a vacancy: it begins, saves step by step, copies, throws away."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from jobs.enums import IN_THE_MAKING, VacancyState
from jobs.models import Vacancy
from jobs.models.vacancies import VacancyQuerySet

# What a copy takes over; when it closes is said anew.
COPIED = (
    "company_id",
    "title",
    "occupation_id",
    "industry_id",
    "area_id",
    "address",
    "country",
    "permit_number",
    "description",
    "requirements",
    "skills",
    "education",
    "experience_years",
    "age_min",
    "age_max",
    "personal_limits",
    "limits_reason",
    "employment_type",
    "openings_men",
    "openings_women",
    "openings_either",
    "pay_min",
    "pay_max",
    "disabilities",
)


MAX_IN_THE_MAKING = 100  # of one company; more are a mishap


class TooManyDraftsError(ValidationError):
    """A company has begun more vacancies than it will ever submit."""

    def __init__(self) -> None:
        super().__init__(_("Selesaikan atau hapus dulu draf lowongan yang sudah ada."))


class NotWritableError(ValidationError):
    """The vacancy has been submitted or is over: it cannot be written in."""

    def __init__(self) -> None:
        super().__init__(
            _("Lowongan ini sudah diajukan. Tarik dulu untuk memperbaikinya, lalu simpan lagi.")
        )


class DraftConflictError(Exception):
    """Somebody, or another tab, saved these fields meanwhile; `saved` is the vacancy as it is."""

    def __init__(self, saved: Vacancy) -> None:
        self.saved = saved
        super().__init__(f"vacancy {saved.pk} was saved meanwhile")


@database.atomic
def start_draft(*, company: Company) -> Vacancy:
    """Begin a vacancy at the company's own place; one that nobody wrote in yet is taken again.

    Raises TooManyDraftsError.
    """
    _one_after_the_other(company.pk)
    begun = Vacancy(
        company=company,
        industry_id=company.industry_id,
        area_id=company.area_id,
        address=company.address,
    )
    values = {name: getattr(begun, name) for name in COPIED}
    return _untouched(values).order_by("pk").first() or _begin(**values)


def fingerprint(vacancy: Vacancy, fields: Sequence[str]) -> str:
    """Return a short text that is another one when one of these fields is changed."""
    values = [getattr(vacancy, name) for name in fields]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


@database.atomic
def save_draft(
    *, vacancy: Vacancy, values: Mapping[str, object], fields: Sequence[str], loaded: str
) -> Vacancy:
    """Write `values` of the step that shows `fields`; return the vacancy as it now is.

    `loaded` is the fingerprint of the fields as the person saw them. Raises DraftConflictError
    when they are others now and not the ones typed, NotWritableError after submission.
    """
    row = Vacancy.objects.select_for_update(no_key=True).get(pk=vacancy.pk)
    if row.state not in IN_THE_MAKING:
        raise NotWritableError
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if changed and fingerprint(row, fields) != loaded:
        raise DraftConflictError(row)
    if changed:
        Vacancy.objects.filter(pk=row.pk).update(**changed)
        row.refresh_from_db()
    return row


@database.atomic
def copy_vacancy(*, vacancy: Vacancy) -> Vacancy:
    """Begin a new draft with everything but the closing date; a second tap gets the first copy.

    Raises TooManyDraftsError.
    """
    _one_after_the_other(vacancy.company_id)
    values = {name: getattr(vacancy, name) for name in COPIED}
    return _untouched(values).exclude(pk=vacancy.pk).order_by("pk").first() or _begin(**values)


def _untouched(values: Mapping[str, Any]) -> VacancyQuerySet:
    """Return drafts that have these values, and nothing else was written in them."""
    return Vacancy.objects.filter(
        state=VacancyState.DRAFT, closes_at=None, submitted_at=None, **values
    )


def _one_after_the_other(company_id: Any) -> None:
    """Let two taps wait for each other, so that the second one finds what the first one made."""
    Company.objects.select_for_update(no_key=True).get(pk=company_id)


def _begin(*, company_id: int, **values: Any) -> Vacancy:
    in_the_making = Vacancy.objects.filter(company=company_id, state__in=IN_THE_MAKING)
    if in_the_making.count() >= MAX_IN_THE_MAKING:
        raise TooManyDraftsError
    return Vacancy.objects.create(company_id=company_id, **values)


@database.atomic
def discard_draft(*, vacancy: Vacancy) -> None:
    """Throw away a draft that was never submitted. Raises NotWritableError for any other."""
    rows = Vacancy.objects.filter(state=VacancyState.DRAFT, transitions=None)
    row = rows.select_for_update(no_key=True, of=("self",)).filter(pk=vacancy.pk).first()
    if row is None:
        raise NotWritableError
    row.delete()
