"""Forms of the steps that fill in the profile itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seekers import steps
from seekers.enums import MaritalStatus, Religion, Sex, Visibility
from seekers.models import Seeker
from seekers.nik import Nik, parse_nik
from seekers.services import identity
from seekers.services.profile import fingerprint
from sikas import clock
from sikas.accounts.contacts import parse_phone
from sikas.origins import origin_of
from sikas.reference.enums import EmploymentType
from sikas.reference.models import Area, Occupation
from sikas.reference.selectors import TYPED_MAX, districts, search_occupations
from sikas.ui.choices import GroupedChoiceField, villages
from sikas.ui.form_fields import LongTextField, MoneyField, OneLineField, lock_official
from sikas.ui.formats import format_phone
from sikas.ui.widgets import DateParts

FIRST_YEAR = 1900
MAX_WISHES = 5  # occupations; who looks for everything is found by nobody
NIK_LENGTH = 30  # with blanks and dots
WRONG_DATE = gettext_lazy("Tulis tanggal yang benar, contoh 23 11 1999.")


class StepForm(forms.ModelForm):
    """One step; `seen` says what the person saw, so that nothing newer is overwritten unawares."""

    step: steps.Step
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    class Meta:
        model = Seeker
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = fingerprint(self.instance, self.step.columns)
        self.origin = lock_official(self, origin_of(self.instance))

    @property
    def values(self) -> dict[str, Any]:
        """Return what is to be saved."""
        return {
            name: self.cleaned_data[name]
            for name in self.step.columns
            if not self.fields[name].disabled
        }

    def show_newer(self, fresh: Seeker) -> None:
        """Keep what was typed; the next attempt replaces what was saved meanwhile."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        seen = self.add_prefix("seen")
        self.data[seen] = fingerprint(fresh, self.step.columns)  # type: ignore[index]


