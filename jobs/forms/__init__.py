"""Forms of a company's side of vacancies: they parse, and say what is wrong."""

from jobs.enums import Step
from jobs.forms.base import StepForm
from jobs.forms.needs import InclusionForm, RequirementsForm
from jobs.forms.position import PositionForm
from jobs.forms.work import WorkForm

FORMS: dict[Step, type[StepForm]] = {
    form.step: form for form in (PositionForm, WorkForm, RequirementsForm, InclusionForm)
}

__all__ = ["FORMS", "StepForm"]
