"""The register of movements: what happened to a person is entered once and never changed."""

from datetime import date

from django.utils import timezone

from seekers.enums import MovementKind
from seekers.models import Movement, Seeker
from sikas import clock
from sikas.accounts.models import User


def enter_movement(
    *, seeker: Seeker, kind: MovementKind, happened_on: date, source: str, by: User | None
) -> Movement:
    """Enter a movement, counted in the month in which it is entered; return the first one again.

    `source` names what it came from ("placement:12"). The month of the day itself may be closed in
    the reports already, so what becomes known later counts when it becomes known (IPK).
    """
    month = timezone.localdate(clock.now()).replace(day=1)
    Movement.objects.bulk_create(
        [
            Movement(
                seeker=seeker,
                kind=kind,
                happened_on=happened_on,
                month=month,
                source=source,
                entered_by=by,
            )
        ],
        ignore_conflicts=True,
    )
    return Movement.objects.get(source=source)
