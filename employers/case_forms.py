"""The form by which an officer decides a company: a reason for each part that does not fit."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from employers import reviews
from employers.case import CasePart, case_parts
from employers.enums import ReviewSubject
from employers.models import Company
from employers.models.reviews import MAX_ITEM_REASON
from employers.services.verification import ResubmittedError
from sikas.ui.queues import DecisionForm

FORM_ID = "keputusan"  # of the form that the boxes beside the parts belong to
KEYS = "123456789"


class CompanyDecisionForm(DecisionForm):
    """A decision, its reason, and for each part what the company has to correct; empty: it fits.

    `seen` says which submission the officer read: nobody decides what he has not seen.
    """

    seen = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        filed = reviews.last_submission(company)
        self.filed, self.note = (str(filed.pk), filed.note) if filed else ("", "")
        self.initial["seen"] = self.filed
        self.parts = case_parts(company)
        for part in self.parts:
            self.fields[part.subject.value] = forms.CharField(
                label=_("Yang perlu diperbaiki"),
                required=False,
                max_length=MAX_ITEM_REASON,
                widget=forms.Textarea(attrs={"rows": 2, "form": FORM_ID}),
            )

    @property
    def boxes(self) -> list[tuple[CasePart, BoundField, str]]:
        """Return each part with its box and the key that opens it."""
        keys = KEYS.ljust(len(self.parts))
        return [
            (part, self[part.subject.value], key.strip())
            for part, key in zip(self.parts, keys, strict=True)
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a decision about what the company has filed anew since."""
        data = super().clean()
        if data.get("seen", "") != self.filed:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["seen"] = self.filed  # type: ignore[index]
            self.add_error(None, ResubmittedError())
        return data

    def has_reason(self, data: dict[str, Any]) -> bool:
        """Tell whether the officer wrote a reason, for the whole or for a part."""
        return super().has_reason(data) or any(self._items(data).values())

    @property
    def findings(self) -> dict[str, Any]:
        """Return what is to be corrected in each part, and which submission was read."""
        return {"items": self._items(self.cleaned_data), "seen": self.cleaned_data["seen"]}

    def _items(self, data: dict[str, Any]) -> dict[ReviewSubject, str]:
        return {part.subject: data.get(part.subject.value, "") for part in self.parts}
