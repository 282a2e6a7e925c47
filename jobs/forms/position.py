"""The first step: which work, and for how many people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.enums import Step
from jobs.forms.base import StepForm
from jobs.forms.fields import PeopleField
from jobs.models import Vacancy
from sikas.reference.models import Occupation

MAX_OPENINGS = 5000  # more than the largest mill; ten digits are a slip of the finger
JOB_DIGITS = 4  # a KBJI code this long names a job, a shorter one a group of jobs


def jobs_of_the_list() -> Any:
    """Return the occupations that a vacancy may name."""
    return Occupation.objects.filter(is_active=True, digits__gte=JOB_DIGITS).order_by("code")


class PositionForm(StepForm):
    """Title, occupation, kind of work, openings."""

    step = Step.POSITION
    columns = (
        "title",
        "occupation_id",
        "employment_type",
        "openings_either",
        "openings_men",
        "openings_women",
    )
    occupation = forms.ModelChoiceField(
        queryset=Occupation.objects.none(),
        label=gettext_lazy("Jabatan"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Pilih jabatan dari daftar.")},
    )
    openings_either = PeopleField(
        label=gettext_lazy("Laki-laki atau perempuan"), max_value=MAX_OPENINGS
    )
    openings_men = PeopleField(label=gettext_lazy("Hanya laki-laki"), max_value=MAX_OPENINGS)
    openings_women = PeopleField(label=gettext_lazy("Hanya perempuan"), max_value=MAX_OPENINGS)

    class Meta(StepForm.Meta):
        fields = ["title", "employment_type"]
        labels = {
            "title": gettext_lazy("Judul lowongan"),
            "employment_type": gettext_lazy("Jenis kerja"),
        }
        help_texts = {
            "title": gettext_lazy("Sebut pekerjaannya, mis. Pemanen Sawit atau Kasir Toko.")
        }

    def __init__(self, posted: Any = None, *, vacancy: Vacancy) -> None:
        super().__init__(posted, vacancy=vacancy)
        self.fields["occupation"].queryset = jobs_of_the_list()  # type: ignore[attr-defined]
        self.initial["occupation"] = vacancy.occupation_id
        for name in ("openings_either", "openings_men", "openings_women"):
            self.initial[name] = getattr(vacancy, name)

    def clean_title(self) -> str:
        """Return the title on one line; it needs letters."""
        title = " ".join(self.cleaned_data["title"].split())
        if title and (not any(map(str.isalpha, title)) or not title.isprintable()):
            raise ValidationError(_("Tulis nama pekerjaannya dengan huruf."))
        return title

    def clean(self) -> dict[str, Any]:
        """Refuse a vacancy for nobody, once somebody wrote so."""
        data = super().clean() or {}
        boxes = ("openings_either", "openings_men", "openings_women")
        typed = any(self.data.get(name, "").strip() for name in boxes)
        if (
            typed
            and not any(data.get(name) for name in boxes)
            and not set(boxes) & set(self.errors)
        ):
            self.add_error("openings_either", _("Isi paling sedikit satu orang."))
        return data
