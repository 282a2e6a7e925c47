"""Items that cannot be read: kept sealed, counted, and read again when they can be."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from integration.enums import Kind
from integration.mapping.reader import Accepted, Refused
from sikas import encryption

PURPOSE = "integration.quarantine"
PAYLOAD_LONGEST = 100_000  # characters kept of an item; a longer one cannot be read again

_KEEP = """
insert into integration_quarantined as q (kind, key, version, reason, path, expected, got, payload,
    state, times, first_seen_at, last_seen_at, settled_reason)
select kind, key, version, reason, path, expected, got, payload, 'open', 1, sikas_now(),
    sikas_now(), ''
from (values (%s, %s, %s::bigint, %s, %s, %s, %s, %s))
    as item (kind, key, version, reason, path, expected, got, payload)
where not exists (select from integration_remoterecord r
    where r.kind = item.kind and r.remote_id = item.key and r.state = 'suppressed')
on conflict (kind, key) where state = 'open' do update set
    (version, reason, path, expected, got, payload, last_seen_at, times) =
    (excluded.version, excluded.reason, excluded.path, excluded.expected, excluded.got,
     excluded.payload, excluded.last_seen_at, q.times + 1)
where coalesce(excluded.version, 0) >= coalesce(q.version, 0)
"""
_RESOLVE = """
update integration_quarantined q set state = 'resolved', settled_at = sikas_now(), payload = ''
from unnest(%s::text[], %s::bigint[]) as good (key, version)
where q.kind = %s and q.state = 'open' and q.key = good.key
    and coalesce(q.version, 0) <= good.version
"""


def keep(kind: Kind, refused: Sequence[Refused]) -> None:
    """Keep what was refused; the same item again only counts.

    Nothing is kept of somebody who asked to be erased.
    """
    if not refused:
        return
    rows = [
        (
            kind,
            one.key,
            one.version,
            one.reason,
            one.path[:120],
            one.expected[:120],
            one.got,
            seal(one.payload),
        )
        for one in refused
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_KEEP, rows)


def resolve(kind: Kind, accepted: Iterable[Accepted]) -> None:
    """Note that a good version of what was refused has come; the refused one is not kept."""
    good = list(accepted)
    with connection.cursor() as cursor:
        cursor.execute(
            _RESOLVE, [[one.remote_id for one in good], [one.version for one in good], kind]
        )


def seal(item: Any) -> str:
    """Return an item as it is kept."""
    written = json.dumps(item, ensure_ascii=True)
    return encryption.seal(written[:PAYLOAD_LONGEST], purpose=PURPOSE)


def unseal(payload: str) -> Any:
    """Return the item; raises CannotOpenError, and ValueError for one too large to be kept."""
    return json.loads(encryption.unseal(payload, purpose=PURPOSE))
