"""The form of a seeker's documents: one box for each kind."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seekers.enums import SINGLE_DOCUMENTS, DocumentKind
from seekers.services.documents import ACCEPTED
from sikas.ui.uploads import FilesField

LABELS = {
    DocumentKind.KTP: (gettext_lazy("Unggah KTP"), gettext_lazy("Ganti KTP")),
    DocumentKind.DIPLOMA: (gettext_lazy("Unggah ijazah"), gettext_lazy("Ganti ijazah")),
    DocumentKind.PHOTO: (gettext_lazy("Unggah pas foto"), gettext_lazy("Ganti pas foto")),
    DocumentKind.CV: (gettext_lazy("Unggah CV"), gettext_lazy("Ganti CV")),
    DocumentKind.CERTIFICATE: (gettext_lazy("Tambah sertifikat"),) * 2,
}
HINTS = {
    DocumentKind.KTP: gettext_lazy("Foto KTP asli, semua sudut terlihat dan terbaca."),
    DocumentKind.DIPLOMA: gettext_lazy("Ijazah terakhir, difoto tegak lurus dari atas."),
    DocumentKind.PHOTO: gettext_lazy("JPEG atau PNG. Wajah dari depan, latar polos."),
    DocumentKind.CV: gettext_lazy("Bila sudah punya. SIKAS juga membuatkan CV dari profil Anda."),
    DocumentKind.CERTIFICATE: gettext_lazy("Boleh beberapa berkas sekaligus, paling banyak 10."),
}


class DocumentsForm(forms.Form):
    """Files of every kind; boxes of single kinds take one, that of certificates several."""

    def __init__(self, *args: Any, there: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in DocumentKind:
            field = FilesField(
                label=LABELS[kind][kind in there],
                help_text=HINTS[kind],
                accept=ACCEPTED[kind],
                required=False,
            )
            field.widget.attrs["multiple"] = kind not in SINGLE_DOCUMENTS
            self.fields[kind.value] = field

    def clean(self) -> dict[str, Any]:
        """Refuse a form without any file, and several files where there is room for one."""
        data = super().clean() or {}
        if not any(data.values()) and not self.errors:
            raise ValidationError(_("Pilih berkasnya dulu."))
        for kind in SINGLE_DOCUMENTS:
            if len(data.get(kind.value, ())) > 1:
                self.add_error(kind.value, _("Pilih satu berkas saja."))
        return data
