"""What officers look for among companies, and whom they chose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sikas.reference.models import Area, Industry, Office
from sikas.ui.choices import GroupedChoiceField, industries

MOST_CHOSEN = 500  # of one request


class CompanyFilterForm(forms.Form):
    """Which companies the list shows."""

    q = forms.CharField(label=_("Nama perusahaan"), max_length=100, required=False)
    bidang = GroupedChoiceField(
        rows=industries,
        label=_("Lapangan usaha"),
        required=False,
        empty_label=_("Semua lapangan usaha"),
    )
    kecamatan = forms.ModelChoiceField(
        label=_("Kecamatan"),
        queryset=Area.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("Semua kecamatan"),
    )
    lalu = forms.BooleanField(label=_("Hanya yang ikut job fair lalu"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = Office.objects.current()
        if office.area:
            self.fields["kecamatan"].queryset = Area.objects.districts(office.area)  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        """Return what `candidates` takes; an entry that makes no sense is as if not made."""
        data = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        industry: Industry | None = data.get("bidang")
        return {
            "text": data.get("q", ""),
            "industry": industry,
            "district": data.get("kecamatan"),
            "only_former": data.get("lalu", False),
        }


class InviteForm(forms.Form):
    """Companies that an officer ticked."""

    perusahaan = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        sent = data.getlist("perusahaan")[:MOST_CHOSEN]
        numbers = [text for text in sent if text.isascii() and text.isdigit() and len(text) < 19]  # noqa: PLR2004 - a bigint
        self.fields["perusahaan"].choices = [(text, text) for text in numbers]  # type: ignore[attr-defined]
