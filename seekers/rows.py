"""The lists of a profile: what each is called and by which form its rows are told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seekers import steps, suggestions
from seekers.forms.rows import EducationForm, ExperienceForm, LanguageForm, SkillForm
from seekers.models import Education, Experience, Language, Skill
from seekers.steps import Step


def _none() -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class RowKind:
    """One list of the profile; `suggest` gives words for the box of a name."""

    step: Step
    model: type[Any]
    form: type[forms.ModelForm]
    lead: str | Promise
    add: str | Promise
    suggest: Callable[[], Sequence[str]] = _none


KINDS = {
    kind.step.name: kind
    for kind in (
        RowKind(
            steps.EDUCATION,
            Education,
            EducationForm,
            _("Mulai dari yang terakhir. Satu saja sudah cukup untuk melamar."),
            _("Tambah pendidikan"),
        ),
        RowKind(
            steps.EXPERIENCE,
            Experience,
            ExperienceForm,
            _("Kerja harian, membantu usaha keluarga, dan magang juga pengalaman. Boleh dilewati."),
            _("Tambah pengalaman"),
        ),
        RowKind(
            steps.SKILLS,
            Skill,
            SkillForm,
            _("Tulis satu per satu. Perusahaan mencari dengan kata-kata ini."),
            _("Tambah keterampilan"),
            suggestions.skill_names,
        ),
        RowKind(
            steps.LANGUAGES,
            Language,
            LanguageForm,
            _("Bahasa daerah juga berguna di sini."),
            _("Tambah bahasa"),
            lambda: suggestions.LANGUAGES,
        ),
    )
}
