"""Reads of programmes for the pages of everybody and of a seeker."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from sikas import clock
from sikas.accounts.models import User
from training.enums import ProgrammeState
from training.models import Interest, Programme, Schedule
from training.models.programmes import CLOSED_PAGE_KEPT, ProgrammeQuerySet
from training.search import Criteria, places

CONFIGURATION = "sikas"
# One pass over the batches and a join: asked for each programme they cost three times as much.
_LISTED = """
    with chosen as ({chosen}), nearest as materialized ({nearest})
    select chosen.id, title, field, hours, source, provider_name, place_name, area_name,
        registration_until, quota, registered
    from chosen left join nearest on nearest.programme_id = chosen.id
    order by rank desc, registration_until nulls last, published_at desc, chosen.id desc
    limit %s offset %s
"""


class Listed(NamedTuple):
    """A programme in the list; the last three are of the batch whose registration ends next."""

    programme_id: int
    title: str
    field: str
    hours: int | None
    source: str
    provider: str
    place_name: str
    area: str | None
    until: date | None
    quota: int | None
    registered: int | None


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
        programmes = programmes.filter(
            Exists(Schedule.objects.registrable().filter(programme=OuterRef("pk")))
        )
    return programmes


def listed(asked: Criteria, *, limit: int, offset: int = 0) -> list[Listed]:
    """Return programmes in one query: what fits best, where registration ends first, the newest."""
    rank = SearchRank(F("doc"), _query(asked)) if asked.words else Value(0.0)
    chosen = found(asked).values(
        "id", "title", "field", "hours", "source", "published_at",
        provider_name=F("provider__name"), place_name=F("provider__place_name"),
        area_name=F("provider__area__name"), rank=rank,
    )  # fmt: skip
    each = Schedule.objects.registrable().order_by("programme_id", "registration_until", "pk")
    nearest = each.distinct("programme_id").values(
        "programme_id", "registration_until", "quota", "registered"
    )
    chosen_sql, chosen_values = chosen.query.sql_with_params()
    nearest_sql, nearest_values = nearest.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            _LISTED.format(chosen=chosen_sql, nearest=nearest_sql),
            [*chosen_values, *nearest_values, limit, offset],
        )
        return [Listed(*row) for row in cursor.fetchall()]


def count_by_field(asked: Criteria) -> Mapping[str, int]:
    """Return the number of programmes found by field, as if none were chosen; in one query."""
    rows = found(asked.without(field="")).order_by("field")
    return dict(rows.values_list("field").annotate(Count("pk")))


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


def _query(asked: Criteria) -> SearchQuery:
    return SearchQuery(asked.words, config=CONFIGURATION)
