"""Form fields for a moment in the office's zone, and for a time of day."""

import re
from contextlib import suppress
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sikas.ui.widgets import DateParts

FIRST_YEAR, LAST_YEAR = 2000, 2200  # what lies outside is a slip of the finger
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?", re.ASCII)
HOW_TO = _("Tulis jam dan menit, contoh 09.00.")


def _time_of(text: str) -> time:
    """Return the time of day that was typed; raises ValidationError."""
    if match := _CLOCK.fullmatch(text.strip()):
        hour, minute, second = (int(part or 0) for part in match.groups())
        with suppress(ValueError):
            return time(hour, minute, second)
    raise ValidationError(HOW_TO)


def _typed(value: time) -> str:
    return f"{value:%H.%M.%S}" if value.second else f"{value:%H.%M}"


class MomentParts(DateParts):
    """Day, month, year and the time of day in four boxes.

    Gives the form `YYYY-MM-DD HH.MM`, or what was typed in the same order when it is no date.
    """

    parts = (*DateParts.parts, ("time", _("Pukul"), 5, "off"))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Join the boxes; None when all are empty."""
        day = super().value_from_datadict(data, files, name)
        clock = str(data.get(f"{name}_time") or "").strip()
        return f"{day or '||'} {clock}" if day or clock else None

    def boxes(self, name: str, value: Any, attrs: Any) -> list[dict[str, Any]]:
        """Describe the boxes; the last one is the time."""
        day, _blank, clock = str(value or "").partition(" ")
        boxes = super().boxes(name, day, attrs)
        boxes[-1]["value"] = clock
        return boxes


class MomentField(forms.Field):
    """A moment as people of the office say it: a day and a time in the office's zone."""

    widget = MomentParts

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment, aware; raises ValidationError."""
        if not value:
            return None
        day, _blank, clock = str(value).partition(" ")
        try:
            year, month, date = map(int, day.split("-"))
            naive = datetime(year, month, date)  # noqa: DTZ001 - made aware below
        except ValueError:
            raise ValidationError(_("Tanggal ini tidak ada. Contoh: 3 11 2026.")) from None
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(_("Periksa tahunnya."))
        return timezone.make_aware(datetime.combine(naive, _time_of(clock)))

    def prepare_value(self, value: Any) -> Any:
        """Show a moment in the office's zone."""
        if not isinstance(value, datetime):
            return value
        local = timezone.localtime(value)
        return f"{local:%Y}-{local.month}-{local.day} {_typed(local.time())}"


class ClockField(forms.Field):
    """A time of day, with a dot or a colon."""

    widget = forms.TextInput(attrs={"size": 5, "inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> time | None:
        """Return the time; raises ValidationError."""
        return _time_of(str(value)) if value else None

    def prepare_value(self, value: Any) -> Any:
        """Show a time as people write it."""
        return _typed(value) if isinstance(value, time) else value
