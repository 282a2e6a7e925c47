"""One step of a vacancy: what it shows, what of it may be saved, what the rules find in it."""

from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from jobs.enums import Step
from jobs.linter import Finding, lint_vacancy
from jobs.models import Vacancy
from jobs.services.drafts import fingerprint


class StepForm(forms.ModelForm):
    """One step, saved by itself; what is not ready may stay empty until the submission.

    `columns` are the vacancy's columns that this step writes. `together` are columns that are right
    or wrong only together: a box of the form → the columns that wait while it is wrong.
    `loaded` says what the person saw, so that nobody overwrites a colleague or another tab.
    """

    step: Step
    columns: tuple[str, ...]
    together: dict[str, tuple[str, ...]] = {}
    loaded = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    class Meta:
        model = Vacancy
        fields: list[str] = []

    def __init__(self, posted: Any = None, *, vacancy: Vacancy) -> None:
        self.vacancy = vacancy
        super().__init__(posted, instance=copy(vacancy))  # a form changes what it gets
        self.initial["loaded"] = fingerprint(vacancy, self.columns)

    @property
    def template(self) -> str:
        """Name the template that draws the fields."""
        return f"jobs/own/step_{self.step.value}.html"

    @property
    def values(self) -> dict[str, Any]:
        """Return what is right of what was typed, by column."""
        wrong = {name for box in self.errors for name in self.together.get(box, (box,))}
        skipped = wrong | {f"{name}_id" for name in wrong}
        return {name: self._value(name) for name in self.columns if name not in skipped}

    def _value(self, column: str) -> Any:
        """Return what was typed for a column; a subclass reads boxes of other names."""
        value = self.cleaned_data[column.removesuffix("_id")]
        return value.pk if column.endswith("_id") and value else value

    @property
    def wrong_labels(self) -> str:
        """Name the boxes that are not saved because something is wrong there."""
        return ", ".join(str(self.fields[box].label) for box in self.errors if box in self.fields)

    @property
    def findings(self) -> dict[str, list[Finding]]:
        """Return what the rules find in this step as typed, by column."""
        read = copy(self.vacancy)
        for name, value in (self.values if self.is_bound else {}).items():
            setattr(read, name, value)
        found: dict[str, list[Finding]] = {name: [] for name in self.columns}
        for finding in lint_vacancy(read):
            if finding.field in found:
                found[finding.field].append(finding)
        return found

    def show_newer(self, saved: Vacancy) -> None:
        """Keep what was typed; the next attempt replaces what was saved meanwhile."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["loaded"] = fingerprint(saved, self.columns)
        self.data = data
        self.add_error(
            None,
            _(
                "Rekan Anda atau tab lain menyimpan langkah ini setelah Anda membukanya. "
                "Isian Anda masih di bawah. Simpan lagi untuk menggantikannya."
            ),
        )
