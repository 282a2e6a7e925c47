"""Reads of one's own applications."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from jobs.enums import DECIDED, UNDECIDED, InterviewState, PlacementState
from jobs.models import Application, ApplicationQuerySet, Interview, Placement
from sikas.accounts.models import User

PAGE = 20
ALL, LIVING, ENDED = "semua", "berjalan", "selesai"
_INVITED = Interview.objects.filter(
    application=OuterRef("pk"), state=InterviewState.INVITED
).order_by()
_REPORTED = Placement.objects.filter(
    application=OuterRef("pk"), state=PlacementState.REPORTED
).order_by()
_AWAITS = Exists(_INVITED) | Exists(_REPORTED)
_STATES = {LIVING: UNDECIDED, ENDED: DECIDED}


@dataclass(frozen=True)
class Counts:
    """How many applications there are of each kind."""

    semua: int
    berjalan: int

    @property
    def selesai(self) -> int:
        """Those with an outcome."""
        return self.semua - self.berjalan

    def of(self, shown: str) -> int:
        """Return the number of one kind."""
        return int(getattr(self, shown))


def application_counts(person: User) -> Counts:
    """Count the applications of a person, in one query."""
    mine = Application.objects.of_person(person)
    found = mine.aggregate(all=Count("pk"), living=Count("pk", filter=Q(state__in=UNDECIDED)))
    return Counts(found["all"], found["living"])


def own_applications(person: User, shown: str) -> ApplicationQuerySet:
    """Return the applications of a person with all that a row shows, newest first.

    Before them comes what the person should answer, however old it is.

    `awaits` tells that the person should answer: an invitation, or a hire to be confirmed.
    """
    mine = Application.objects.of_person(person).select_related("vacancy__company")
    mine = mine.annotate(awaits=_AWAITS)
    mine = mine.defer("profile", "letter", "vacancy__description", "vacancy__requirements")
    if shown in _STATES:
        mine = mine.filter(state__in=_STATES[shown])
    return mine.order_by("-awaits", "-received_at", "-pk")


def awaiting_answer(person: User) -> ApplicationQuerySet:
    """Return the applications in which the person should answer, as `own_applications`."""
    return own_applications(person, ALL).filter(_AWAITS)
