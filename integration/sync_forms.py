"""What officers type about the exchange."""

from django import forms
from django.utils.translation import gettext_lazy as _

from integration.models import Quarantined, Stream
from sikas.ui.moments import ClockField


class TimetableForm(forms.ModelForm):
    """How often a stream is read, and when not."""

    every = forms.IntegerField(
        label=_("Tarik setiap (menit)"),
        help_text=_("Antara 5 menit dan 7 hari (10080)."),
        min_value=5,
        max_value=7 * 24 * 60,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Isi antara 5 menit dan 7 hari.")
        ),
    )
    closed_from = ClockField(
        label=_("Jam tenang mulai"),
        required=False,
        help_text=_("Kemnaker tidak ditanya selama jam tenang. Kosongkan keduanya bila tidak ada."),
    )
    closed_until = ClockField(label=_("Jam tenang sampai"), required=False)

    class Meta:
        model = Stream
        fields = ("every", "closed_from", "closed_until")


class ClosingForm(forms.Form):
    """How many records the officer saw in the list that he agrees to close."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class DiscardForm(forms.Form):
    """Why an item is put aside."""

    reason = forms.CharField(
        label=_("Alasan mengabaikan"),
        help_text=_("Dibaca petugas lain. Jangan menulis data pribadi."),
        max_length=Quarantined._meta.get_field("settled_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
