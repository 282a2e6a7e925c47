"""How a stream is doing, in one word and in sentences, as officers read it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from integration.advice import ADVICE, LASTING, LASTING_WHEN_REPEATED, REPEATED
from integration.enums import Trouble
from integration.models import Stream
from sikas.ui.formats import format_date, format_datetime, format_number, format_time

PATIENCE = timedelta(minutes=15)  # a reading takes its time
STOPPED_AFTER = timedelta(days=1)  # without a success, whatever the reason
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Light:
    """A light: `kind` is that of a status tag; `needs_officer`: it will not pass by itself."""

    kind: str
    label: Promise
    needs_officer: bool = False


GOOD = Light("good", gettext_lazy("Baik"))
LATE = Light("wait", gettext_lazy("Terlambat"))
PARTIAL = Light("wait", gettext_lazy("Sebagian"))
STOPPED = Light("bad", gettext_lazy("Terhenti"), needs_officer=True)
HELD = Light("fix", gettext_lazy("Menunggu petugas"), needs_officer=True)
OFF = Light("quiet", gettext_lazy("Dimatikan"))


def light(stream: Stream, now: datetime) -> Light:
    """Return the light of a stream."""
    if not stream.is_pulled:
        return OFF
    lag = lag_of(stream, now)
    if _is_stopped(stream, lag):
        return STOPPED
    if stream.held is not None:
        return HELD
    if stream.trouble in {Trouble.PARTIAL, Trouble.UNREADABLE}:
        return PARTIAL
    return LATE if _is_late(stream, now) else GOOD


def _is_late(stream: Stream, now: datetime) -> bool:
    """Tell whether a reading is overdue; in its closed hours none is due."""
    if stream.last_success_at is None:
        return True
    return stream.open_time(stream.last_success_at, now) > stream.period + PATIENCE


def _is_stopped(stream: Stream, lag: timedelta | None) -> bool:
    is_repeated = stream.failures >= REPEATED and stream.trouble in LASTING_WHEN_REPEATED
    if is_repeated or stream.trouble in LASTING:
        return True
    if lag is None:
        return bool(stream.trouble)
    return lag > max(STOPPED_AFTER, 2 * stream.period)


def lag_of(stream: Stream, now: datetime) -> timedelta | None:
    """Return the time since the last success; None when there was none."""
    return now - stream.last_success_at if stream.last_success_at else None


def in_words(span: timedelta) -> str:
    """Return `kurang dari 1 menit`, `12 menit`, `3 jam` or `2 hari`, rounded down."""
    for unit, words in ((DAY, _("%d hari")), (HOUR, _("%d jam")), (MINUTE, _("%d menit"))):
        if span >= unit:
            return words % (span // unit)
    return _("kurang dari 1 menit")


def next_words(stream: Stream, now: datetime) -> str:
    """Return when the stream is read next."""
    if not stream.is_pulled:
        return _("Tidak ditarik sampai dilanjutkan.")
    if stream.is_closed(now) and stream.closed_until:
        return _("Jam tenang sampai {until:%H.%M}.").format(until=stream.closed_until)
    if stream.next_at is None or stream.next_at <= now:
        return _("Dalam satu menit.")
    return when(stream.next_at, now) + "."


def trouble_words(stream: Stream, now: datetime) -> tuple[str, str] | None:
    """Return what is wrong and what to do; None when nothing is."""
    if not stream.trouble:
        return None
    trouble = Trouble(stream.trouble)
    title = str(trouble.label)
    if stream.trouble_at:
        title = _("%(trouble)s, sejak %(when)s") % {
            "trouble": title,
            "when": when(stream.trouble_at, now),
        }
    advice = str(ADVICE[trouble])
    if stream.trouble_detail:
        advice += " " + _("Keterangan untuk admin sistem: %s.") % stream.trouble_detail
    return title, advice


def held_words(stream: Stream) -> str:
    """Return what waits for an officer."""
    number = stream.held or 0
    words = ngettext(
        "%s data tidak ada lagi di Kemnaker. Itu lebih banyak dari biasanya, jadi belum ditutup.",
        "%s data tidak ada lagi di Kemnaker. Itu lebih banyak dari biasanya, jadi belum ditutup.",
        number,
    )
    return words % format_number(number)


def when(moment: datetime, now: datetime) -> str:
    """Return the time of a moment of today, else with its date."""
    is_today = format_date(moment) == format_date(now)
    return format_time(moment) if is_today else format_datetime(moment)
