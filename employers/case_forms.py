"""The form by which an officer decides a company: a reason for each part that does not fit."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from employers.case import CasePart, case_parts
from employers.enums import ReviewSubject
from employers.models import Company
from employers.models.reviews import MAX_ITEM_REASON
from sikas.ui.queues import DecisionForm

FORM_ID = "keputusan"  # of the form that the boxes beside the parts belong to
KEYS = "123456789"


class CompanyDecisionForm(DecisionForm):
    """A decision, its reason, and for each part what the company has to correct; empty: it fits."""

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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

    def has_reason(self, data: dict[str, Any]) -> bool:
        """Tell whether the officer wrote a reason, for the whole or for a part."""
        return super().has_reason(data) or any(self._items(data).values())

    @property
    def findings(self) -> dict[str, Any]:
        """Return what is to be corrected in each part."""
        return {"items": self._items(self.cleaned_data)}

    def _items(self, data: dict[str, Any]) -> dict[ReviewSubject, str]:
        return {part.subject: data.get(part.subject.value, "") for part in self.parts}
