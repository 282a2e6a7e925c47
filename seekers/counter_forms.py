"""Forms of the counter desk: they parse, and say what is wrong."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from seekers.enums import CounterReason, NikPurpose, Sex
from seekers.finding import LONGEST
from seekers.models import Seeker
from seekers.nik import Nik, parse_nik
from seekers.services.counter import IDENTITY, SEEN
from seekers.services.profile import fingerprint
from sikas import clock
from sikas.accounts.contacts import Contact, parse_contact, parse_phone
from sikas.origins import Origin, origin_of
from sikas.ui.choices import GroupedChoiceField, villages
from sikas.ui.form_fields import lock_official
from sikas.ui.widgets import DateParts

FIRST_YEAR = 1900  # of a birth; the database refuses earlier ones
NIK_LENGTH = 30  # with blanks and dots


class FindForm(forms.Form):
    """One box for all that tells who somebody is."""

    q = forms.CharField(
        label=_("NIK, nomor HP, email, atau nama"),
        max_length=LONGEST,
        error_messages={"required": _("Ketik NIK, nomor HP, email, atau nama.")},
    )


class NikField(forms.CharField):
    """A NIK as people type it; its value is a Nik, None when it is empty."""

    default_error_messages = {"required": _("Ketik 16 angka NIK dari KTP.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("NIK"))
        super().__init__(max_length=NIK_LENGTH, **kwargs)

    def clean(self, value: Any) -> Nik | None:
        """Return the NIK; raises ValidationError."""
        text = "" if self.disabled else super().clean(value)  # then it shows a masked one
        return parse_nik(text) if text else None


def clean_name(name: str) -> str:
    """Return a name on one line, of one word or more; raises ValidationError."""
    name = " ".join(name.split())
    if not any(letter.isalpha() for letter in name):
        raise ValidationError(_("Tulis nama seperti di KTP."), code="no_letters")
    if not name.isprintable():
        raise ValidationError(_("Nama berisi tanda yang tidak terbaca."), code="unprintable")
    return name


class PersonForm(forms.ModelForm):
    """What both registering and correcting ask; `origin` is set where another office owns boxes."""

    origin: Origin | None = None
    nik = NikField()
    birth_date = forms.DateField(label=_("Tanggal lahir"), required=False, widget=DateParts())

    class Meta:
        model = Seeker
        fields: tuple[str, ...] = ("name", "birth_place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nama lengkap sesuai KTP")

    def clean_name(self) -> str:
        """Return the name on one line."""
        return clean_name(self.cleaned_data["name"])

    def clean_birth_date(self) -> Any:
        """Refuse a day that has not come, and one on which nobody living was born."""
        day = self.cleaned_data["birth_date"]
        if day and day > localdate(clock.now()):
            raise ValidationError(_("Tanggal lahir belum lewat. Periksa lagi tahunnya."))
        if day and day.year < FIRST_YEAR:
            raise ValidationError(_("Periksa lagi tahun lahir."))
        return day

    def values(self) -> dict[str, Any]:
        """Return the fields of a seeker without the NIK."""
        return {name: value for name, value in self.cleaned_data.items() if name in IDENTITY}


class RegisterForm(PersonForm):
    """Somebody without a phone or an account; name and NIK are enough."""

    field_order = ("name", "nik", "phone", "birth_place", "birth_date", "area", "address")
    area = GroupedChoiceField(
        rows=villages,
        narrow=_("Kecamatan"),
        label=_("Desa/kelurahan"),
        required=False,
        empty_label=_("Pilih desa atau kelurahan"),
    )

    class Meta(PersonForm.Meta):
        fields = ("name", "phone", "birth_place", "address")

    def clean_phone(self) -> str:
        """Return +628…, empty when there is none."""
        typed = self.cleaned_data["phone"]
        return parse_phone(typed).address if typed else ""

    def values(self) -> dict[str, Any]:
        """Return the fields of a seeker without the NIK."""
        return {name: value for name, value in self.cleaned_data.items() if name != "nik"}


class IdentityForm(PersonForm):
    """What officers alone correct, and why; an empty NIK stays as it is."""

    field_order = ("name", "nik", "birth_place", "birth_date", "sex", "reason", "seen")
    nik = NikField(label=_("NIK baru"), required=False)
    reason = forms.ChoiceField(
        label=_("Alasan perbaikan"),
        choices=CounterReason,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasan perbaikan.")},
    )
    sex = forms.TypedChoiceField(
        label=_("Jenis kelamin"),
        choices=[("", _("Belum diisi")), *Sex.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = fingerprint(self.instance, SEEN)
        self.fields["birth_date"].initial = self.instance.birth_date
        self.fields["sex"].initial = self.instance.sex
        origin = origin_of(self.instance)
        if origin and origin.is_official:
            self.origin = lock_official(self, origin)
        if self.fields["nik"].disabled:
            self.fields["nik"].label = _("NIK")
            self.initial["nik"] = self.instance.masked_nik

    def take_over(self, fresh: Seeker) -> None:
        """Let the next save replace what `fresh` says: it was shown."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = fingerprint(fresh, SEEN)
        self.data = data


class RevealForm(forms.Form):
    """What a full NIK is looked at for."""

    purpose = forms.ChoiceField(
        label=_("Keperluan"),
        choices=[("", _("Pilih keperluan")), *NikPurpose.choices],
        error_messages={
            "required": _("Pilih keperluan."),
            "invalid_choice": _("Pilih keperluan dari daftar."),
        },
    )


class RecoverForm(forms.Form):
    """The NIK on the KTP that the officer holds, and where the person can be reached now."""

    nik = NikField(label=_("NIK di KTP"))
    contact = forms.CharField(
        label=_("Nomor HP atau email yang baru"),
        max_length=254,
        error_messages={"required": _("Ketik nomor HP atau email yang dipakai sekarang.")},
    )

    def clean_contact(self) -> Contact:
        """Return the contact; raises ValidationError."""
        return parse_contact(self.cleaned_data["contact"])
