"""The form by which a seeker tells a disability, always with consent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from seekers.models import SeekerDisability
from sikas.reference.enums import Disability
from sikas.ui.form_fields import OneLineField


class DisabilityForm(forms.Form):
    """What kinds, what is needed at work, and the consent that all of it rests on."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Jenis disabilitas"),
        choices=Disability.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    needs = OneLineField(
        label=gettext_lazy("Yang Anda perlukan saat bekerja"),
        required=False,
        max_length=250,
        help_text=gettext_lazy("Contoh: jalan landai, juru bahasa isyarat."),
    )
    released = forms.BooleanField(
        label=gettext_lazy("Boleh dilihat perusahaan yang saya lamar"), required=False
    )
    consent = forms.BooleanField(
        label=gettext_lazy("Saya setuju data disabilitas saya disimpan untuk keperluan ini")
    )

    def __init__(self, data: Any, *, told: SeekerDisability | None) -> None:
        shown = (
            {name: getattr(told, name) for name in ("kinds", "needs", "released")} if told else {}
        )
        super().__init__(data, initial={**shown, "consent": told is not None})
