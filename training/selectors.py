"""Reads of programmes for the pages of everybody and of a seeker."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from sikas import clock
from sikas.accounts.models import User
from training.enums import ProgrammeState
from training.models import Interest, Programme, Schedule
from training.models.programmes import CLOSED_PAGE_KEPT, ProgrammeQuerySet


def programme_page(pk: int) -> Programme | None:
    """Return a programme that has or had a public page, with its provider."""
    shown = Programme.objects.shown().select_related("provider__area").defer("doc")
    return shown.filter(pk=pk).first()


def is_gone(programme: Programme) -> bool:
    """Say whether a programme has been closed for so long that its page is gone."""
    return bool(programme.closed_at and programme.closed_at < clock.now() - CLOSED_PAGE_KEPT)


def interest_of(person: User, programme: Programme) -> Interest | None:
    """Return a person's interest in a programme."""
    return programme.interests.filter(seeker__user=person).first()


def interests_of(person: User) -> "QuerySet[Interest]":
    """Return a person's interests, last told first, with all that a row shows, in one query.

    `nearest` is the batch whose registration ends next, as its columns by name, or None.
    """
    nearest = Schedule.objects.registrable().filter(programme=OuterRef("programme"))
    columns = JSONObject(until="registration_until", quota="quota", registered="registered")
    return (
        Interest.objects.filter(seeker__user=person)
        .select_related("programme__provider__area")
        .defer("programme__description", "programme__topics", "programme__doc")
        .annotate(nearest=Subquery(nearest.annotate(shown=columns).values("shown")[:1]))
        .order_by("-created_at", "-pk")
    )


def indexed() -> ProgrammeQuerySet:
    """Return what search engines may know: programmes of others are theirs to tell of."""
    return Programme.objects.public().local()


def is_offered(programme: Programme) -> bool:
    """Say whether a programme is offered to everybody."""
    return programme.state == ProgrammeState.OPEN and not programme.is_hidden
