"""What a seeker decides when applying in a fair."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.forms.applying import ApplyForm
from sikas.ui.form_fields import LongTextField

MAX_LETTER = 1000  # characters; with it the whole form stays under 2 KB and passes on 3G


class FairApplyForm(ApplyForm):
    """The form of any application with a shorter letter; no file travels in it."""

    letter = LongTextField(
        label=_("Pesan kepada perusahaan"),
        required=False,
        max_length=MAX_LETTER,
        help_text=_("Misalnya mengapa Anda cocok, atau kapan dapat mulai."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
