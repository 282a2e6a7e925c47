"""What is no longer kept of residents: of those who were erased here, and of those gone there."""

from collections.abc import Sequence

from django.db import transaction

from integration.enums import Kind, RecordState
from integration.models import Quarantined, RemoteRecord, RemoteSeeker, SettlementAct
from integration.streams import held


@transaction.atomic
def suppress(records: Sequence[int]) -> None:
    """Forget these residents for good: their number at the ministry alone stays.

    Side effects in order: what is kept of them, the words of officers, what could not be read.
    By that number the next pull knows them and takes nothing; a page that is landing is waited for.
    """
    held(Kind.SEEKERS)
    known = RemoteRecord.objects.filter(pk__in=records, kind=Kind.SEEKERS)
    RemoteSeeker.objects.filter(record__in=known).delete()
    SettlementAct.objects.filter(record__in=known).update(reason="")
    keys = list(known.values_list("remote_id", flat=True))
    Quarantined.objects.filter(kind=Kind.SEEKERS, key__in=keys).delete()
    known.update(state=RecordState.SUPPRESSED, content=b"", is_withdrawn=False)


@transaction.atomic
def forget_residents() -> None:
    """Forget who was erased here while he was being joined, and who is gone at the ministry.

    One who is gone is nobody's any more: only his number there stays, and he may come again.
    """
    held(Kind.SEEKERS)  # a page may just be bringing one back
    erased = RemoteSeeker.objects.filter(
        seeker__erased_at__isnull=False, seeker__merged_into__isnull=True
    )
    suppress(list(erased.values_list("pk", flat=True)))
    gone = RemoteSeeker.objects.filter(record__state=RecordState.GONE)
    SettlementAct.objects.filter(record__in=gone.values("pk")).update(reason="")
    gone.delete()
