"""The third and fourth step: what one must bring along, and for whom the work is open."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.enums import Disability, Step
from jobs.forms.base import StepForm
from jobs.forms.fields import WholeNumberField, WordsField
from jobs.models import Vacancy
from jobs.models.vacancies import MAX_AGE, MAX_TEXT, MIN_AGE
from sikas.ui.form_fields import LongTextField

MAX_YEARS = 40  # of experience
MAX_LIMITS, MAX_LIMITS_REASON = 300, 1000
_AGES = ("age_min", "age_max")


class RequirementsForm(StepForm):
    """Requirements, education, experience, skills; personal limits only with a reason."""

    step = Step.REQUIREMENTS
    columns = (
        "requirements",
        "education",
        "experience_years",
        "skills",
        *_AGES,
        "personal_limits",
        "limits_reason",
    )
    together = dict.fromkeys(_AGES, _AGES)
    requirements = LongTextField(
        label=gettext_lazy("Syarat"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Hanya yang perlu untuk pekerjaan ini. Satu syarat satu baris."),
    )
    experience_years = WholeNumberField(
        label=gettext_lazy("Pengalaman (tahun)"),
        required=False,
        max_value=MAX_YEARS,
        help_text=gettext_lazy("Kosongkan bila tidak harus berpengalaman."),
    )
    skills = WordsField(
        label=gettext_lazy("Keterampilan"),
        required=False,
        max_length=MAX_TEXT,
        help_text=gettext_lazy("Pisahkan dengan koma, mis. SIM B1, Excel, las listrik."),
    )
    age_min = WholeNumberField(
        label=gettext_lazy("Usia terendah"), required=False, min_value=MIN_AGE, max_value=MAX_AGE
    )
    age_max = WholeNumberField(
        label=gettext_lazy("Usia tertinggi"), required=False, min_value=MIN_AGE, max_value=MAX_AGE
    )
    personal_limits = forms.CharField(
        label=gettext_lazy("Syarat pribadi lain"),
        required=False,
        max_length=MAX_LIMITS,
        help_text=gettext_lazy("Mis. tinggi badan untuk pekerjaan di ruang sempit."),
    )
    limits_reason = LongTextField(
        label=gettext_lazy("Alasan syarat pribadi"),
        required=False,
        max_length=MAX_LIMITS_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mengapa sifat pekerjaan ini memerlukannya. Pelamar membacanya."),
    )

    class Meta(StepForm.Meta):
        fields = ["education"]
        labels = {"education": gettext_lazy("Pendidikan terendah")}

    def __init__(self, posted: Any = None, *, vacancy: Vacancy) -> None:
        super().__init__(posted, vacancy=vacancy)
        own = set(self.columns) - {"education"}
        self.initial.update({name: getattr(vacancy, name) for name in own})
        levels: Any = self.fields["education"]
        levels.choices = [("", _("Semua pendidikan")), *list(levels.choices)[1:]]

    @property
    def has_limits(self) -> bool:
        """Tell whether the part about personal limits has something to show."""
        names = (*_AGES, "personal_limits", "limits_reason")
        return any(self[name].value() or self[name].errors for name in names)

    def clean_experience_years(self) -> int:
        """Return the years, 0 when nothing was typed."""
        return self.cleaned_data["experience_years"] or 0

    def clean(self) -> dict[str, Any]:
        """Ask for ages in order, and for the reason of personal limits."""
        data = super().clean() or {}
        low, high = data.get("age_min"), data.get("age_max")
        if low and high and low > high:
            self.add_error("age_max", _("Usia tertinggi lebih kecil daripada usia terendah."))
        limited = low or high or data.get("personal_limits")
        if limited and not data.get("limits_reason") and "limits_reason" not in self.errors:
            self.add_error(
                "limits_reason", _("Tulis mengapa pekerjaan ini memerlukan syarat pribadi.")
            )
        return data


class InclusionForm(StepForm):
    """Kinds of disability for which the work is open."""

    step = Step.INCLUSION
    columns = ("disabilities",)
    disabilities = forms.MultipleChoiceField(
        label=gettext_lazy("Terbuka untuk penyandang disabilitas"),
        required=False,
        choices=Disability.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Centang semua yang dapat melakukan pekerjaan ini."),
        error_messages={"invalid_choice": gettext_lazy("Pilih dari daftar.")},
    )

    def __init__(self, posted: Any = None, *, vacancy: Vacancy) -> None:
        super().__init__(posted, vacancy=vacancy)
        self.initial["disabilities"] = vacancy.disabilities
