"""Forms of what a company does with a whole vacancy: extend it, tell its result."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.deadlines import last_day
from jobs.forms.fields import PeopleField
from jobs.forms.position import MAX_OPENINGS
from jobs.models import FillReport, Vacancy
from jobs.services.hiring import Hired
from sikas.ui.formats import format_date
from sikas.ui.widgets import DateParts

PROPOSED = timedelta(days=30)  # further, as far as it is allowed
MAX_HIRED = 3 * MAX_OPENINGS


class ExtensionForm(forms.Form):
    """Until when a vacancy shall be open."""

    until = forms.DateField(
        label=gettext_lazy("Batas waktu baru"),
        widget=DateParts(),
        error_messages={"invalid": gettext_lazy("Tulis tanggal, contoh 23 11 2026.")},
    )

    def __init__(self, *args: Any, vacancy: Vacancy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = last_day(vacancy.published_at)
        self.initial["until"] = min(timezone.localdate(vacancy.closes_at) + PROPOSED, latest)
        self.fields["until"].help_text = _("Paling lama %s.") % format_date(latest)


class ResultForm(forms.Form):
    """How many people were hired, by sex and by the way they were found."""

    men_here = PeopleField(label=gettext_lazy("Laki-laki lewat SIKAS"), max_value=MAX_HIRED)
    women_here = PeopleField(label=gettext_lazy("Perempuan lewat SIKAS"), max_value=MAX_HIRED)
    men_elsewhere = PeopleField(
        label=gettext_lazy("Laki-laki dari jalan lain"), max_value=MAX_HIRED
    )
    women_elsewhere = PeopleField(
        label=gettext_lazy("Perempuan dari jalan lain"), max_value=MAX_HIRED
    )

    def __init__(self, *args: Any, report: FillReport | None, hired: Hired, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if report:
            self.initial = {name: str(getattr(report, name)) for name in self.fields}
        elif hired.all:
            self.initial = {"men_here": hired.men, "women_here": hired.women}

    def clean(self) -> dict[str, Any]:
        """Take silence for no answer: who hired nobody says so."""
        data = super().clean() or {}
        if not self.errors and not any(self.data.get(name, "").strip() for name in self.fields):
            raise ValidationError(
                _("Isi berapa orang yang diterima. Tulis 0 bila tidak ada yang diterima.")
            )
        return data
