"""What this app keeps of people: interest in training, and the steps that officers took."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from seekers.models import Seeker
from sikas.personal_data import Keeper, Person, Section
from training.models import Interest, ProgrammeTransition


def export(person: Person) -> Sequence[Section]:
    """Return the training in which the person is interested, then an officer's own steps."""
    found = (
        Section(_("Minat pelatihan"), _interests(person), link=reverse("my_interests")),
        Section(_("Langkah Anda untuk program pelatihan"), _steps(person)),
    )
    return [section for section in found if section.rows]


def erase(person: Person) -> None:
    """Delete the person's interest; who took steps the end of the account empties.

    Holds the profile, so that an interest which is just being told is seen here or refused.
    """
    if person.seeker_id is None:
        return
    Seeker.objects.select_for_update().filter(pk=person.seeker_id).first()
    _own(person).delete()


def _own(person: Person) -> "QuerySet[Interest]":
    return Interest.objects.filter(seeker_id=person.seeker_id, seeker_id__isnull=False)


def _interests(person: Person) -> list[dict[str, Any]]:
    rows = _own(person).select_related("programme__provider").order_by("created_at", "pk")
    return [
        {
            _("Pelatihan"): row.programme.title,
            _("Lembaga"): row.programme.provider.name,
            _("Sejak"): row.created_at,
        }
        for row in rows
    ]


def _steps(person: Person) -> list[dict[str, Any]]:
    steps = ProgrammeTransition.objects.filter(by_id=person.user_id, by__isnull=False)
    return [
        {_("Pelatihan"): str(step.subject), _("Langkah"): str(step), _("Waktu"): step.at}
        for step in steps.select_related("subject").order_by("at", "pk")
    ]


KEEPER = Keeper(
    name="training",
    tables=(Interest._meta.label, ProgrammeTransition._meta.label),
    export=export,
    erase=erase,
)
