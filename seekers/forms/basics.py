"""The basics that are missing, on one screen: the boxes of several steps at once."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from seekers import steps
from seekers.basics import missing_basics
from seekers.forms.rows import EducationForm
from seekers.forms.steps import FORMS, StepForm
from seekers.models import Seeker
from seekers.services.basics import Answer, save_basics
from seekers.services.profile import ChangedMeanwhileError
from sikas.accounts.models import User
from sikas.origins import OfficialFieldError


class BasicsForms:
    """The boxes that are missing in a profile; every one of them is needed."""

    def __init__(self, seeker: Seeker, data: Mapping[str, Any] | None = None) -> None:
        self._seeker = seeker
        self.missing = missing_basics(seeker)
        names = [basic.name for basic in self.missing]
        self.steps = [
            form
            for step in (steps.IDENTITY, steps.ADDRESS)
            if (form := _step_form(step, names, seeker, data))
        ]
        lacks_school = "education" in names
        self.school = _school_form(data) if lacks_school else None

    def __iter__(self) -> Iterator[forms.BaseForm]:
        """Yield each form with boxes."""
        yield from self.steps
        if self.school:
            yield self.school

    def save(self, person: User) -> bool:
        """Save what was typed; False when something is wrong, and then nothing is saved."""
        wrong = [form for form in self if not form.is_valid()]  # each shows what it finds
        if wrong:
            return False
        answers = [Answer(form.step, _told(form), form.cleaned_data["seen"]) for form in self.steps]
        school = self.school.instance if self.school else None
        try:
            save_basics(person=person, answers=answers, school=school)
        except ChangedMeanwhileError as error:
            for form in self.steps:
                form.show_newer(error.fresh)
            self.steps[0].add_error(None, ValidationError(error.messages))
            return False
        except OfficialFieldError as error:
            self.steps[0].add_error(None, ValidationError(error.messages))
            return False
        return True


def _step_form(
    step: steps.Step, names: Iterable[str], seeker: Seeker, data: Mapping[str, Any] | None
) -> StepForm | None:
    """Return the form of a step with the boxes that are missing; None when none is."""
    wanted = [name for name in names if name in step.columns]
    if not wanted:
        return None
    form = FORMS[step.name](data, instance=copy(seeker), prefix=step.slug)
    for name in [name for name in form.fields if name not in {*wanted, "seen"}]:
        del form.fields[name]
    for name in wanted:
        form.fields[name].required = True
    return form


def _school_form(data: Mapping[str, Any] | None) -> EducationForm:
    """Return the form of a school, which has no heading here that says what it is about."""
    form = EducationForm(data, prefix=steps.EDUCATION.slug)
    level = form.fields["level"]
    level.label = _("Pendidikan terakhir")
    level.error_messages["required"] = _("Pilih pendidikan terakhir.")
    return form


def _told(form: StepForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name in form.step.columns}
