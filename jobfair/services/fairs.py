"""What officers decide about a fair: announce, extend, pause, move, call off; all recorded."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction as database
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobfair.enums import FairState, Phase
from jobfair.models import Announcement, Fair, FairTransition
from jobfair.models.fairs import LONGEST, MOST_EXTENSIONS
from jobs.models import Application
from jobs.services.answers import move_answers
from sikas import clock
from sikas.accounts.models import User
from sikas.clock import DatabaseNow
from sikas.ui.formats import format_datetime
from sikas.workflow.transitions import TransitionRefusedError, transition

TIMES = ("catalogue_at", "registration_at", "opens_at", "closes_at")
LASTING = Q(active_until__isnull=True) | Q(active_until__gt=DatabaseNow())


class FairTimesError(ValidationError):
    """The times of a fair do not fit; nothing was written. `field` is the one to look at."""

    def __init__(self, text: str, field: str = "opens_at") -> None:
        self.field = field
        super().__init__(text)


class MissingReasonError(ValidationError):
    """What changes a fair that people know of needs a reason that they read."""

    def __init__(self) -> None:
        super().__init__(gettext_lazy("Tulis alasannya. Peserta dan perusahaan membacanya."))


@database.atomic
def announce_fair(*, fair: Fair, by: User) -> Fair:
    """Put a fair into the calendar: from then on its times decide what is seen and taken.

    Raises FairTimesError when it would be over already or meets another fair, and
    TransitionRefusedError.
    """
    row = locked(fair)
    if row.closes_at <= clock.now():
        raise FairTimesError(_("Waktu penutupan sudah lewat."), "closes_at")
    if row.closes_at - row.opens_at > LONGEST:
        raise FairTimesError(_("Job fair paling lama 8 hari."), "closes_at")
    with _calendar():
        return transition(fair, FairState.ANNOUNCED, by=by)


@database.atomic
def extend_fair(*, fair: Fair, until: datetime, by: User, reason: str) -> Fair:
    """Let an open fair run longer: only forward, only before it closes, twice at most.

    Side effects in order: the time, the record, an announcement. Raises MissingReasonError,
    FairTimesError, and TransitionRefusedError when it takes no applications now.
    """
    row = locked(fair)
    _require(reason)
    if row.phase not in (Phase.ANNOUNCED, Phase.REGISTRATION, Phase.OPEN):
        raise TransitionRefusedError(row, FairState.ANNOUNCED)
    if row.extensions >= MOST_EXTENSIONS:
        raise FairTimesError(_("Job fair sudah dua kali diperpanjang."), "until")
    if not row.closes_at < until <= row.closes_at + LONGEST:
        raise FairTimesError(_("Pilih waktu sesudah penutupan, paling lama 8 hari."), "until")
    text = _("Diperpanjang sampai %(time)s. %(reason)s")
    words = text % {"time": format_datetime(until), "reason": reason.strip()}
    return _change(row, by, words, closes_at=until, extensions=row.extensions + 1)


@database.atomic
def pause_fair(*, fair: Fair, by: User, reason: str) -> Fair:
    """Stop taking applications for a while; what is lost is given back when it goes on.

    Side effects in order: state and record, an announcement. Raises MissingReasonError, and
    TransitionRefusedError when the fair is not running.
    """
    row = locked(fair, exclusively=True)
    _require(reason)
    if row.phase not in (Phase.REGISTRATION, Phase.OPEN):
        raise TransitionRefusedError(row, FairState.PAUSED)
    transition(row, FairState.PAUSED, by=by, reason=reason)
    _say(row, _("Job fair dijeda. %s Waktu yang hilang dikembalikan.") % reason.strip(), by)
    return row


@database.atomic
def resume_fair(*, fair: Fair, by: User) -> Fair:
    """Go on after a pause; what was still to come moves by as long as the pause took.

    Side effects in order: the times, state and record, an announcement. Raises
    TransitionRefusedError when it is not paused, FairTimesError when it now meets another fair.
    """
    row = locked(fair)
    if row.state != FairState.PAUSED or row.paused_at is None:
        raise TransitionRefusedError(row, FairState.ANNOUNCED)
    lost = clock.now() - row.paused_at
    moved = {
        name: getattr(row, name) + lost for name in TIMES if getattr(row, name) > row.paused_at
    }
    with _calendar():
        transition(row, FairState.ANNOUNCED, by=by, **moved)
    _promise_answers(row.pk)
    _say(row, _("Job fair berlanjut sampai %s.") % format_datetime(row.closes_at), by)
    return row


@database.atomic
def reschedule_fair(*, fair: Fair, times: Mapping[str, datetime], by: User, reason: str) -> Fair:
    """Move a fair that has not opened yet, or is paused; everybody who registered stays.

    `times` are all of TIMES. Side effects in order: the times, the record, an announcement. Raises
    MissingReasonError, FairTimesError, TransitionRefusedError.
    """
    row = locked(fair)
    _require(reason)
    if row.phase not in (Phase.ANNOUNCED, Phase.REGISTRATION):
        raise TransitionRefusedError(row, FairState.ANNOUNCED)
    if times["opens_at"] <= clock.now():
        raise FairTimesError(_("Waktu pembukaan harus di depan."))
    if times["closes_at"] - times["opens_at"] > LONGEST:
        raise FairTimesError(_("Job fair paling lama 8 hari."), "closes_at")
    opens = format_datetime(times["opens_at"])
    text = _("Jadwal berubah: dibuka %(time)s. Pendaftaran Anda tetap berlaku. %(reason)s")
    return _change(row, by, text % {"time": opens, "reason": reason.strip()}, **times)


@database.atomic
def cancel_fair(*, fair: Fair, by: User, reason: str) -> Fair:
    """Call a fair off; applications that were sent stay with their companies.

    Raises MissingReasonError, and TransitionRefusedError when it is over.
    """
    row = locked(fair, exclusively=True)
    _require(reason)
    if row.phase in (Phase.CLOSING, Phase.CLOSED):
        raise TransitionRefusedError(row, FairState.CANCELLED)
    transition(row, FairState.CANCELLED, by=by, reason=reason)
    _say(row, _("Job fair dibatalkan. %s") % reason.strip(), by)
    return row


@database.atomic
def tell_everybody(
    *, fair: Fair, text: str, by: User, until: datetime | None = None
) -> Announcement:
    """Show a text on every page of the fair, until a moment or until it is taken away.

    What is shown already is not shown twice. Raises FairTimesError for a moment that is over.
    """
    if until and until <= clock.now():
        raise FairTimesError(_("Pilih waktu yang akan datang."), "until")
    shown = locked(fair).announcements.filter(text=text.strip(), active_from__lte=DatabaseNow())
    if found := shown.filter(LASTING).first():
        return found
    return Announcement.objects.create(fair=fair, text=text.strip(), active_until=until, by=by)


def end_announcement(*, announcement: Announcement, by: User) -> bool:
    """Take an announcement away; False when it was no longer shown."""
    shown = Announcement.objects.filter(LASTING, pk=announcement.pk)
    return shown.update(active_until=DatabaseNow(), ended_by=by) == 1


def locked(fair: Fair, *, exclusively: bool = False) -> Fair:
    """Return the fair with its phase, held until the transaction ends.

    Who applies does not wait, unless it is held exclusively: then what is on its way is written
    first, and whoever comes later finds what was decided.
    """
    held = Fair.objects.select_for_update(no_key=not exclusively).get(pk=fair.pk)
    return Fair.objects.with_phase().get(pk=held.pk)


def _change(row: Fair, by: User, words: str, **values: Any) -> Fair:
    with _calendar():
        Fair.objects.filter(pk=row.pk).update(**values)
    _promise_answers(row.pk)
    FairTransition.objects.create(
        subject=row, from_state=row.state, to_state=row.state, by=by, reason=words
    )
    _say(row, words, by)
    return Fair.objects.with_phase().get(pk=row.pk)


def _promise_answers(key: int) -> None:
    """Move the day by which an outcome is due along with the end of the fair."""
    fair = Fair.objects.get(pk=key)
    sent = Application.objects.filter(fair_entry__fair=fair)
    move_answers(applications=sent, until=fair.closes_at + timedelta(days=fair.outcome_days))


def _say(row: Fair, words: str, by: User) -> None:
    """Announce it, in the place of what was announced before about the times of the fair."""
    stale = row.announcements.filter(LASTING, is_about_times=True, active_from__lt=DatabaseNow())
    stale.update(active_until=DatabaseNow())
    Announcement.objects.create(fair=row, text=words[:500], by=by, is_about_times=True)


def _require(reason: str) -> None:
    if not reason.strip():
        raise MissingReasonError


@contextmanager
def _calendar() -> Iterator[None]:
    """Turn the refusals of the database about times into words beside the field."""
    try:
        with database.atomic():
            yield
    except IntegrityError as error:
        for constraint in Fair._meta.constraints:
            if constraint.name in str(error):
                raise FairTimesError(str(constraint.violation_error_message)) from None
        raise
