"""Our figures of what lives at the ministry, beside the ministry's own."""

import logging
from collections.abc import Sequence

from django.db import connection

from integration import quarantine
from integration.enums import Kind, Mode
from integration.models import Stream, SyncRun
from integration.ports import Checksum, MinistryPort
from integration.sweeping import held_back

logger = logging.getLogger(__name__)

# Records that we could not read are there all the same, with the version that was refused.
_FIGURES = """
select count(*),
    coalesce(sum(crc32(convert_to(id || ':' || version, 'UTF8'))), 0) %% (2::bigint ^ 32)::bigint
from (
    select coalesce(r.remote_id, q.key) as id,
        greatest(r.version, q.version) as version
    from (
        select remote_id, version from integration_remoterecord
        where kind = %(kind)s and state <> 'gone' and not is_withdrawn
            and id <> all(%(without)s::bigint[])
    ) r
    full join (
        select key, max(version) as version from integration_quarantined
        where kind = %(kind)s and state <> 'resolved' and version is not null group by key
    ) q on q.key = r.remote_id
) known
"""


def agrees(run: SyncRun, port: MinistryPort) -> bool:
    """Tell whether our figures are the remote's; True where that cannot be told.

    A whole reading takes minutes, during which something changes there; the changes after it tell.
    What waits for an officer is there or gone: either is right until he has decided. Where they
    are, nothing is missing here: what waits without a number waits no longer.
    """
    if run.mode != Mode.CHANGES:
        return True
    kind = Kind(run.stream_id)
    theirs = port.checksum(kind)
    if theirs is None:
        return True
    is_same = theirs == figures(kind) or _is_held(kind, theirs)
    if is_same:
        quarantine.resolve_nameless(kind)
    return is_same


def _is_held(kind: Kind, theirs: Checksum) -> bool:
    found = held_back(Stream.objects.get(kind=kind))
    return found is not None and theirs == figures(kind, without=found.records)


def ask_for_whole(kind: Kind) -> None:
    """Let the next reading be a whole one."""
    logger.info("Figures of %s differ: a whole reading follows", kind)
    Stream.objects.filter(kind=kind).update(wants_snapshot=True)


def figures(kind: Kind, *, without: Sequence[int] = ()) -> Checksum:
    """Return our figures of what lives there, as far as we know: quarantined ones count too.

    `without` are records that are left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, {"kind": kind, "without": list(without)})
        count, digest = cursor.fetchone()
    return Checksum(count, int(digest))
