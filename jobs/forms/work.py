"""The second step: what one does, where, for which pay, and until when one may apply."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.deadlines import end_of_day, last_day, today
from jobs.enums import Step
from jobs.forms.base import StepForm
from jobs.forms.fields import WholeNumberField
from jobs.models import Vacancy
from jobs.models.vacancies import MAX_TEXT
from sikas.reference.models import Area
from sikas.ui.choices import GroupedChoiceField, villages
from sikas.ui.form_fields import LongTextField
from sikas.ui.formats import format_date
from sikas.ui.widgets import DateParts

MAX_PAY = 1_000_000_000  # rupiah a month; more is a slip of the finger
HERE, ABROAD = "dalam", "luar"
MINIMUM, AMOUNT = "umk", "upah"
_PLACE = ("area_id", "country", "permit_number")
_PAY = ("pay_min", "pay_max")


class WorkForm(StepForm):
    """Description, place, pay, closing day."""

    step = Step.WORK
    columns = ("description", *_PLACE, "address", *_PAY, "closes_at")
    together = {
        "where": _PLACE,
        "area": _PLACE,
        "country": _PLACE,
        "permit_number": _PLACE,
        "pay_kind": _PAY,
        "pay_min": _PAY,
        "pay_max": _PAY,
        "closes_on": ("closes_at",),
    }
    description = LongTextField(
        label=gettext_lazy("Uraian pekerjaan"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "Tugas sehari-hari, jam kerja, fasilitas. Awali baris dengan “- ” untuk membuat daftar."
        ),
    )
    where = forms.ChoiceField(
        label=gettext_lazy("Tempat kerja"),
        choices=((HERE, gettext_lazy("Di kabupaten ini")), (ABROAD, gettext_lazy("Luar negeri"))),
        widget=forms.RadioSelect,
    )
    area = GroupedChoiceField(
        rows=villages,
        label=gettext_lazy("Desa atau kelurahan"),
        required=False,
        narrow=gettext_lazy("Kecamatan"),
        empty_label=gettext_lazy("Pilih desa atau kelurahan"),
        error_messages={"invalid_choice": gettext_lazy("Pilih tempat dari daftar.")},
    )
    pay_kind = forms.ChoiceField(
        label=gettext_lazy("Upah sebulan"),
        choices=((MINIMUM, gettext_lazy("Sesuai UMK")), (AMOUNT, gettext_lazy("Tulis upahnya"))),
        widget=forms.RadioSelect,
    )
    pay_min = WholeNumberField(
        label=gettext_lazy("Upah terendah (rupiah)"),
        required=False,
        min_value=1,
        max_value=MAX_PAY,
    )
    pay_max = WholeNumberField(
        label=gettext_lazy("Upah tertinggi (rupiah)"),
        required=False,
        min_value=1,
        max_value=MAX_PAY,
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Batas waktu melamar"),
        required=False,
        widget=DateParts(),
        error_messages={"invalid": gettext_lazy("Tulis tanggal, contoh 23 11 2026.")},
    )

    class Meta(StepForm.Meta):
        fields = ["address", "country", "permit_number"]
        labels = {
            "address": gettext_lazy("Alamat tempat kerja"),
            "country": gettext_lazy("Negara tujuan"),
            "permit_number": gettext_lazy("Nomor izin penempatan (P3MI)"),
        }

    def __init__(self, posted: Any = None, *, vacancy: Vacancy) -> None:
        super().__init__(posted, vacancy=vacancy)
        self.fields["area"].queryset = _places(vacancy.area_id)  # type: ignore[attr-defined]
        paid = vacancy.pay_min is not None or vacancy.pay_max is not None
        closes = timezone.localdate(vacancy.closes_at) if vacancy.closes_at else None
        self.initial.update(
            {
                "description": vacancy.description,
                "where": ABROAD if vacancy.country else HERE,
                "area": vacancy.area_id,
                "pay_kind": AMOUNT if paid else MINIMUM,
                "pay_min": vacancy.pay_min,
                "pay_max": vacancy.pay_max,
                "closes_on": closes,
            }
        )
        until = _("Paling lama %s. Lowongan tampil sampai akhir hari itu.")
        self.fields["closes_on"].help_text = until % format_date(last_day())

    def clean_closes_on(self) -> date | None:
        """Return the last day; it is neither past nor far away."""
        day: date | None = self.cleaned_data["closes_on"]
        if day and not today() <= day <= last_day():
            named = {"first": format_date(today()), "last": format_date(last_day())}
            raise ValidationError(_("Pilih tanggal dari %(first)s sampai %(last)s.") % named)
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for the country of work abroad, and for pay in order."""
        data = super().clean() or {}
        if data.get("where") == ABROAD and not data.get("country") and "country" not in self.errors:
            self.add_error("country", _("Isi negara tujuan."))
        if data.get("pay_kind") == AMOUNT and not {"pay_min", "pay_max"} & set(self.errors):
            low, high = data.get("pay_min"), data.get("pay_max")
            if low is None and high is None:
                self.add_error("pay_min", _("Isi upah, atau pilih “Sesuai UMK”."))
            elif low is not None and high is not None and low > high:
                self.add_error("pay_max", _("Upah tertinggi lebih kecil daripada upah terendah."))
        return data

    def _value(self, column: str) -> Any:
        """Return what was typed; the other place's and other pay's boxes say nothing."""
        data = self.cleaned_data
        if column == "closes_at":
            return end_of_day(data["closes_on"]) if data["closes_on"] else None
        if column in _PAY and data["pay_kind"] == MINIMUM:
            return None
        if column == "area_id" and data["where"] == ABROAD:
            return None
        if column in ("country", "permit_number") and data["where"] == HERE:
            return ""
        return super()._value(column)


def _places(current: int | None) -> "QuerySet[Area]":
    """Return the desa and kelurahan of this regency, and the place that is there already."""
    known = Q(pk__in=villages().order_by().values("pk")) | Q(pk=current)
    found = Area.objects.filter(known).select_related("parent")
    return found.order_by("parent__name", "parent", "name", "code")
