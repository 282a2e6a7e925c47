"""Made-up content for the component page, so that every component shows every state."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from jobs.linter import lint_text
from sikas import clock
from sikas.origins import Origin
from sikas.ui.charts import bar_chart
from sikas.ui.uploads import FileCard, FilesField
from sikas.ui.widgets import DateParts

LONGEST_NOTE = 200

TAGS = (
    ("quiet", _("Belum diajukan")),
    ("wait", _("Diperiksa")),
    ("fix", _("Perlu perbaikan")),
    ("good", _("Terbit")),
    ("info", _("Dipanggil")),
    ("bad", _("Ditolak")),
)
ORIGIN = Origin(
    columns=frozenset(),
    words="",
    about="Nomor di Kemnaker: 4711, terhubung sejak 23 November 2026.",
    note="",
    url="",
    remedy="Ada yang salah? Perbaiki di akun SIAPkerja Anda. Di sini menyusul sendiri.",
)
NOTICES = (
    ("success", _("Tersimpan"), _("Nomor HP Anda sudah diganti.")),
    ("info", _("Jadwal"), _("Loket tutup pada hari libur nasional.")),
    ("warning", _("Perhatian"), _("Jangan berikan kode kepada siapa pun.")),
    ("error", _("Belum terkirim"), _("Lamaran belum terkirim. Isian Anda tersimpan. Coba lagi.")),
)
SCOPES = ((_("Di Asahan (157)"), "#isi", True), (_("Seluruh Indonesia"), "#isi", False))
CHIPS = (
    (_("Kecamatan"), _("Meranti"), "#isi"),
    (_("Asal lowongan"), _("Karirhub Kemnaker"), "#isi"),
)
SOURCES = (_("Karirhub Kemnaker"), _("Kemnaker"))
FOUND = (*lint_text("Biaya administrasi ditanggung pelamar"), *lint_text("Usia maks. 25 tahun"))
CHART = bar_chart(
    name="contoh-grafik",
    title=_("Lamaran per jam"),
    points=[(f"{hour:02}.00", hour * (24 - hour) % 17) for hour in range(24)],
)
STEPS = (
    {"label": _("Data diri"), "state": "done"},
    {"label": _("Pendidikan"), "state": "now"},
    {"label": _("Periksa dan kirim"), "state": "next"},
)
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'%3E"
    "%3Crect width='4' height='3' fill='%230b5d46'/%3E%3C/svg%3E"
)
FILE_CARDS = (
    FileCard("NIB PT Contoh Jaya.pdf", "2 halaman · 214 KB · 23 November 2026, 08.30 WIB", "#isi"),
    FileCard("npwp.jpg", "gambar · 480 KB · 23 November 2026", "#isi", "/static/img/card.png"),
)


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label=_("Nama lengkap"), help_text=_("Seperti di KTP."), max_length=150)
    password = forms.CharField(label=_("Kata sandi"), widget=forms.PasswordInput)
    code = forms.CharField(label=_("Kode dari pesan"), max_length=6)
    education = forms.ChoiceField(
        label=_("Pendidikan terakhir"),
        choices=[("", _("Pilih")), ("sma", "SMA/MA"), ("smk", "SMK"), ("s1", "S1")],
    )
    kind = forms.ChoiceField(
        label=_("Saya mendaftar sebagai"),
        choices=[("seeker", _("Pencari kerja")), ("company", _("Perusahaan"))],
        widget=forms.RadioSelect,
    )
    born = forms.DateField(
        label=_("Tanggal lahir"), help_text=_("Contoh: 23 11 1999"), widget=DateParts(birthday=True)
    )
    skills = forms.MultipleChoiceField(
        label=_("Keahlian"),
        required=False,
        choices=[("panen", _("Panen sawit")), ("las", _("Las")), ("kasir", _("Kasir"))],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("Catatan"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    diploma = FilesField(label=_("Ijazah"))
    agree = forms.BooleanField(label=_("Saya menyetujui pemberitahuan privasi"))


def timeline() -> list[dict[str, Any]]:
    """Return the history of a case, newest first."""
    now = clock.now()
    return [
        {
            "title": _("Perlu perbaikan"),
            "at": now,
            "by": _("Petugas loket"),
            "note": _("Foto KTP buram. Unggah lagi."),
        },
        {"title": _("Diperiksa"), "at": now - timedelta(hours=3), "by": "", "note": ""},
        {"title": _("Diajukan"), "at": now - timedelta(days=1), "by": "", "note": ""},
    ]


def page() -> Page[int]:
    """Return the fifth of twelve pages."""
    return Paginator(range(240), 20).page(5)
