"""How often somebody wants to be told of new vacancies."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.enums import Rhythm


class RhythmForm(forms.Form):
    """A choice of rhythm."""

    rhythm = forms.ChoiceField(
        label=_("Seberapa sering kami kabari?"),
        choices=Rhythm.choices,
        initial=Rhythm.DAILY,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Pilih setiap hari atau setiap Senin.")},
    )
