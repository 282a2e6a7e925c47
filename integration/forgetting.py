"""What is no longer kept of residents: of those who were erased here, and of those gone there."""

from collections.abc import Sequence

from django.db import transaction

from integration.belonging import records_of, unread_of
from integration.enums import Kind, Question, RecordState
from integration.matching import settling
from integration.models import Quarantined, RemoteRecord, RemoteSeeker, SettlementAct
from integration.quarantine import NAMELESS
from integration.streams import held
from seekers.models import Seeker


@transaction.atomic
def forget(seeker: Seeker) -> None:
    """Forget for good what the ministry says of a person, also what could not be read.

    Side effects in order: a page that is landing is waited for, his records, what of his could not
    be read, words of officers about him. Somebody else's record that his number joined with him is
    released, and waits for its owner.
    """
    held(Kind.SEEKERS)
    suppress(list(records_of(seeker).values_list("pk", flat=True)))
    _suppress_unread(unread_of(seeker))
    RemoteSeeker.objects.filter(seeker=seeker).update(
        seeker=None, matched_at=None, matched_by=None, question=""
    )
    about_him = SettlementAct.objects.filter(record__kind=Kind.SEEKERS, local_id=seeker.pk)
    about_him.update(reason="")


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


def _suppress_unread(items: Sequence[Quarantined]) -> None:
    """Forget items and bar their numbers; what came without a number cannot be known again."""
    found = Quarantined.objects.filter(pk__in=[item.pk for item in items])
    found.filter(NAMELESS).delete()
    versions = dict(found.values_list("key", "version"))
    RemoteRecord.objects.bulk_create(
        [
            RemoteRecord(kind=Kind.SEEKERS, remote_id=key, version=version or 0, content=b"")
            for key, version in versions.items()
        ],
        ignore_conflicts=True,
    )
    known = RemoteRecord.objects.filter(kind=Kind.SEEKERS, remote_id__in=versions)
    free = known.filter(remoteseeker__seeker=None)  # the others are joined with somebody else
    suppress(list(free.values_list("pk", flat=True)))


def forget_residents() -> None:
    """Forget who was erased here while he was being joined, and who is gone at the ministry.

    One who is gone is nobody's any more: only his number there stays, and he may come again.
    """
    with settling(Kind.SEEKERS):
        held(Kind.SEEKERS)  # a page may just be bringing one back
        erased = RemoteSeeker.objects.filter(
            seeker__erased_at__isnull=False, seeker__merged_into__isnull=True
        )
        his = erased.exclude(question=Question.NAME)  # else his number alone joined them
        suppress(list(his.values_list("pk", flat=True)))
        gone = RemoteSeeker.objects.filter(record__state=RecordState.GONE)
        SettlementAct.objects.filter(record__in=gone.values("pk")).update(reason="")
        gone.delete()
