"""Dates, money and numbers the way people in Indonesia write them."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext as _

from sikas import clock

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
MEGABYTE = 1_000_000
RECENT_DAYS = 30
# Indonesia's three zones by their offset from UTC in hours.
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def _day(value: date) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


def format_date(value: date) -> str:
    """Return `23 November 2026`; a moment is taken in the portal's time zone."""
    day = _day(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_date_short(value: date) -> str:
    """Return `23 Nov 2026`, for places too narrow for the full month."""
    day = _day(value)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def in_sentence(label: str) -> str:
    """Return a label as it continues a sentence: `nama lengkap`; `NIB` stays as it is."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def format_ago(value: datetime) -> str:
    """Return `hari ini`, `kemarin`, `3 hari lalu`; after a month the day itself."""
    days = (_day(clock.now()) - _day(value)).days
    if days <= 0:
        return _("hari ini")
    if days == 1:
        return _("kemarin")
    if days > RECENT_DAYS:
        return _("pada %s") % format_date(value)
    return _("%s hari lalu") % days


def format_time(value: datetime) -> str:
    """Return `08.30 WIB`; a moment without a time zone gets no zone name."""
    return _zoned(_local(value), "%H.%M")


def format_time_exact(value: datetime) -> str:
    """Return `08.30.15 WIB`, where a second decides."""
    return _zoned(_local(value), "%H.%M.%S")


def format_zone(value: datetime) -> str:
    """Return `WIB`; nothing for a moment without a time zone."""
    offset = _local(value).utcoffset()
    return ZONES.get(int(offset.total_seconds() // 3600), "") if offset is not None else ""


def _zoned(moment: datetime, shape: str) -> str:
    return f"{moment.strftime(shape)} {format_zone(moment)}".rstrip()


def format_datetime(value: datetime) -> str:
    """Return `23 November 2026, 08.30 WIB`."""
    return f"{format_date(value)}, {format_time(value)}"


@lru_cache(maxsize=4096)
def format_number(value: Decimal | float, decimals: int = 0) -> str:
    """Return `3.265.908` or, with decimals, `3.265.908,21`; halves round away from zero."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    text = f"{rounded if rounded else abs(rounded):,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,"))


def format_money(value: Decimal | float, decimals: int = 0) -> str:
    """Return `Rp3.265.908`; a debt keeps its sign in front: `-Rp500`."""
    text = format_number(value, decimals)
    return f"-Rp{text[1:]}" if text.startswith("-") else f"Rp{text}"


def format_size(number: int) -> str:
    """Return the size of a file as `214 KB` or `3,4 MB`."""
    if number < MEGABYTE:
        return f"{max(1, round(number / 1_000))} KB"
    return f"{number / MEGABYTE:.1f} MB".replace(".", ",")


def format_phone(value: str) -> str:
    """Return `0812-3456-7890` for a stored `+6281234567890`; anything else unchanged."""
    if not value.startswith("+62"):
        return value
    local = "0" + value[3:]
    return "-".join(part for part in (local[:4], local[4:8], local[8:]) if part)
