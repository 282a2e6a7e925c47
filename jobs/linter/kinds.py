"""What the linter objects to, why, after which rule, and what a company can do about it."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """A reason to look twice."""

    FEE = "fee", _("Pungutan")
    PAPERS = "papers", _("Penahanan ijazah")
    AGE = "age", _("Batas usia")
    SEX = "sex", _("Jenis kelamin")
    LOOKS = "looks", _("Penampilan")
    HEIGHT = "height", _("Tinggi atau berat badan")
    MARITAL = "marital", _("Status kawin")
    ORIGIN = "origin", _("Suku atau agama")
    DISABILITY = "disability", _("Disabilitas")
    CONTACT = "contact", _("Lamaran lewat WhatsApp")
    PAY = "pay", _("Upah di bawah upah minimum")


@dataclass(frozen=True)
class About:
    """What people read about a kind; a blocking one stops the submission."""

    explanation: str | Promise
    source: str | Promise
    advice: str | Promise
    blocks: bool = False


_EQUAL = _("Surat Edaran Menteri Ketenagakerjaan M/6/HK.04/V/2025")
_EXPLAIN = _(
    "Hapus bagian ini. Bila pekerjaan ini memang memerlukannya, pindahkan ke isian "
    "“Syarat pribadi” dan tulis alasannya."
)

ABOUT = {
    Kind.FEE: About(
        _("Pelamar tidak boleh diminta membayar apa pun: tanpa biaya, jaminan, atau transfer."),
        _("Standar layanan: melamar selalu gratis"),
        _(
            "Hapus bagian ini. Lowongan belum dapat diajukan selama bagian ini ada. Bila ini "
            "bukan pungutan kepada pelamar, tulis dengan kata lain atau hubungi kami."
        ),
        blocks=True,
    ),
    Kind.PAPERS: About(
        _("Ijazah dan dokumen pribadi pekerja tidak boleh ditahan sebagai jaminan."),
        _("Surat Edaran Menteri Ketenagakerjaan M/5/HK.04.00/V/2025"),
        _("Hapus bagian ini. Cukup minta salinan ijazah."),
    ),
    Kind.AGE: About(
        _("Usia tidak boleh menjadi syarat, kecuali sifat pekerjaannya memerlukan."),
        _EQUAL,
        _EXPLAIN,
    ),
    Kind.SEX: About(
        _("Laki-laki dan perempuan punya kesempatan yang sama atas setiap pekerjaan."),
        _("UU 13/2003 pasal 5"),
        _EXPLAIN,
    ),
    Kind.LOOKS: About(
        _("Penampilan tidak boleh menjadi syarat, kecuali sifat pekerjaannya memerlukan."),
        _EQUAL,
        _EXPLAIN,
    ),
    Kind.HEIGHT: About(
        _("Ukuran badan tidak boleh menjadi syarat, kecuali sifat pekerjaannya memerlukan."),
        _EQUAL,
        _EXPLAIN,
    ),
    Kind.MARITAL: About(
        _("Status kawin dan kehamilan tidak boleh menjadi syarat."), _EQUAL, _EXPLAIN
    ),
    Kind.ORIGIN: About(
        _("Suku, agama, dan asal tidak boleh menjadi syarat."),
        _("UU 13/2003 pasal 5 dan 6"),
        _EXPLAIN,
    ),
    Kind.DISABILITY: About(
        _("Penyandang disabilitas berhak melamar pekerjaan apa pun yang dapat dilakukannya."),
        _("UU 8/2016 pasal 11"),
        _("Hapus bagian ini. Tulis kemampuan yang diperlukan pekerjaan ini."),
    ),
    Kind.CONTACT: About(
        _("Lamaran yang hanya lewat WhatsApp tidak meninggalkan bukti bagi pelamar."),
        _("Standar layanan: setiap lamaran mendapat jawaban"),
        _("Hapus nomor dari uraian. Pelamar melihat kontak perusahaan setelah dipanggil."),
    ),
    Kind.PAY: About(
        _("Upah kerja penuh waktu tidak boleh di bawah upah minimum kabupaten."),
        _("UU 13/2003 pasal 88E, sebagaimana diubah UU 6/2023"),
        _("Naikkan upah, atau pilih jenis kerja yang sesuai."),
    ),
}
