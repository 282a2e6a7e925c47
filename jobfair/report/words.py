"""What the numbers of a report are called, and what each of them means."""

from django.utils.translation import gettext_lazy as _

HIDDEN = "*"  # stands where a number would point to people

SUMMARY = {
    "companies": _("Perusahaan"),
    "positions": _("Jabatan"),
    "openings": _("Jumlah kebutuhan (orang)"),
    "registered": _("Peserta terdaftar"),
    "applicants": _("Pelamar"),
    "applications": _("Lamaran"),
    "withdrawn": _("Lamaran ditarik"),
    "answered": _("Lamaran dijawab"),
    "hired": _("Diterima bekerja"),
}
PEOPLE = {
    "district": _("Kecamatan"),
    "sex": _("Jenis kelamin"),
    "age": _("Usia pada hari pembukaan"),
    "education": _("Pendidikan"),
    "disability": _("Disabilitas"),
    "way": _("Jalan masuk"),
}
DEFINITIONS = (
    (
        _("Perusahaan"),
        _("Stan yang pernah siap dan tampil selama job fair, dihitung satu kali."),
    ),
    (
        _("Jabatan"),
        _("Lowongan yang disetujui petugas dan tampil di stan selama job fair."),
    ),
    (_("Jumlah kebutuhan"), _("Orang yang dicari untuk jabatan itu, saat laporan dibekukan.")),
    (
        _("Pelamar"),
        _("Orang dengan paling sedikit satu lamaran yang tidak ditarik selama job fair."),
    ),
    (
        _("Lamaran"),
        _(
            "Lamaran yang tiba antara pembukaan dan penutupan dan tidak ditarik selama job fair."
            " Yang ditarik selama job fair ditulis terpisah."
            " Yang ditarik sesudahnya tetap dihitung."
        ),
    ),
    (
        _("Lamaran dijawab"),
        _(
            "Lamaran yang mendapat panggilan, wawancara, tawaran, atau keputusan."
            " Tingkat jawaban = lamaran dijawab ÷ lamaran."
        ),
    ),
    (
        _("Waktu jawaban"),
        _("Median waktu dari tibanya lamaran sampai jawaban pertama, dari yang dijawab."),
    ),
    (
        _("Diterima bekerja"),
        _("Pelamar yang dilaporkan diterima dan penerimaannya tidak dibatalkan."),
    ),
    (
        _("Pelamar menurut kelompok"),
        _("Keadaan dalam lamaran pertama orang itu. Disabilitas hanya bila dibuka oleh orangnya."),
    ),
    (
        _("Versi"),
        _(
            "Angka dibekukan sesudah penutupan, lalu 14, 30, dan 60 hari kemudian, sebab hasil"
            " lamaran baru diketahui belakangan. Angka yang sudah dibekukan tidak berubah."
        ),
    ),
)
SUPPRESSION = (
    _("Tanda *"),
    _(
        "Angka 1 sampai 4 tidak ditampilkan agar tidak menunjuk orang. Beberapa angka lain ikut"
        " disamarkan supaya angka kecil itu tidak dapat dihitung dari jumlahnya."
    ),
)


def version_name(version: int) -> str:
    """Return what a version is called: at the end, or so many days after it."""
    return str(_("Saat penutupan") if version == 0 else _("%d hari sesudahnya") % version)
