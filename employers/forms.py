"""Forms of a company's own pages: they parse, and say what is wrong."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.forms.boundfield import BoundField
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from employers.enums import MemberRole
from employers.models import Company
from employers.models.reviews import MAX_NOTE
from employers.profile import FIELDS, STEPS, Step, is_editable
from employers.services.profile import fingerprint
from sikas import clock
from sikas.accounts import limits
from sikas.accounts.contacts import Contact
from sikas.accounts.forms import ContactField
from sikas.accounts.models import User
from sikas.digits import are_digits
from sikas.origins import origin_of
from sikas.ui.choices import GroupedChoiceField, industries, villages
from sikas.ui.form_fields import LongTextField, lock_official
from sikas.ui.formats import in_sentence
from sikas.ui.widgets import DateParts

PUNCTUATION = re.compile(r"[\s.\-/]")
NIB_DIGITS = 13
NPWP_DIGITS = (15, 16)
MAX_TYPED = 40  # a number with its dots and blanks
is_telephone = RegexValidator(
    r"^(?=(?:\D*\d){6})[0-9+() .\-/]{6,20}$",
    gettext_lazy("Tulis nomor telepon, contoh 0623-41234 atau 081234567890."),
)


def bare_digits(text: str) -> str:
    """Return the digits of a number as people type it; raises ValidationError for letters."""
    digits = PUNCTUATION.sub("", text)
    if digits and not are_digits(digits):
        raise ValidationError(_("Tulis angka saja."))
    return digits


class StepForm(forms.ModelForm):
    """One step of the profile; parts that wait for an officer are shown and not changed.

    `seen` says what the person saw, so that nobody overwrites a colleague unawares.
    """

    step: Step
    wanted: Mapping[str, str] = {}  # what an officer wants corrected, by field
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    class Meta:
        model = Company
        fields: list[str] = []

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.columns = [name for subject in self.step.subjects for name in FIELDS[subject]]
        self.initial["seen"] = fingerprint(self.instance, self.columns)
        for subject in self.step.subjects:
            for name in FIELDS[subject]:
                self.fields[name].disabled = not is_editable(self.instance, subject)
        locked = [name for name in self.columns if self.fields[name].disabled]
        self.origin = lock_official(self, origin_of(self.instance))
        owned = self.origin.columns if self.origin else frozenset()
        self.examined = [name for name in locked if name not in owned]

    @property
    def rows(self) -> list[tuple[BoundField, str]]:
        """Return each field with what an officer wants corrected in it."""
        return [(bound, self.wanted.get(bound.name, "")) for bound in self]

    @property
    def is_locked(self) -> bool:
        """Tell whether nothing of this step may be changed now."""
        return all(self.fields[name].disabled for name in self.columns)

    @property
    def examined_words(self) -> str:
        """Say what is locked because an officer has examined it; empty when nothing is."""
        if not self.examined:
            return ""
        names = [in_sentence(str(self.fields[name].label)) for name in self.examined]
        words = _(
            "Sudah diperiksa petugas: %s. Untuk mengubahnya, bawa NIB yang baru ke loket atau "
            "kirim ke kantor kami. Lowongan Anda tetap tampil."
        )
        return words % ", ".join(names)

    @property
    def values(self) -> dict[str, Any]:
        """Return what may be saved."""
        return {
            name: self.cleaned_data[name] for name in self.columns if not self.fields[name].disabled
        }

    def show_newer(self, fresh: Company) -> None:
        """Keep what was typed; the next attempt replaces what a colleague saved meanwhile."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = fingerprint(fresh, self.columns)
        self.data = data


