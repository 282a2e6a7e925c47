"""Form controls that Django lacks: a date in three boxes, a month in two."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _


class DateParts(forms.Widget):
    """Day, month and year in three boxes: quicker than a calendar for a date of birth.

    Gives the form `YYYY-MM-DD`, or `what|was|typed` when it cannot be a date: the field refuses
    that ("23-11-2026" would pass for a date) and the boxes still show it.
    """

    use_fieldset = True
    parts: tuple[tuple[str, Promise, int, str], ...] = (
        ("day", _("Tanggal"), 2, "bday-day"),
        ("month", _("Bulan"), 2, "bday-month"),
        ("year", _("Tahun"), 4, "bday-year"),
    )

    def __init__(self, birthday: bool = False, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.birthday = birthday

    def id_for_label(self, id_: str) -> str:
        """Return the id of the first box, where a link from the error summary leads."""
        return f"{id_}_{self.parts[0][0]}" if id_ else id_

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> str | None:
        """Join the three boxes; None when all are empty."""
        typed = {part: str(data.get(f"{name}_{part}") or "").strip() for part, *_rest in self.parts}
        if not any(typed.values()):
            return None
        day, month, year = typed.get("day", "1"), typed["month"], typed["year"]
        iso = re.fullmatch(r"[0-9]{4}", year) and (month + day).isdigit()
        return f"{year}-{month}-{day}" if iso else f"{year}|{month}|{day}"

    def value_omitted_from_data(self, data: Any, _files: Any, name: str) -> bool:
        """Tell whether none of the boxes was sent at all."""
        return all(f"{name}_{part}" not in data for part, *_rest in self.parts)

    def boxes(self, name: str, value: Any, attrs: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Describe the three boxes for the template of a field."""
        if isinstance(value, date):
            value = f"{value.year:04}-{value.month}-{value.day}"
        typed = ([*re.split(r"[-|]", str(value or ""), maxsplit=2), "", ""])[:3]
        texts = dict(zip(("year", "month", "day"), typed, strict=True))
        return [
            {
                "name": f"{name}_{part}",
                "id": f"{attrs.get('id', name)}_{part}",
                "label": label,
                "value": texts.get(part, ""),
                "length": length,
                "autocomplete": token if self.birthday else "off",
            }
            for part, label, length, token in self.parts
        ]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        """Draw the boxes with the portal's own template."""
        attrs = attrs or {}
        context = {
            "boxes": self.boxes(name, value, attrs),
            "required": attrs.get("required", False),
            "disabled": attrs.get("disabled", False),
            "invalid": "aria-invalid" in attrs,
        }
        return render_to_string("components/date_parts.html", context)


class MonthParts(DateParts):
    """Month and year in two boxes, as far as people remember when a job began; the first day."""

    parts = DateParts.parts[1:]
