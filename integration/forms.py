"""Forms of officers who settle what the ministry's numbers did not: they parse."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from integration.candidates import Candidate
from integration.models.settlements import MAX_REASON
from sikas.ui.queues import CaseQueue, DecisionForm

LINK = "link"


class MatchForm(DecisionForm):
    """A decision and, when a record is joined, with whom."""

    candidate = forms.ChoiceField(label=_("Calon"), required=False)

    def __init__(
        self, *args: Any, queue: CaseQueue, case: Any, candidates: Sequence[Candidate], **more: Any
    ) -> None:
        super().__init__(*args, queue=queue, **more)
        self.candidates = candidates
        self.fields["reason"].max_length = MAX_REASON  # type: ignore[attr-defined]
        self.fields["reason"].widget.attrs["maxlength"] = MAX_REASON
        self.by_state = {one.to: one for one in queue.decisions_for(case)}
        self.fields["decision"].choices = [(to, to) for to in self.by_state]  # type: ignore[attr-defined]
        free = [(str(one.key), one.name) for one in candidates if not one.hindrance]
        self.fields["candidate"].choices = free  # type: ignore[attr-defined]
        if case.question and free:
            self.initial["candidate"] = free[0][0]

    def clean(self) -> dict[str, Any]:
        """Ask with whom, when a record is to be joined."""
        data = super().clean()
        wants = data.get("decision") == LINK and "candidate" not in self.errors
        if wants and not data.get("candidate"):
            self.add_error("candidate", _("Pilih calon yang dihubungkan."))
        return data

    @property
    def findings(self) -> dict[str, Any]:
        """Return with whom."""
        return {"candidate": self.cleaned_data.get("candidate", "")}


class PartForm(forms.Form):
    """Why a pair is separated."""

    reason = forms.CharField(
        label=_("Alasan untuk catatan"),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis alasannya untuk catatan.")},
    )
