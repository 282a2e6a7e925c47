"""Reads of programmes for the pages of everybody and of a seeker."""

from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from sikas.accounts.models import User
from training.enums import ProgrammeState
from training.models import Interest, Programme, Schedule
from training.models.programmes import ProgrammeQuerySet, is_long_closed

# Rows change their address, or who wrote it, with everything that the page shows of them.
_VERSION = """
    select p.id, p.title, p.state, p.closed_at, p.source,
        concat_ws(' ', p.ctid, p.xmin, v.ctid, v.xmin, array(
            select concat_ws(' ', id, s.ctid, s.xmin) from training_schedule s
            where programme_id = p.id order by id))
    from training_programme p join training_provider v on v.id = p.provider_id
    where p.id = %s and not is_hidden
"""


class Version(NamedTuple):
    """A programme as its page was read; what the page shows is the same while `rows` are."""

    pk: int
    title: str
    state: str
    closed_at: datetime | None
    source: str
    rows: str

    @property
    def is_open(self) -> bool:
        """Whether it is offered."""
        return self.state == ProgrammeState.OPEN

    @property
    def is_gone(self) -> bool:
        """Whether it has been closed for so long that its page is gone."""
        return is_long_closed(self.closed_at)


def programme_version(pk: int) -> Version | None:
    """Return the version of what `programme_page` would return."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION, [pk])
        row = cursor.fetchone()
        return Version(*row) if row else None


def programme_page(pk: int) -> Programme | None:
    """Return a programme that has or had a public page, with its provider."""
    shown = Programme.objects.shown().select_related("provider__area")
    return shown.filter(pk=pk).first()


def interest_of(person: User, pk: int) -> Interest | None:
    """Return a person's interest in a programme."""
    return Interest.objects.filter(seeker__user=person, programme=pk).first()


def interests_of(person: User) -> "QuerySet[Interest]":
    """Return a person's interests, last told first, with all that a row shows, in one query.

    `nearest` is the batch whose registration ends next, as its columns by name, or None.
    """
    nearest = Schedule.objects.registrable().filter(programme=OuterRef("programme"))
    columns = JSONObject(until="registration_until", quota="quota", registered="registered")
    return (
        Interest.objects.filter(seeker__user=person)
        .select_related("programme__provider__area")
        .defer("programme__description", "programme__topics")
        .annotate(nearest=Subquery(nearest.annotate(shown=columns).values("shown")[:1]))
        .order_by("-created_at", "-pk")
    )


def indexed() -> ProgrammeQuerySet:
    """Return what search engines may know: programmes of others are theirs to tell of."""
    return Programme.objects.public().local()


def is_offered(programme: Programme) -> bool:
    """Say whether a programme is offered to everybody."""
    return programme.state == ProgrammeState.OPEN and not programme.is_hidden
