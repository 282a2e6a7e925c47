"""Forms of what a company does with applicants, one or many at once."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.deadlines import today
from jobs.enums import ApplicationState, InterviewKind, PlacementKind, RejectReason
from jobs.forms.fields import WholeNumberField, WordsField
from jobs.models import Interview, ReplyTemplate
from jobs.models.applications import MAX_REJECT_NOTE
from jobs.models.interviews import MAX_MINUTES
from jobs.models.replies import MAX_MESSAGE, MAX_NOTE
from jobs.services.deciding import MAX_TAGS, STAGES
from jobs.services.interviews import Plan
from sikas import clock
from sikas.ui.form_fields import LongTextField, MoneyField, OneLineField
from sikas.ui.widgets import DateParts

MAX_TAG = 30
STARTS_WITHIN = timedelta(days=365)  # before or after today
BRACES = gettext_lazy("{nama}, {lowongan}, dan {perusahaan} diisi sendiri.")
DATE = {"invalid": gettext_lazy("Tulis tanggal, contoh 23 11 2026.")}


class MoveForm(forms.Form):
    """To which stage."""

    to = forms.ChoiceField(
        label=gettext_lazy("Pindahkan ke tahap"),
        choices=[(state.value, state.label) for state in STAGES],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih tahapnya."),
            "invalid_choice": gettext_lazy(
                "Tahap itu tidak dikenal. Pilih salah satu tahap di bawah."
            ),
        },
    )

    def clean_to(self) -> ApplicationState:
        """Return the stage."""
        return ApplicationState(self.cleaned_data["to"])


class MessageForm(forms.Form):
    """What is written to applicants."""

    text = LongTextField(label=gettext_lazy("Pesan"), max_length=MAX_MESSAGE, help_text=BRACES)


class OfferForm(MessageForm):
    """What is offered, in words."""

    field_order = ("text",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Isi tawaran")


class RejectForm(forms.Form):
    """Why somebody was not selected."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Alasan yang dibaca pelamar"),
        choices=RejectReason,
        widget=forms.RadioSelect,
    )
    text = LongTextField(
        label=gettext_lazy("Penjelasan untuk pelamar"),
        max_length=MAX_REJECT_NOTE,
        required=False,
        help_text=BRACES,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the reason says nothing."""
        data = super().clean() or {}
        if data.get("reason") == RejectReason.OTHER and not data.get("text"):
            self.add_error("text", _("Tulis alasannya dengan kata-kata Anda."))
        return data


class TagForm(forms.Form):
    """Tags to put on and to take off."""

    add = WordsField(
        label=gettext_lazy("Label yang ditambahkan"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Pisahkan dengan koma. Hanya tim Anda yang melihatnya."),
    )
    remove = WordsField(label=gettext_lazy("Label yang dilepas"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """Refuse words that are too long, and nothing at all."""
        data = super().clean() or {}
        add, remove = data.get("add") or [], data.get("remove") or []
        if not self.errors and not add and not remove:
            self.add_error("add", _("Tulis paling sedikit satu label."))
        if any(len(tag) > MAX_TAG for tag in add) or len(add) > MAX_TAGS:
            self.add_error("add", _("Satu label paling panjang %s huruf.") % MAX_TAG)
        return data


class InterviewForm(forms.Form):
    """When, how and where."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Cara wawancara"), choices=InterviewKind, widget=forms.RadioSelect
    )
    day = forms.DateField(label=gettext_lazy("Tanggal"), widget=DateParts(), error_messages=DATE)
    time = forms.TimeField(
        label=gettext_lazy("Jam"),
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TextInput(attrs={"size": 6, "inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("Contoh 08.30, waktu setempat (WIB)."),
        error_messages={"invalid": gettext_lazy("Tulis jam, contoh 08.30.")},
    )
    minutes = WholeNumberField(
        label=gettext_lazy("Lama (menit)"), min_value=5, max_value=MAX_MINUTES, initial=30
    )
    where = OneLineField(label=gettext_lazy("Alamat, nomor telepon, atau tautan"), max_length=500)
    text = LongTextField(
        label=gettext_lazy("Catatan untuk pelamar"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Misalnya apa yang perlu dibawa, dan siapa yang ditemui."),
    )
    gap = WholeNumberField(
        label=gettext_lazy("Jarak antarpelamar (menit)"),
        min_value=0,
        max_value=MAX_MINUTES,
        required=False,
        help_text=gettext_lazy("Kosong: semua diundang pada jam yang sama."),
    )

    def clean(self) -> dict[str, Any]:
        """Put day and time together, and look whether they are ahead."""
        data = super().clean() or {}
        if "day" in data and "time" in data:
            begins = timezone.make_aware(datetime.combine(data["day"], data["time"]))
            if begins <= clock.now():
                self.add_error("day", _("Waktu ini sudah lewat. Pilih waktu yang akan datang."))
            data["starts_at"] = begins
        where, kind = data.get("where", ""), data.get("kind")
        if kind == InterviewKind.LINK and where and not where.startswith("https://"):
            self.add_error("where", _("Tulis tautan lengkap yang diawali https://."))
        return data

    @property
    def plan(self) -> Plan:
        """What a valid form says."""
        data = self.cleaned_data
        return Plan(
            kind=InterviewKind(data["kind"]),
            starts_at=data["starts_at"],
            where=data["where"],
            minutes=data["minutes"],
            note=data["text"],
            gap=data.get("gap") or 0,
        )

    @classmethod
    def of(cls, interview: Interview, posted: Any = None) -> "InterviewForm":
        """Return the form that changes an interview of one applicant."""
        begins = timezone.localtime(interview.starts_at)
        form = cls(
            posted,
            initial={
                "kind": interview.kind,
                "day": begins.date(),
                "time": f"{begins:%H.%M}",
                "minutes": interview.minutes,
                "where": interview.where,
                "text": interview.note,
            },
        )
        del form.fields["gap"]
        return form


class CancelForm(forms.Form):
    """Why an interview is called off."""

    text = LongTextField(label=gettext_lazy("Alasan untuk pelamar"), max_length=500, required=False)


class HireForm(forms.Form):
    """From when somebody works, where, and for how much."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis penempatan"), choices=PlacementKind, widget=forms.RadioSelect
    )
    started_on = forms.DateField(
        label=gettext_lazy("Mulai bekerja"), widget=DateParts(), error_messages=DATE
    )
    wage = MoneyField(
        label=gettext_lazy("Upah sebulan"),
        required=False,
        help_text=gettext_lazy("Boleh dikosongkan. Hanya untuk laporan penempatan."),
    )

    def clean_started_on(self) -> Any:
        """Refuse a day that is a slip of the finger."""
        day = self.cleaned_data["started_on"]
        if abs(day - today()) > STARTS_WITHIN:
            raise ValidationError(
                _("Periksa lagi tanggalnya: paling jauh satu tahun dari sekarang.")
            )
        return day

    def clean_kind(self) -> PlacementKind:
        """Return the kind."""
        return PlacementKind(self.cleaned_data["kind"])


class FilledForm(forms.Form):
    """What those read who still wait when a vacancy is filled."""

    text = LongTextField(
        label=gettext_lazy("Penjelasan untuk pelamar lain"),
        max_length=MAX_REJECT_NOTE,
        required=False,
        help_text=BRACES,
    )


class NoteForm(forms.Form):
    """What the team says about an applicant."""

    text = LongTextField(
        label=gettext_lazy("Catatan tim"),
        max_length=MAX_NOTE,
        error_messages={"required": gettext_lazy("Tulis catatannya dulu.")},
    )


class ReplyForm(forms.ModelForm):
    """A text to use again."""

    class Meta:
        model = ReplyTemplate
        fields = ["title", "text"]
        labels = {"text": gettext_lazy("Teks pesan")}
        field_classes = {"title": OneLineField, "text": LongTextField}
        help_texts = {"text": BRACES}
