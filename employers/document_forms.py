"""Forms of a company's documents: one box for each kind that may be changed now."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from employers.enums import DocumentKind
from employers.models import Company
from employers.profile import is_editable
from sikas.documents.enums import DOCUMENTS
from sikas.ui.uploads import FilesField

UPLOAD = "unggah"  # the id of the form, to which the boxes in the sections belong
LABELS = {
    DocumentKind.NIB: gettext_lazy("Tambah berkas NIB"),
    DocumentKind.NPWP: gettext_lazy("Tambah berkas NPWP"),
    DocumentKind.WLKP: gettext_lazy("Tambah bukti WLKP"),
    DocumentKind.OTHER: gettext_lazy("Tambah dokumen lain"),
}
HINTS = {
    DocumentKind.NIB: gettext_lazy("Unduh dari oss.go.id. Semua halaman, termasuk KBLI."),
    DocumentKind.NPWP: gettext_lazy("Kartu atau surat keterangan terdaftar atas nama perusahaan."),
    DocumentKind.WLKP: gettext_lazy("Tanda bukti lapor dari wajiblapor.kemnaker.go.id, bila ada."),
    DocumentKind.OTHER: gettext_lazy("Akta, izin usaha, atau izin P3MI, bila diminta petugas."),
}


class DocumentsForm(forms.Form):
    """Files of every kind, several in each box."""

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in DocumentKind:
            if is_editable(company, kind.subject):
                self.fields[kind.value] = FilesField(label=LABELS[kind], required=False)
                self.fields[kind.value].widget.attrs["form"] = UPLOAD

    def clean(self) -> dict[str, Any]:
        """Refuse a form without any file."""
        data = super().clean() or {}
        if not any(data.values()):
            raise ValidationError(_("Pilih berkasnya dulu."))
        return data


class ReplacementForm(forms.Form):
    """One file in the place of another."""

    file = forms.FileField(
        label=gettext_lazy("Berkas pengganti"),
        allow_empty_file=True,  # the service has words for it
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(DOCUMENTS))}),
    )
