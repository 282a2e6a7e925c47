"""What this app keeps for job seekers alone: the vacancies they saved."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from jobs.models import SavedVacancy
from sikas.personal_data import Keeper, Person, Section


def export(person: Person) -> Sequence[Section]:
    """Return what the person saved."""
    kept = SavedVacancy.objects.filter(user_id=person.user_id, user__isnull=False)
    rows = [
        {_("Lowongan"): str(saved.vacancy), _("Disimpan"): saved.saved_at}
        for saved in kept.select_related("vacancy").order_by("saved_at", "pk")
    ]
    title, address = _("Lowongan tersimpan"), reverse("saved_vacancies")
    return [Section(title, rows, link=address)] if rows else []


def erase(person: Person) -> None:
    """Delete what the person saved."""
    SavedVacancy.objects.filter(user_id=person.user_id, user__isnull=False).delete()


KEEPER = Keeper(
    name="saved",
    tables=("jobs.SavedVacancy",),
    export=export,
    erase=erase,
)
