"""What officers do with streams and servers; every act is kept with who did it."""

from datetime import time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from integration import sweeping
from integration.enums import ActKind, Kind
from integration.kemnaker import breaker
from integration.models import Host, Stream, SyncAct
from integration.tasks import close_gone, pull_stream
from sikas import clock
from sikas.accounts.models import User
from sikas.bell import ring


def note(
    act: ActKind, by: User, *, kind: Kind | None = None, subject: str = "", note: str = ""
) -> None:
    """Keep what an officer did; within the transaction that does it."""
    SyncAct.objects.create(stream_id=kind, act=act, by=by, subject=subject, note=note)


@transaction.atomic
def pull_now(*, kind: Kind, by: User, whole: bool = False) -> None:
    """Let a stream be read at once; `whole`: all that lives, not only what changed.

    Side effects: the stream is due, the act is kept, a worker is told. Raises ValidationError while
    the stream is paused or has its closed hours.
    """
    stream = _locked(kind)
    if not stream.is_pulled:
        raise ValidationError(_("Aliran ini dijeda. Lanjutkan dulu, lalu tarik."))
    if stream.is_closed(clock.now()):
        raise ValidationError(_("Sekarang jam tenang. Ubah jadwalnya dulu, atau tunggu."))
    stream.next_at = None
    stream.wants_snapshot |= whole
    stream.save(update_fields=["next_at", "wants_snapshot"])
    note(ActKind.SNAPSHOT if whole else ActKind.PULLED, by, kind=kind)
    _tell_worker(kind, by)


@transaction.atomic
def pause(*, kind: Kind, by: User) -> None:
    """Read a stream no longer; who reads now is refused at the next page. Keeps the act."""
    _locked(kind)
    Stream.objects.filter(kind=kind).update(is_pulled=False, fence=F("fence") + 1)
    note(ActKind.PAUSED, by, kind=kind)


@transaction.atomic
def resume(*, kind: Kind, by: User) -> None:
    """Read a stream again, from where it stopped; keeps the act, tells a worker."""
    _locked(kind)
    Stream.objects.filter(kind=kind).update(is_pulled=True, next_at=None)
    note(ActKind.RESUMED, by, kind=kind)
    _tell_worker(kind, by)


@transaction.atomic
def set_timetable(
    *, kind: Kind, by: User, every: int, closed_from: time | None, closed_until: time | None
) -> None:
    """Set how often a stream is read (minutes) and when not; keeps the act."""
    stream = _locked(kind)
    stream.every, stream.closed_from, stream.closed_until = every, closed_from, closed_until
    if stream.next_at:
        stream.next_at = min(stream.next_at, clock.now() + stream.period)
    stream.full_clean()
    stream.save(update_fields=["every", "closed_from", "closed_until", "next_at"])
    words = _("setiap %d menit") % every
    if closed_from and closed_until:
        words += _(", tenang {start:%H.%M}–{end:%H.%M}").format(start=closed_from, end=closed_until)
    note(ActKind.TIMETABLE, by, kind=kind, note=words)


@transaction.atomic
def approve_closing(*, kind: Kind, by: User, seen: int) -> int:
    """Agree to close what waits for an officer, who saw `seen` records; return how many.

    Keeps the act, tells a worker, who closes. Raises ValidationError when it is no longer as many,
    or nothing waits.
    """
    number = sweeping.agree(kind=kind, by=by)
    if number != seen:
        raise ValidationError(_("Daftarnya sudah berubah. Periksa lagi."))
    note(ActKind.CLOSED, by, kind=kind, note=_("%d data akan ditutup") % number)
    transaction.on_commit(lambda: ring(close_gone, kind))
    return number


@transaction.atomic
def try_again(*, host: Host, by: User) -> None:
    """Let a server that is left alone be asked; streams in trouble are due. Keeps the act."""
    breaker.permit_trial(host.name)
    waiting = Stream.objects.filter(is_pulled=True).exclude(trouble="").order_by("kind")
    kinds = list(waiting.values_list("kind", flat=True))
    waiting.update(next_at=None)
    note(ActKind.RETRIED, by, subject=host.name)
    for kind in kinds:
        _tell_worker(Kind(kind), by)


def _locked(kind: Kind) -> Stream:
    return Stream.objects.select_for_update(no_key=True).get(kind=kind)


def _tell_worker(kind: Kind, by: User) -> None:
    transaction.on_commit(lambda: ring(pull_stream, kind, str(by.pk)))
