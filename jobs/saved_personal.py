"""What this app keeps for job seekers alone: what they saved, and when they were told of it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from jobs.models import SavedSearch, SavedVacancy, SearchAlert
from jobs.search import lists
from jobs.search.describing import describe
from sikas.personal_data import Keeper, Person, Section

TABLES: tuple[type[Model], ...] = (SavedVacancy, SavedSearch, SearchAlert)


def export(person: Person) -> Sequence[Section]:
    """Return what the person saved."""
    found = (
        Section(_("Lowongan tersimpan"), _vacancies(person), link=reverse("saved_vacancies")),
        Section(_("Pencarian tersimpan"), _searches(person), link=reverse("saved_searches")),
        Section(_("Kabar lowongan baru"), _alerts(person)),
    )
    return [section for section in found if section.rows]


def erase(person: Person) -> None:
    """Delete what the person saved, and when he was told of it."""
    for model in TABLES:
        _own(model, person).delete()


def _own(model: type[Model], person: Person) -> "QuerySet[Any]":
    return model._default_manager.filter(user=person.user_id, user__isnull=False)


def _vacancies(person: Person) -> list[dict[str, Any]]:
    return [
        {_("Lowongan"): str(saved.vacancy), _("Disimpan"): saved.saved_at}
        for saved in _own(SavedVacancy, person).select_related("vacancy").order_by("saved_at", "pk")
    ]


def _searches(person: Person) -> list[dict[str, Any]]:
    known = lists.current()
    return [
        {
            _("Pencarian"): describe(search.criteria, known),
            _("Seberapa sering"): str(search.get_rhythm_display()),
            _("Dijeda"): _("Ya") if search.is_paused else _("Tidak"),
            _("Disimpan"): search.saved_at,
        }
        for search in _own(SavedSearch, person).order_by("saved_at", "pk")
    ]


def _alerts(person: Person) -> list[dict[str, Any]]:
    rows = _own(SearchAlert, person).order_by("day")
    return [{_("Hari"): row.day, _("Lowongan"): row.vacancies} for row in rows]


KEEPER = Keeper(
    name="saved",
    tables=tuple(model._meta.label for model in TABLES),
    export=export,
    erase=erase,
)
