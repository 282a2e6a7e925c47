"""Forms of what a seeker learned, did and can do: one row of a list each."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seekers.enums import LanguageLevel
from seekers.models import Education, Experience, Language, Skill
from seekers.models.background import FIRST_YEAR
from sikas import clock
from sikas.reference.enums import EducationLevel
from sikas.ui.form_fields import LongTextField, OneLineField
from sikas.ui.widgets import MonthParts

WRONG_MONTH = gettext_lazy("Tulis bulan dan tahun dengan angka, contoh 3 2021.")


class LevelField(forms.TypedChoiceField):
    """A choice of numbers, none of them chosen at first."""

    def __init__(self, *, numbers: type[models.IntegerChoices], empty: Any, **kwargs: Any) -> None:
        super().__init__(choices=[("", empty), *numbers.choices], coerce=int, **kwargs)


class YearField(forms.IntegerField):
    """A year of the past, in four digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            error_messages={"invalid": gettext_lazy("Tulis tahun dengan empat angka.")},
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
            required=False,
            **kwargs,
        )

    def clean(self, value: Any) -> int | None:
        """Return the year; raises ValidationError for one that is not yet or long past."""
        year = super().clean(value)
        if year is not None and year > localdate(clock.now()).year:
            raise ValidationError(_("Tahun ini belum tiba. Periksa lagi tahunnya."))
        if year is not None and year < FIRST_YEAR:
            raise ValidationError(_("Tulis tahun dengan empat angka."))
        return year


class MonthField(forms.DateField):
    """A month of the past, as its first day."""

    widget = MonthParts
    default_error_messages = {"invalid": WRONG_MONTH}

    def clean(self, value: Any) -> date | None:
        """Return the first day; raises ValidationError for a month that is not yet or long past."""
        month = super().clean(value)
        if month and month > localdate(clock.now()):
            raise ValidationError(_("Bulan ini belum tiba. Periksa lagi tahunnya."))
        if month and month.year < FIRST_YEAR:
            raise ValidationError(WRONG_MONTH)
        return month


class EducationForm(forms.ModelForm):
    """A school."""

    level = LevelField(
        label=gettext_lazy("Jenjang"), numbers=EducationLevel, empty=gettext_lazy("Pilih jenjang")
    )
    school = OneLineField(
        label=gettext_lazy("Nama sekolah atau kampus"), max_length=150, required=False
    )
    major = OneLineField(label=gettext_lazy("Jurusan"), max_length=100, required=False)
    graduated = YearField(label=gettext_lazy("Tahun lulus"), help_text=gettext_lazy("Contoh: 2019"))

    class Meta:
        model = Education
        fields = ["level", "school", "major", "graduated"]


class ExperienceForm(forms.ModelForm):
    """A job."""

    position = OneLineField(
        label=gettext_lazy("Jabatan"),
        max_length=120,
        help_text=gettext_lazy("Contoh: pemanen, kasir, operator forklift."),
    )
    employer = OneLineField(label=gettext_lazy("Tempat kerja"), max_length=150, required=False)
    started = MonthField(label=gettext_lazy("Mulai"))
    ended = MonthField(
        label=gettext_lazy("Sampai"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila masih bekerja di sana."),
    )
    description = LongTextField(
        label=gettext_lazy("Yang dikerjakan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Experience
        fields = ["position", "employer", "started", "ended", "description"]

    def clean(self) -> dict[str, Any]:
        """Check that it ended after it began."""
        data = super().clean() or {}
        started, ended = data.get("started"), data.get("ended")
        if started and ended and ended < started:
            self.add_error("ended", _("Bulan selesai harus sesudah bulan mulai."))
        return data


class SkillForm(forms.ModelForm):
    """Something one can do."""

    name = OneLineField(label=gettext_lazy("Keterampilan"), max_length=60)
    year = YearField(
        label=gettext_lazy("Sejak tahun"), help_text=gettext_lazy("Tahun belajar atau sertifikat.")
    )

    class Meta:
        model = Skill
        fields = ["name", "year"]


class LanguageForm(forms.ModelForm):
    """A language one knows."""

    name = OneLineField(label=gettext_lazy("Bahasa"), max_length=40)
    level = LevelField(
        label=gettext_lazy("Kemampuan"),
        numbers=LanguageLevel,
        empty=gettext_lazy("Pilih kemampuan"),
    )

    class Meta:
        model = Language
        fields = ["name", "level"]
