"""Our figures of what lives at the ministry, beside the ministry's own."""

import logging

from django.db import connection

from integration.enums import Kind, Mode
from integration.models import Stream, SyncRun
from integration.ports import Checksum, MinistryPort

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
    What waits for an officer differs until he has decided.
    """
    kind = Kind(run.stream_id)
    waits = Stream.objects.filter(kind=kind, held__isnull=False).exists()
    if run.mode != Mode.CHANGES or waits:
        return True
    theirs = port.checksum(kind)
    return theirs is None or theirs == figures(kind)


def ask_for_whole(kind: Kind) -> None:
    """Let the next reading be a whole one."""
    logger.info("Figures of %s differ: a whole reading follows", kind)
    Stream.objects.filter(kind=kind).update(wants_snapshot=True)


def figures(kind: Kind) -> Checksum:
    """Return our figures of what lives there, as far as we know: quarantined ones count too."""
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, {"kind": kind})
        count, digest = cursor.fetchone()
    return Checksum(count, int(digest))
