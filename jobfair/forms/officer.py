"""What officers type about a fair, its times and its rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobfair.models import Fair
from jobfair.services.drafts import FIELDS
from jobfair.services.fairs import TIMES
from jobs.forms.fields import WholeNumberField
from sikas.reference.enums import EducationLevel
from sikas.ui.form_fields import LongTextField, OneLineField
from sikas.ui.moments import ClockField, MomentField
from sikas.workflow.models import MAX_REASON


def _label(name: str) -> str:
    label = str(Fair._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _moment(name: str, help_text: Any = "") -> MomentField:
    return MomentField(label=_label(name), help_text=help_text)


class FairForm(forms.Form):
    """A draft; what fits together is judged by the service."""

    name = OneLineField(label=_("Nama"), max_length=120)
    venue = OneLineField(
        label=_("Tempat"),
        max_length=200,
        required=False,
        help_text=_("Bila ada aula bagi yang datang sendiri."),
    )
    about = LongTextField(label=_("Tentang"), max_length=4000, required=False)
    catalogue_at = _moment("catalogue_at", _("Sejak itu semua orang melihat stan dan jabatan."))
    registration_at = _moment("registration_at")
    opens_at = _moment("opens_at")
    closes_at = _moment(
        "closes_at", _("Paling lama 8 hari. Lamaran yang tiba sebelumnya dihitung.")
    )
    morning_from = ClockField(label=_("Pagi, dari"))
    morning_until = ClockField(label=_("Pagi, sampai"))
    afternoon_from = ClockField(label=_("Siang, dari"))
    afternoon_until = ClockField(label=_("Siang, sampai"))
    quota = WholeNumberField(label=_("Lamaran paling banyak per orang"), min_value=1, max_value=100)
    outcome_days = WholeNumberField(
        label=_("Perusahaan menjawab dalam (hari)"), min_value=1, max_value=60
    )
    residents_only = forms.BooleanField(label=_("Hanya penduduk daerah ini"), required=False)
    age_min = WholeNumberField(
        label=_("Usia terendah"), min_value=15, max_value=100, required=False
    )
    age_max = WholeNumberField(
        label=_("Usia tertinggi"), min_value=15, max_value=100, required=False
    )
    education = forms.TypedChoiceField(
        label=_("Pendidikan terendah"),
        choices=[("", _("Semua")), *EducationLevel.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    is_rehearsal = forms.BooleanField(
        label=_("Gladi bersih"),
        required=False,
        help_text=_("Tidak ada di daftar umum, dan boleh bersamaan dengan job fair lain."),
    )

    field_order = FIELDS

    @property
    def parts(self) -> list[tuple[Any, list[Any]]]:
        """Return the fields under their headings."""
        names = list(FIELDS)
        headings = (
            (_("Nama dan tempat"), 3),
            (_("Waktu"), len(TIMES)),
            (_("Jam langsung tiap hari"), 4),
            (_("Aturan"), len(names)),
        )
        parts = []
        for heading, number in headings:
            parts.append((heading, [self[name] for name in names[:number]]))
            del names[:number]
        return parts


class AnnounceForm(forms.Form):
    """Whether those who took part last time are invited along."""

    invite_former = forms.BooleanField(required=False, initial=True)


class ReasonForm(forms.Form):
    """Why; everybody reads it."""

    reason = LongTextField(label=_("Alasan"), max_length=400, widget=forms.Textarea({"rows": 3}))


class PlainForm(forms.Form):
    """Nothing to type."""


class ExtendForm(ReasonForm):
    """Until when a fair runs, and why so long."""

    until = MomentField(label=_("Ditutup"))
    field_order = ("until", "reason")


class RescheduleForm(ReasonForm):
    """The new times, and why they are new."""

    catalogue_at = _moment("catalogue_at")
    registration_at = _moment("registration_at")
    opens_at = _moment("opens_at")
    closes_at = _moment("closes_at")
    field_order = (*TIMES, "reason")


class AnnouncementForm(forms.Form):
    """What everybody in the fair is told, and until when."""

    text = LongTextField(label=_("Pengumuman"), max_length=500, widget=forms.Textarea({"rows": 3}))
    until = MomentField(
        label=_("Tampil sampai"), required=False, help_text=_("Kosong: sampai Anda menurunkannya.")
    )


class BoothReasonForm(forms.Form):
    """Why a booth is suspended; the company reads it."""

    reason = LongTextField(
        label=_("Alasan untuk perusahaan"),
        max_length=MAX_REASON,
        widget=forms.Textarea({"rows": 4}),
    )
