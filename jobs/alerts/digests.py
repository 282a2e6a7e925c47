"""What each person is to be told: the new vacancies of all searches whose time has come."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, partial
from itertools import groupby, islice
from operator import itemgetter

from django.db.models import F, Min, TextField
from django.db.models.functions import Cast, Greatest

from jobs.alerts.matching import find, places
from jobs.models import VacancySearch
from jobs.models.searches import SavedSearchQuerySet
from sikas.clock import DatabaseNow

LISTED = 10  # vacancies that a message names; the rest are behind its links
BATCH = 10_000  # vacancies looked through at once: what is remembered of them grows with it
ROWS = 5_000  # searches read at once
# What another portal had for longer when it was first seen here is no news: else the first look at
# a portal would tell everybody of all that it ever had. As long may a portal stay away.
STILL_NEWS = timedelta(days=7)

Fresh = tuple[datetime, int]  # when a vacancy became public, and its number


@dataclass(slots=True)
class Digest:
    """How many new vacancies there are for a person, the newest of them, and the searches."""

    vacancies: int = 0
    newest: list[int] = field(default_factory=list)
    searches: set[int] = field(default_factory=set)


def gather(due: SavedSearchQuerySet, *, until: datetime) -> dict[str, Digest]:
    """Return by person what the searches `due` find that became public since they were matched.

    A person is the text of his number. Vacancies that became public after `until` are left for the
    next time. Who has nothing new is not there.
    """
    digests: dict[str, Digest] = defaultdict(Digest)
    since = due.aggregate(since=Min("matched_until"))["since"]
    if since is None:
        return digests
    kinds = due.order_by("key", "pk").distinct("key")
    distinct = list(kinds.only("text", "filters", "any_word", "key"))
    criteria = [search.criteria for search in distinct]
    for batch in _new_vacancies(since, until):
        found = zip(distinct, find(criteria, [number for _at, number in batch]), strict=True)
        _add(digests, due, {search.key: hits for search, hits in found if hits}, batch)
    return digests


def _new_vacancies(since: datetime, until: datetime) -> Iterator[list[Fresh]]:
    """Yield what became public between the two, the newest batch first, each in order of time.

    A vacancy from another portal is new when it is first seen here, if it was published there not
    long before.
    """
    public_at = Greatest("published_at", "vacancy__created_at")
    rows = (
        VacancySearch.objects.annotate(public_at=public_at)
        .filter(public_at__gt=since, public_at__lte=until, closes_at__gt=DatabaseNow())
        .filter(published_at__gt=F("vacancy__created_at") - STILL_NEWS)
        .filter(vacancy__updated_at__gt=since)  # has an index, and is never earlier
        .order_by("-public_at", "-pk")
        .values_list("public_at", "pk")
        .iterator(chunk_size=BATCH)
    )
    while batch := list(islice(rows, BATCH)):
        yield batch[::-1]


def _add(
    digests: dict[str, Digest],
    due: SavedSearchQuerySet,
    hits: Mapping[str, int],
    batch: Sequence[Fresh],
) -> None:
    """Add to the digests what searches found in a batch."""
    moments = [at for at, _number in batch]
    first = cache(partial(bisect_right, moments))  # place of what is newer than a moment

    @cache  # many people are told the same
    def newest(found: int) -> list[int]:
        return [batch[place][1] for place in islice(places(found), LISTED)]

    person = Cast("user_id", TextField())  # a UUID costs more than the rest of a row
    rows = due.order_by("user_id", "pk").values_list(person, "pk", "key", "matched_until")
    for user_id, own in groupby(rows.iterator(chunk_size=ROWS), key=itemgetter(0)):
        together, finding = 0, []
        for _user_id, number, key, matched_until in own:
            if (found := hits.get(key, 0)) and (old := first(matched_until)):
                found = found >> old << old  # what is older than a search is not new
            if found:
                together |= found
                finding.append(number)
        if together:
            digest = digests[user_id]
            digest.vacancies += together.bit_count()
            digest.searches.update(finding)
            digest.newest += newest(together)[: LISTED - len(digest.newest)]
