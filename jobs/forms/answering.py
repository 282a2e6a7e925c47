"""What a seeker answers: to an invitation, and to a hire that is not true."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sikas.ui.form_fields import LongTextField

MAX_ANSWER = 500


class RevisionForm(forms.Form):
    """Which time and place the applicant read."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def read(self) -> int:
        """Return the revision that was read, -1 for a form that does not say."""
        return int(self.cleaned_data.get("revision", -1))


class OtherTimeForm(RevisionForm):
    """When the applicant can come instead."""

    wish = LongTextField(
        label=_("Waktu yang Anda bisa"),
        max_length=MAX_ANSWER,
        help_text=_("Contoh: Rabu atau Kamis sesudah pukul 13.00."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DisputeForm(forms.Form):
    """Why a hire that the company told did not happen."""

    reason = LongTextField(
        label=_("Apa yang terjadi?"),
        max_length=MAX_ANSWER,
        error_messages={"required": _("Tulis apa yang terjadi.")},
        help_text=_("Dibaca petugas kami, yang menyelesaikannya dengan perusahaan."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