class IdentityForm(StepForm):
    """Who the company is, by its numbers."""

    step = STEPS[0]
    nib = forms.CharField(
        label=gettext_lazy("NIB"),
        required=False,
        max_length=MAX_TYPED,
        help_text=gettext_lazy("13 angka, dari OSS. Boleh dikosongkan dulu."),
    )
    npwp = forms.CharField(
        label=gettext_lazy("NPWP"),
        required=False,
        max_length=MAX_TYPED,
        help_text=gettext_lazy("15 atau 16 angka, boleh dengan titik."),
    )
    wlkp_date = forms.DateField(
        label=gettext_lazy("Tanggal lapor WLKP"),
        required=False,
        widget=DateParts(),
        help_text=gettext_lazy("Berlaku satu tahun."),
        error_messages={"invalid": gettext_lazy("Tulis tanggal, contoh 23 11 2026.")},
    )

    class Meta(StepForm.Meta):
        fields = ["name", "nib", "npwp", "wlkp_number", "wlkp_date"]
        labels = {
            "name": gettext_lazy("Nama perusahaan"),
            "wlkp_number": gettext_lazy("Nomor WLKP"),
        }
        help_texts = {
            "name": gettext_lazy("Seperti di NIB, contoh PT Contoh Jaya."),
            "wlkp_number": gettext_lazy("Wajib Lapor Ketenagakerjaan, bila sudah ada."),
        }

    @property
    def own_company(self) -> Company | None:
        """Return the company with this NIB for which the person already acts: a second tap."""
        nib = PUNCTUATION.sub("", self.data.get("nib", ""))
        mine = Company.objects.visible_to(self.person)
        return mine.filter(nib=nib).first() if len(nib) == NIB_DIGITS and are_digits(nib) else None

    def clean_name(self) -> str:
        """Return the name on one line; it needs at least one letter."""
        name = " ".join(self.cleaned_data["name"].split())
        if not any(letter.isalpha() for letter in name) or not name.isprintable():
            raise ValidationError(_("Tulis nama perusahaan seperti di NIB."))
        return name

    def clean_nib(self) -> str | None:
        """Return 13 digits, None when empty; trying numbers one by one is limited."""
        nib = bare_digits(self.cleaned_data["nib"] or "")
        if not nib:
            return None
        if len(nib) != NIB_DIGITS:
            words = ngettext(
                "NIB terdiri atas 13 angka. Anda menulis %d angka.",
                "NIB terdiri atas 13 angka. Anda menulis %d angka.",
                len(nib),
            )
            raise ValidationError(words % len(nib))
        if nib != self.initial.get("nib"):
            limits.take("claim_nib", person=str(self.person.pk))
        return nib

    def clean_npwp(self) -> str:
        """Return 15 or 16 digits without dots."""
        npwp = bare_digits(self.cleaned_data["npwp"])
        if npwp and len(npwp) not in NPWP_DIGITS:
            raise ValidationError(_("NPWP terdiri atas 15 atau 16 angka."))
        return npwp

    def clean(self) -> dict[str, Any]:
        """Check the report: a number with its date, and not from the future."""
        data = super().clean() or {}
        number, reported = data.get("wlkp_number"), data.get("wlkp_date")
        if reported and reported > localdate(clock.now()):
            self.add_error("wlkp_date", _("Tanggal lapor belum tiba. Periksa tahunnya."))
        if number and not reported and "wlkp_date" not in self.errors:
            self.add_error("wlkp_date", _("Isi tanggal lapor WLKP."))
        if reported and not number and "wlkp_number" not in self.errors:
            self.add_error("wlkp_number", _("Isi nomor WLKP."))
        return data


class PlaceForm(StepForm):
    """What the company does, where, and how to reach it."""

    step = STEPS[1]
    industry = GroupedChoiceField(
        rows=industries,
        label=gettext_lazy("Lapangan usaha (KBLI)"),
        required=False,
        narrow=gettext_lazy("Kelompok usaha"),
        empty_label=gettext_lazy("Pilih lapangan usaha"),
        help_text=gettext_lazy("Dua angka pertama kode KBLI di NIB."),
    )
    area = GroupedChoiceField(
        rows=villages,
        label=gettext_lazy("Desa atau kelurahan"),
        required=False,
        narrow=gettext_lazy("Kecamatan"),
        empty_label=gettext_lazy("Pilih desa atau kelurahan"),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telepon"),
        required=False,
        max_length=20,
        validators=[is_telephone],
        help_text=gettext_lazy("Petugas menghubungi nomor ini bila ada pertanyaan."),
    )
    website = forms.URLField(
        label=gettext_lazy("Situs"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Tulis alamat situs, contoh contoh.co.id.")},
    )

    class Meta(StepForm.Meta):
        fields = ["industry", "area", "address", "phone", "email", "website"]
        labels = {"address": gettext_lazy("Alamat"), "email": gettext_lazy("Email perusahaan")}
        help_texts = {"address": gettext_lazy("Nama jalan atau dusun, nomor, dan patokan.")}


class AboutForm(StepForm):
    """What the company tells job seekers about itself."""

    step = STEPS[2]
    description = LongTextField(
        label=gettext_lazy("Tentang perusahaan"),
        required=False,
        max_length=8000,
    )

    class Meta(StepForm.Meta):
        fields = ["description", "employees"]
        labels = {"employees": gettext_lazy("Jumlah pekerja")}


class SubmissionForm(forms.Form):
    """Ask for verification; the second time a company may explain itself."""

    note = LongTextField(
        label=gettext_lazy("Penjelasan untuk petugas"),
        required=False,
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class InvitationForm(forms.Form):
    """Whom to invite to the team, and as what."""

    wait: int | None = None  # set when a limit refused it
    contact = ContactField(label=gettext_lazy("Email atau nomor HP yang diundang"))
    role = forms.ChoiceField(
        label=gettext_lazy("Peran"),
        choices=MemberRole.choices,
        initial=MemberRole.RECRUITER,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    @staticmethod
    def count(person: User, contact: Contact) -> None:
        """Count a message to a stranger; raises TooManyAttemptsError."""
        limits.take("invite", person=str(person.pk), target=contact.address)

    def clean(self) -> dict[str, Any]:
        """Count the attempt once everything else is right."""
        data = super().clean() or {}
        if not self.errors:
            try:
                self.count(self.person, data["contact"])
            except limits.TooManyAttemptsError as refused:
                self.wait = refused.wait
                raise
        return data


FORMS: dict[str, type[StepForm]] = {
    form.step.slug: form for form in (IdentityForm, PlaceForm, AboutForm)
}