class IdentityForm(StepForm):
    """Who one is, as the KTP says it."""

    step = steps.IDENTITY
    name = OneLineField(
        label=gettext_lazy("Nama lengkap"),
        max_length=150,
        help_text=gettext_lazy("Seperti di KTP. Satu kata pun boleh."),
    )
    nik = forms.CharField(label=gettext_lazy("NIK"), required=False, max_length=NIK_LENGTH)
    birth_place = OneLineField(label=gettext_lazy("Tempat lahir"), required=False, max_length=80)
    birth_date = forms.DateField(
        label=gettext_lazy("Tanggal lahir"),
        required=False,
        widget=DateParts(birthday=True),
        help_text=gettext_lazy("Contoh: 23 11 1999"),
        error_messages={"invalid": WRONG_DATE},
    )

    class Meta(StepForm.Meta):
        fields = ["name", "birth_place", "birth_date", "sex", "marital_status", "religion"]
        widgets = {"sex": forms.RadioSelect, "marital_status": forms.RadioSelect}
        help_texts = {"religion": gettext_lazy("Hanya untuk kartu AK-1. Tidak tampil di CV.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "name", "nik"])
        self.fields["sex"].choices = Sex.choices  # type: ignore[attr-defined]
        self.fields["marital_status"].choices = MaritalStatus.choices  # type: ignore[attr-defined]
        self.fields["religion"].choices = [("", _("Pilih agama")), *Religion.choices]  # type: ignore[attr-defined]
        masked = self.instance.masked_nik
        if self.fields["nik"].disabled:
            self.initial["nik"] = masked
            return
        self.fields["nik"].label = _("Ganti NIK") if masked else _("NIK")
        self.fields["nik"].help_text = (
            _("Tersimpan: %s. Isi hanya bila ingin menggantinya.") % masked
            if masked
            else _("16 angka di KTP. Disimpan tersandi dan tidak pernah tampil utuh.")
        )

    @property
    def number(self) -> Nik | None:
        """Return the NIK that was typed."""
        return self.cleaned_data["nik"]

    def clean_name(self) -> str:
        """Refuse what is no name."""
        name = self.cleaned_data["name"]
        if not any(letter.isalpha() for letter in name):
            raise ValidationError(_("Tulis nama Anda seperti di KTP."))
        return name

    def clean_nik(self) -> Nik | None:
        """Return the number, None when empty."""
        typed = "" if self.fields["nik"].disabled else self.cleaned_data["nik"]
        return parse_nik(typed) if typed else None

    def clean_birth_date(self) -> Any:
        """Refuse days that nobody living was born on."""
        born = self.cleaned_data["birth_date"]
        if born and born > localdate(clock.now()):
            raise ValidationError(_("Tanggal lahir belum tiba. Periksa tahunnya."))
        if born and born.year < FIRST_YEAR:
            raise ValidationError(_("Periksa lagi tahun lahir."))
        return born

    def clean(self) -> dict[str, Any]:
        """Count the attempt once everything else is right."""
        data = super().clean() or {}
        if not self.errors and data.get("nik"):
            try:
                identity.count_attempt(self.instance)
            except ValidationError as refused:
                self.add_error("nik", refused)
        return data


class AddressForm(StepForm):
    """Where one lives, and how one is reached."""

    step = steps.ADDRESS
    area = GroupedChoiceField(
        rows=villages,
        narrow=gettext_lazy("Kecamatan"),
        label=gettext_lazy("Desa atau kelurahan"),
        required=False,
        empty_label=gettext_lazy("Pilih desa atau kelurahan"),
    )
    address = OneLineField(
        label=gettext_lazy("Alamat"),
        required=False,
        max_length=250,
        help_text=gettext_lazy("Jalan atau dusun, nomor, RT/RW."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Nomor HP"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Untuk dihubungi perusahaan yang Anda lamar."),
    )

    class Meta(StepForm.Meta):
        fields = ["area", "address", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["phone"] = format_phone(self.instance.phone)

    def clean_phone(self) -> str:
        """Return +628…, empty when there is none."""
        typed = self.cleaned_data["phone"]
        return parse_phone(typed).address if typed else ""


class WishesForm(StepForm):
    """What work one looks for; occupations are searched by what people call them."""

    step = steps.WISHES
    find = forms.CharField(
        label=gettext_lazy("Cari jabatan"),
        required=False,
        max_length=TYPED_MAX,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text=gettext_lazy("Contoh: pemanen sawit, kasir, sopir."),
    )
    wished_occupations = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Jabatan yang dicari"),
        queryset=Occupation.objects.filter(is_active=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Cari di atas, lalu centang. Paling banyak 5."),
    )
    wished_areas = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Kecamatan tempat kerja"),
        queryset=Area.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kosongkan bila di mana saja."),
    )
    wished_employment = forms.MultipleChoiceField(
        label=gettext_lazy("Jenis kerja"),
        choices=EmploymentType.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wished_pay = MoneyField(
        label=gettext_lazy("Upah yang diharapkan sebulan"),
        required=False,
        help_text=gettext_lazy("Dalam rupiah, contoh 3.000.000."),
    )
    summary = LongTextField(
        label=gettext_lazy("Tentang saya"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Dua atau tiga kalimat. Tampil di CV."),
    )

    class Meta(StepForm.Meta):
        fields = list(steps.WISHES.columns)
        labels = {"ready_to_move": gettext_lazy("Saya bersedia pindah tempat tinggal")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "find"])
        areas: Any = self.fields["wished_areas"]
        areas.queryset = Area.objects.filter(pk__in=[area.pk for area in districts()])
        areas.choices = [(area.pk, area.name) for area in districts()]
        self.offer()

    def offer(self) -> None:
        """Show what is chosen and what fits the words that were typed, nothing else."""
        chosen = self._chosen()
        typed = str(self["find"].value() or "")
        found = [(row.id, row.title) for row in search_occupations(typed)]
        known = {key for key, _title in chosen}
        occupations: Any = self.fields["wished_occupations"]
        occupations.choices = [*chosen, *(row for row in found if row[0] not in known)]

    def clean_wished_occupations(self) -> Any:
        """Refuse more than MAX_WISHES."""
        chosen = self.cleaned_data["wished_occupations"]
        if len(chosen) > MAX_WISHES:
            raise ValidationError(_("Pilih paling banyak 5 jabatan."))
        return chosen

    def _chosen(self) -> list[tuple[int, str]]:
        keys = [getattr(key, "pk", key) for key in self["wished_occupations"].value() or []]
        numbers = [int(key) for key in keys if str(key).isascii() and str(key).isdigit()]
        rows = Occupation.objects.filter(pk__in=numbers, is_active=True)
        return list(rows.order_by("title", "pk").values_list("pk", "title"))


class VisibilityForm(StepForm):
    """Which companies may see the profile."""

    step = steps.VISIBILITY
    visibility = forms.ChoiceField(
        label=gettext_lazy("Yang boleh melihat profil Anda"),
        choices=Visibility.choices,
        widget=forms.RadioSelect,
    )

    class Meta(StepForm.Meta):
        fields = ["visibility"]


FORMS: dict[str, type[StepForm]] = {
    form.step.name: form for form in (IdentityForm, AddressForm, WishesForm, VisibilityForm)
}
