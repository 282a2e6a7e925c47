"""Forms of officers who settle what the ministry's numbers did not: they parse."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from integration.candidates import Candidate
from integration.linking import UncheckedError
from integration.models.settlements import MAX_REASON
from sikas.ui.queues import CaseQueue, Decision, DecisionForm

LINK = "link"


@dataclass(frozen=True)
class Options:
    """What may be decided about a record, and in words why not what is missing."""

    decisions: Sequence[Decision]
    notes: Sequence[str]
    is_pair: bool


class MatchForm(DecisionForm):
    """A decision and, when a record is joined, with whom and which differences were looked at.

    Only decisions that can be carried out are offered; `notes` say why others are not.
    """

    candidate = forms.ChoiceField(label=_("Calon"), required=False)
    checked = forms.MultipleChoiceField(
        label=_("Perbedaan sudah diperiksa"),
        required=False,
        error_messages={
            "invalid_choice": _("Datanya berubah sejak Anda membukanya. Periksa lagi perbedaannya.")
        },
    )

    def __init__(
        self, *args: Any, queue: CaseQueue, options: Options, candidates: Sequence[Candidate],
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, queue=queue, **more)
        self.candidates = candidates
        self.notes = options.notes
        self.by_state = {one.to: one for one in options.decisions}
        decision: Any = self.fields["decision"]
        decision.choices = [(to, to) for to in self.by_state]
        decision.error_messages["invalid_choice"] = _("Itu tidak dapat dilakukan sekarang.")
        self.free = {str(one.key): one for one in candidates if not one.compared.hindrance}
        self._choose("candidate", self.free)
        self._choose("checked", filter(None, (one.compared.mark for one in self.free.values())))
        if options.is_pair and self.free:
            self.initial["candidate"] = next(iter(self.free))

    def clean(self) -> dict[str, Any]:
        """Ask with whom, when a record is to be joined, and whether he looked at what differs."""
        data = super().clean()
        if data.get("decision") != LINK or self.errors.keys() & {"candidate", "checked"}:
            return data
        chosen = self.free.get(data.get("candidate", ""))
        if chosen is None:
            self.add_error("candidate", _("Pilih calon yang dihubungkan."))
        elif chosen.compared.mark and chosen.compared.mark not in data["checked"]:
            self.add_error("checked", UncheckedError(chosen.compared))
        return data

    @property
    def findings(self) -> dict[str, Any]:
        """Return with whom, and the mark of the differences that were looked at."""
        key = self.cleaned_data.get("candidate", "")
        mark = self.free[key].compared.mark if key else ""
        return {"candidate": key, "checked": mark}

    def _choose(self, name: str, values: Iterable[str]) -> None:
        self.fields[name].choices = [(value, value) for value in values]  # type: ignore[attr-defined]


class PartForm(forms.Form):
    """Why a pair is separated."""

    reason = forms.CharField(
        label=_("Alasan untuk catatan"),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis alasannya untuk catatan.")},
    )
