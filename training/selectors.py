"""Reads of programmes for the pages of everybody and of a seeker."""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from sikas import clock
from sikas.accounts.models import User
from training.enums import ProgrammeState
from training.models import Interest, Programme, Schedule
from training.models.programmes import CLOSED_PAGE_KEPT, ProgrammeQuerySet
from training.search import Criteria, places

CONFIGURATION = "sikas"
# What the list shows of a programme.
SHOWN = (
    "pk", "title", "field", "hours", "source", "provider__name", "provider__place_name",
    "provider__area__name", "nearest",
)  # fmt: skip


def found(asked: Criteria) -> ProgrammeQuerySet:
    """Return the offered programmes that a search means, in no order."""
    programmes = Programme.objects.public()
    if asked.words:
        programmes = programmes.filter(doc=_query(asked))
    if asked.field:
        programmes = programmes.filter(field=asked.field)
    if area := places().get(asked.place):
        programmes = programmes.filter(
            provider__area__system=area.system, provider__area__code__startswith=area.code
        )
    if asked.open_only:
        programmes = programmes.filter(Exists(_registrable()))
    return programmes


def listed(asked: Criteria) -> "QuerySet[Programme, dict[str, Any]]":
    """Return rows of SHOWN: what fits best, then where registration ends first, then the newest.

    `nearest` is the batch whose registration ends next, as its columns by name, or None.
    """
    order: list[Any] = [F("until").asc(nulls_last=True), "-published_at", "-pk"]
    rows = found(asked).annotate(
        until=Subquery(_registrable().values("registration_until")[:1]), nearest=nearest()
    )
    if asked.words:
        rows = rows.annotate(rank=SearchRank("doc", _query(asked)))
        order.insert(0, "-rank")
    return rows.order_by(*order).values(*SHOWN)


def count_by_field(asked: Criteria) -> Mapping[str, int]:
    """Return the number of programmes found by field, as if none were chosen; in one query."""
    rows = found(asked.without(field="")).order_by("field")
    return dict(rows.values_list("field").annotate(Count("pk")))


def nearest(programme: str = "pk") -> Subquery:
    """Return the batch of a programme whose registration ends next, as JSON, or nothing."""
    columns = JSONObject(
        until="registration_until", starts="starts_on", quota="quota", registered="registered"
    )
    return Subquery(_registrable(programme).annotate(shown=columns).values("shown")[:1])


def programme_page(pk: int) -> Programme | None:
    """Return a programme that has or had a public page, with its provider."""
    return Programme.objects.shown().select_related("provider__area__parent").filter(pk=pk).first()


def is_gone(programme: Programme) -> bool:
    """Say whether a programme has been closed for so long that its page is gone."""
    return bool(programme.closed_at and programme.closed_at < clock.now() - CLOSED_PAGE_KEPT)


def interest_of(person: User, programme: Programme) -> Interest | None:
    """Return a person's interest in a programme."""
    return programme.interests.filter(seeker__user=person).first()


def interests_of(person: User) -> "QuerySet[Interest]":
    """Return a person's interests, last told first, with all that a row shows, in one query."""
    return (
        Interest.objects.filter(seeker__user=person)
        .select_related("programme__provider__area")
        .defer("programme__description", "programme__topics", "programme__doc")
        .annotate(nearest=nearest("programme"))
        .order_by("-created_at", "-pk")
    )


def indexed() -> ProgrammeQuerySet:
    """Return what search engines may know: programmes of others are theirs to tell of."""
    return Programme.objects.public().local()


def is_offered(programme: Programme) -> bool:
    """Say whether a programme is offered to everybody."""
    return programme.state == ProgrammeState.OPEN and not programme.is_hidden


def _registrable(programme: str = "pk") -> "QuerySet[Schedule]":
    return Schedule.objects.registrable().filter(programme=OuterRef(programme))


def _query(asked: Criteria) -> SearchQuery:
    return SearchQuery(asked.words, config=CONFIGURATION)
