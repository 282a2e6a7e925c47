"""Forms of a company's booth: they parse, and say what is wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from employers.models import Member
from jobfair.calendar import Span
from jobfair.models import Booth
from jobs.forms.fields import WholeNumberField
from sikas.documents.enums import IMAGES
from sikas.ui.form_fields import LongTextField
from sikas.ui.formats import format_date

MOST_WANTED = 100_000  # applications; more is a slip of the finger
TIME_FORMATS = ["%H.%M", "%H:%M", "%H", "%H%M"]  # keypads of phones lack signs


class WelcomeForm(forms.Form):
    """What the booth says to visitors."""

    about = LongTextField(
        label=gettext_lazy("Sambutan untuk pengunjung"),
        max_length=Booth._meta.get_field("about").max_length,
        required=False,
        help_text=gettext_lazy("Misalnya siapa yang dicari, dan apa yang membuat betah bekerja."),
    )


class LogoForm(forms.Form):
    """The company's logo."""

    logo = forms.FileField(
        label=gettext_lazy("Berkas logo"),
        allow_empty_file=True,  # the service has words for it
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(IMAGES))}),
        help_text=gettext_lazy("JPEG atau PNG, paling besar 10 MB."),
    )


class StaffForm(forms.Form):
    """Who stands in the booth."""

    members = forms.MultipleChoiceField(
        label=gettext_lazy("Siapa yang menjaga"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, team: Sequence[Member]) -> None:
        super().__init__(data, initial={"members": [m.pk for m in team if vars(m)["stands"]]})
        self._team = {str(member.pk): member for member in team}
        self.fields["members"].choices = [  # type: ignore[attr-defined]
            (key, _name(member)) for key, member in self._team.items()
        ]

    @property
    def chosen(self) -> list[Member]:
        """The members that a valid form names."""
        return [self._team[key] for key in self.cleaned_data["members"]]


class CapForm(forms.Form):
    """How many applications a position takes at most."""

    cap = WholeNumberField(
        label=gettext_lazy("Lamaran paling banyak"),
        required=False,
        min_value=1,
        max_value=MOST_WANTED,
        help_text=gettext_lazy("Kosong: tanpa batas."),
    )


class HoursForm(forms.Form):
    """When the booth is staffed: from and until for each of the fair's live spans."""

    def __init__(
        self, data: Any = None, *, windows: Sequence[Span], chosen: Iterable[Span] = ()
    ) -> None:
        super().__init__(data)
        self.windows = windows
        taken: Mapping[Span | None, Span] = {span.home(windows): span for span in chosen}
        self.is_stale = None in taken  # the fair's hours changed after they were chosen
        for place, window in enumerate(windows):
            span = taken.get(window)
            self._box(f"starts_{place}", _("Dari"), span and f"{span.starts:%H.%M}")
            self._box(f"ends_{place}", _("Sampai"), span and f"{span.ends:%H.%M}")

    def _box(self, name: str, label: str, initial: str | None) -> None:
        self.fields[name] = forms.TimeField(
            label=label,
            required=False,
            initial=initial or "",
            input_formats=TIME_FORMATS,
            widget=forms.TextInput(
                attrs={"size": 6, "inputmode": "numeric", "autocomplete": "off"}
            ),
            error_messages={"invalid": _("Tulis jam, contoh 08.30.")},
        )

    def rows(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        """Yield each span of the fair in words, with its two boxes."""
        for place, window in enumerate(self.windows):
            words = f"{format_date(window.day)}, {hours_words(window)}"
            yield words, self[f"starts_{place}"], self[f"ends_{place}"]

    def clean(self) -> dict[str, Any]:
        """Refuse half a span, one that ends before it begins, and one outside of the fair's."""
        data = super().clean() or {}
        for place, window in enumerate(self.windows):
            boxes = (f"starts_{place}", f"ends_{place}")
            if not any(box in self.errors for box in boxes):
                self._judge(boxes, data[boxes[0]], data[boxes[1]], window)
        return data

    def _judge(self, boxes: tuple[str, str], starts: Any, ends: Any, window: Span) -> None:
        if (starts is None) != (ends is None):
            self.add_error(boxes[starts is not None], _("Isi keduanya, atau kosongkan keduanya."))
        elif starts is not None and starts >= ends:
            self.add_error(boxes[1], _("Jam selesai harus sesudah jam mulai."))
        elif starts is not None and Span(window.day, starts, ends).home([window]) is None:
            self.add_error(boxes[0], _("Isi jam di antara %s.") % hours_words(window))

    @property
    def spans(self) -> list[Span]:
        """What a valid form says."""
        given = [
            (window, self.cleaned_data[f"starts_{place}"], self.cleaned_data[f"ends_{place}"])
            for place, window in enumerate(self.windows)
        ]
        return [Span(window.day, starts, ends) for window, starts, ends in given if starts]


def hours_words(span: Span) -> str:
    """Return `09.00–12.00`."""
    return f"{span.starts:%H.%M}–{span.ends:%H.%M}"


def _name(member: Member) -> str:
    if member.user.last_login is None:
        return _("%s (belum pernah masuk)") % member.user.name
    return member.user.name
