"""What a seeker decides when applying, and afterwards."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.models.applications import MAX_LETTER
from seekers.enums import DocumentKind
from seekers.models import Seeker, SeekerDocument
from sikas.ui.form_fields import LongTextField


class ApplyForm(forms.Form):
    """What goes along with the profile; `key` makes the same form sent twice one application."""

    key = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    documents = forms.MultipleChoiceField(
        label=_("Dokumen yang ikut dikirim"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Dokumen ini tidak ada lagi di profil Anda. Periksa pilihan Anda.")
        },
    )
    letter = LongTextField(
        label=_("Pesan kepada perusahaan"),
        required=False,
        max_length=MAX_LETTER,
        help_text=_("Misalnya mengapa Anda cocok, atau kapan dapat mulai."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, seeker: Seeker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seeker = seeker
        self.initial.setdefault("key", str(uuid4()))
        papers: Any = self.fields["documents"]
        papers.choices = self._papers  # asked when they are shown or when one was chosen

    def _papers(self) -> list[tuple[int, str]]:
        own = SeekerDocument.objects.filter(seeker_id=self._seeker.pk)
        rows = own.exclude(kind=DocumentKind.KTP).select_related("file")
        return [(row.pk, f"{row} – {row.file.original_name}") for row in rows]

    @property
    def name(self) -> UUID:
        """Return the form's name; a new one when somebody has made it illegible."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()

    @property
    def chosen(self) -> list[int]:
        """Return the keys of the chosen documents."""
        return [int(key) for key in self.cleaned_data["documents"]]
