"""Forms of reports: what somebody says about a vacancy, what the officer decides about it."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from employers.enums import CompanyState
from jobs.enums import VacancyState
from jobs.models import Vacancy
from jobs.models.reports import MAX_CONTACT, MAX_REPORT
from jobs.report_enums import ReportReason, ReportState
from sikas.accounts.forms import LimitedForm
from sikas.accounts.models import User
from sikas.ui.form_fields import LongTextField, OneLineField
from sikas.ui.queues import DecisionForm


class ReportForm(LimitedForm):
    """A report about a vacancy; signed in or not."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Apa yang terjadi?"),
        choices=ReportReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih apa yang terjadi.")},
    )
    text = LongTextField(
        label=_("Ceritakan"),
        required=False,
        max_length=MAX_REPORT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    contact = OneLineField(
        label=_("Email atau nomor HP Anda"), required=False, max_length=MAX_CONTACT
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["key"] = uuid.uuid4()
        if self.request.user.is_authenticated:
            del self.fields["contact"]

    def clean(self) -> dict[str, Any]:
        """Ask for words where the reason says nothing."""
        data = super().clean() or {}
        if data.get("reason") == ReportReason.OTHER and not data.get("text", "").strip():
            self.add_error("text", _("Tulis apa yang terjadi."))
        return data


class ReportDecisionForm(DecisionForm):
    """A decision about all reports of a vacancy, and what follows when they are upheld.

    `seen` are the keys of the reports that stood on the page.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    withdraw = forms.BooleanField(label=_("Tarik lowongan ini"), required=False, initial=True)
    suspend = forms.BooleanField(label=_("Bekukan perusahaan"), required=False)

    def __init__(self, *args: Any, case: Vacancy, officer: User, keys: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.shown = self.initial["seen"] = ",".join(keys)
        if case.state != VacancyState.PUBLISHED:
            del self.fields["withdraw"]
        company = case.company
        verified = company is not None and company.state == CompanyState.VERIFIED
        if not (verified and officer.has_perm("employers.verify_company")):
            del self.fields["suspend"]

    def clean(self) -> dict[str, Any]:
        """Refuse to uphold reports about what is still shown without doing anything."""
        data = super().clean()
        upheld = data.get("decision") == ReportState.UPHELD
        if upheld and "withdraw" in self.fields and not (data["withdraw"] or data.get("suspend")):
            self.add_error(
                "withdraw", _("Pilih akibatnya: tarik lowongan atau bekukan perusahaan.")
            )
        return data

    @property
    def findings(self) -> dict[str, Any]:
        """Return what the officer read, and the effect he chose."""
        data = self.cleaned_data
        return {
            "seen": data["seen"].split(","),
            "withdraw": bool(data.get("withdraw")),
            "suspend": bool(data.get("suspend")),
        }
