"""Items that cannot be read: kept sealed, counted, and read again when they can be."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q

from integration.enums import Kind, QuarantineState
from integration.mapping.reader import Accepted, Deleted, Refused
from integration.models import Quarantined, RemoteRecord, SeenPage, SyncRun
from sikas import clock, encryption

PURPOSE = "integration.quarantine"
CLOCK_SKEW = timedelta(minutes=1)  # between this process and the database
PAYLOAD_LONGEST = 100_000  # characters kept of an item; a longer one cannot be read again

NAMELESS = Q(version=None, path__in=("", "id"))  # its key is a hash of what it was

# What an officer put aside stays there while the same is wrong with it.
_KEEP = """
with item as (
    select * from unnest(%s::text[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[],
        %s::text[], %s::int[]) as sent (key, version, reason, path, expected, got, payload, times)
),
put_aside as (
    update integration_quarantined q set last_seen_at = sikas_now(), times = q.times + item.times,
        version = greatest(q.version, item.version)
    from item where q.state = 'discarded' and q.kind = %s and q.key = item.key
        and (q.reason, q.path, q.got) = (item.reason, item.path, item.got)
    returning q.key
)
insert into integration_quarantined as q (kind, key, version, reason, path, expected, got, payload,
    times, state, first_seen_at, last_seen_at, settled_reason)
select %s, key, version, reason, path, expected, got, payload, times, 'open', sikas_now(),
    sikas_now(), ''
from item
where key not in (select key from put_aside)
    and not exists (select from integration_remoterecord r
        where r.kind = %s and r.remote_id = item.key and r.state = 'suppressed')
on conflict (kind, key) where state = 'open' do update set
    (version, reason, path, expected, got, payload, last_seen_at, times, pause) =
    (excluded.version, excluded.reason, excluded.path, excluded.expected, excluded.got,
     excluded.payload, excluded.last_seen_at, q.times + excluded.times,
     case when excluded.version > coalesce(q.version, 0) then 0 else q.pause end)
where coalesce(excluded.version, 0) >= coalesce(q.version, 0)
"""
_ANY = "select 1 from integration_quarantined where kind = %s and state <> 'resolved' limit 1"
_RESOLVE = """
update integration_quarantined q set state = 'resolved', settled_at = sikas_now(), payload = ''
from unnest(%s::text[], %s::bigint[]) as good (key, version)
where q.kind = %s and q.state <> 'resolved' and q.key = good.key
    and coalesce(q.version, 0) <= good.version
"""
# Of whoever was erased only the number and the version there are known, also when we cannot read.
_FOLLOW = """
update integration_remoterecord r set version = item.version, is_withdrawn = false
from unnest(%s::text[], %s::bigint[]) as item (key, version)
where r.kind = %s and r.remote_id = item.key and r.state = 'suppressed'
    and r.version < item.version
"""


def keep(kind: Kind, refused: Sequence[Refused], *, times: int = 1) -> None:
    """Keep what was refused; the same item again only counts, as often as `times`.

    Nothing is kept of somebody who asked to be erased.
    """
    if not refused:
        return
    often = Counter(one.key for one in refused)
    rows = [
        (
            one.key,
            one.version,
            one.reason,
            one.path[:120],
            one.expected[:120],
            one.got,
            seal(one.payload),
            times * often[one.key],
        )
        for one in _newest(refused)
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [*columns, kind, kind, kind])
        cursor.execute(_FOLLOW, [columns[0], columns[1], kind])


def _newest(refused: Sequence[Refused]) -> Iterable[Refused]:
    """Return one item of each key, the last of the newest version: a statement takes no two."""
    newest: dict[str, Refused] = {}
    for one in refused:
        known = newest.get(one.key)
        if known is None or (one.version or 0) >= (known.version or 0):
            newest[one.key] = one
    return newest.values()


def remember(run: SyncRun, refused: Sequence[Refused]) -> None:
    """Note which known records a run met but cannot read: they are there all the same."""
    keys = [one.key for one in refused]
    known = RemoteRecord.objects.filter(kind=run.stream_id, remote_id__in=keys)
    SeenPage.objects.create(run=run, records=list(known.values_list("pk", flat=True)))


def resolve(kind: Kind, good: Sequence[Accepted | Deleted]) -> None:
    """Note that a good version of what was refused has come, or that it is gone.

    What was refused is not kept.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ANY, [kind])
        if cursor.fetchone():
            keys, versions = [one.remote_id for one in good], [one.version for one in good]
            cursor.execute(_RESOLVE, [keys, versions, kind])


def resolve_unseen(kind: Kind, since: datetime, *, also_put_aside: bool) -> None:
    """Note that what the readings since then did not bring again is gone.

    What an officer put aside stays put aside unless `also_put_aside`: pages of a catalogue shift,
    so it may be there all the same, and a decision would be lost.
    """
    unseen = Quarantined.objects.filter(kind=kind, last_seen_at__lt=since - CLOCK_SKEW)
    gone = unseen.exclude(state=QuarantineState.RESOLVED)
    if not also_put_aside:
        gone = gone.exclude(state=QuarantineState.DISCARDED)
    gone.update(state=QuarantineState.RESOLVED, settled_at=clock.now(), payload="")


def resolve_nameless(kind: Kind) -> None:
    """Note that what came without a number is not needed: all that lives there is known by its own.

    It was spoiled on its way, or is gone.
    """
    waiting = Quarantined.objects.filter(NAMELESS, kind=kind, state=QuarantineState.OPEN)
    waiting.update(state=QuarantineState.RESOLVED, settled_at=clock.now(), payload="")


class TooLargeError(ValueError):
    """An item was too large to be kept, so it cannot be read again; the ministry will send it."""


def seal(item: Any) -> str:
    """Return an item as it is kept; nothing of one that is too large, a half cannot be read."""
    try:
        written = json.dumps(item, ensure_ascii=True)
    except RecursionError:  # larger in another way
        return ""
    return "" if len(written) > PAYLOAD_LONGEST else encryption.seal(written, purpose=PURPOSE)


def unseal(payload: str) -> Any:
    """Return the item; raises CannotOpenError, and TooLargeError for one that was not kept."""
    if not payload:
        raise TooLargeError
    try:
        return json.loads(encryption.unseal(payload, purpose=PURPOSE))
    except RecursionError as error:  # our stack is deeper than where it was sealed
        raise TooLargeError from error
