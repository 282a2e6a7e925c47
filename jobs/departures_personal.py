"""What this app keeps of who left for another portal."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from jobs.models import Departure
from sikas.personal_data import Keeper, Person, Section


def export(person: Person) -> Sequence[Section]:
    """Return for which vacancies the person went to another portal."""
    made = Departure.objects.filter(user_id=person.user_id, user__isnull=False)
    rows = [
        {
            _("Lowongan"): str(departure.vacancy),
            _("Waktu"): departure.at,
            _("Versi persetujuan"): departure.consent_version,
        }
        for departure in made.select_related("vacancy").order_by("at", "pk")
    ]
    return [Section(_("Kunjungan ke portal asal"), rows)] if rows else []


def erase(person: Person) -> None:
    """Forget who it was; that somebody left stays, as a count."""
    Departure.objects.filter(user_id=person.user_id, user__isnull=False).update(user=None)


KEEPER = Keeper(
    name="departures",
    tables=("jobs.Departure",),
    export=export,
    erase=erase,
)
