"""What a job seeker keeps: reads for buttons and lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeGuard

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from employers.enums import CompanyState
from jobs.enums import Rhythm, VacancyState
from jobs.models import SavedSearch, SavedVacancy, Vacancy
from jobs.presenters import VacancyRow
from jobs.search.describing import describe
from jobs.search.lists import Lists
from jobs.selectors import is_open, open_condition
from jobs.services.saving import TOLD_BEFORE
from sikas import clock
from sikas.accounts.enums import Kind
from sikas.accounts.models import User
from sikas.ui.formats import format_date


class Saving(Enum):
    """What the button of a vacancy offers."""

    SIGN_IN = "masuk"
    UNSAVED = "simpan"
    SAVED = "tersimpan"


@dataclass(frozen=True)
class SavedRow:
    """A kept vacancy in the list; what nobody may see any more has no `vacancy`."""

    vacancy_id: int
    vacancy: VacancyRow | None
    tag_kind: str
    tag: str
    saved: str  # the day

    @classmethod
    def of(cls, vacancy: Vacancy) -> "SavedRow":
        """Make the row of a vacancy that `saved_vacancies` read."""
        shown = VacancyRow.of(vacancy) if _is_shown(vacancy) else None
        kind, tag = _state_tag(vacancy) if shown else ("quiet", _("Tidak tersedia lagi"))
        saved_at: datetime = vars(vacancy)["saved_at"]
        return cls(vacancy.pk, shown, kind, tag, format_date(saved_at))


@dataclass(frozen=True)
class SearchRow:
    """A kept search in the list; `rhythm` is in force, `other` what it can be changed to."""

    number: int
    name: str
    results: str
    is_paused: bool
    rhythm: str
    other: str
    other_label: str
    saved: str  # the day

    @classmethod
    def of(cls, search: SavedSearch, known: Lists) -> "SearchRow":
        """Make the row of a search."""
        kept = Rhythm(search.rhythm)
        other = Rhythm.WEEKLY if kept == Rhythm.DAILY else Rhythm.DAILY
        return cls(
            number=search.pk,
            name=describe(search.criteria, known),
            results=reverse("vacancies") + search.results_query,
            is_paused=search.is_paused,
            rhythm=str(kept.label),
            other=other.value,
            other_label=str(other.label),
            saved=format_date(search.saved_at),
        )


def saved_vacancies(person: User) -> "QuerySet[Vacancy]":
    """Return the vacancies that a person keeps, last kept first, with all that a row shows."""
    return (
        Vacancy.objects.filter(saved_by__user=person)
        .select_related("company", "area__parent")
        .defer("description", "requirements")
        .annotate(saved_at=F("saved_by__saved_at"), is_open=open_condition())
        .order_by("-saved_by__saved_at", "-pk")
    )


def saved_among(person: User, vacancy_ids: Iterable[int]) -> set[int]:
    """Return which of the vacancies a person keeps; one query on an index."""
    kept = SavedVacancy.objects.filter(user=person, vacancy__in=list(vacancy_ids))
    return set(kept.order_by().values_list("vacancy_id", flat=True))


def is_seeker(user: User | AnonymousUser) -> TypeGuard[User]:
    """Tell whether somebody is signed in who seeks work."""
    return isinstance(user, User) and user.kind == Kind.SEEKER


def saving_of(user: User | AnonymousUser, vacancy_id: int) -> Saving | None:
    """Return what a vacancy's button offers; nothing to who seeks no work, and that is asked first.

    At most one query, and none for somebody who is not signed in.
    """
    if not isinstance(user, User):
        return Saving.SIGN_IN
    if not is_seeker(user):
        return None
    return Saving.SAVED if saved_among(user, [vacancy_id]) else Saving.UNSAVED


def _is_shown(vacancy: Vacancy) -> bool:
    trusted = vacancy.company is None or vacancy.company.state == CompanyState.VERIFIED
    return trusted and vacancy.state in (VacancyState.PUBLISHED, VacancyState.CLOSED)


def _state_tag(vacancy: Vacancy) -> tuple[str, str]:
    if not is_open(vacancy):
        return "quiet", _("Ditutup")
    if vacancy.closes_at and vacancy.closes_at <= clock.now() + TOLD_BEFORE:
        return "wait", _("Segera tutup")
    return "good", _("Masih terbuka")
