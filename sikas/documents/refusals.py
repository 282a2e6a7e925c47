"""What people read when a file is not taken: what is the matter, and what to do."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

AGAIN = _("Berkas belum tersimpan karena sistem sedang sibuk. Coba lagi sebentar lagi.")
MESSAGES = {
    "empty": _("Berkas ini kosong. Pilih berkasnya sekali lagi."),
    "too_large": _(
        "Berkas ini lebih dari 10 MB. Foto ulang dengan ukuran lebih kecil, atau simpan PDF dengan "
        "mutu lebih rendah."
    ),
    "unknown": _("Jenis berkas ini tidak dapat dibaca. Unggah PDF, JPEG, atau PNG."),
    "program": _("Berkas ini program, bukan dokumen. Unggah PDF, JPEG, atau PNG."),
    "heic": _(
        "Foto ini berformat HEIC (iPhone). Buka Pengaturan → Kamera → Format → Paling Kompatibel, "
        "lalu foto ulang. Tangkapan layar fotonya juga bisa."
    ),
    "picture": _("Format gambar ini belum dapat dibaca. Simpan sebagai JPEG atau PNG."),
    "office": _("Ini dokumen Word atau Excel. Buka, simpan sebagai PDF, lalu unggah PDF-nya."),
    "archive": _("Ini berkas arsip. Buka arsipnya, lalu unggah isinya satu per satu."),
    "media": _("Ini video atau rekaman suara. Unggah PDF, JPEG, atau PNG."),
    "only_images": _("Di sini perlu foto atau gambar. Unggah JPEG atau PNG, bukan PDF."),
    "only_pdf": _("Di sini perlu PDF. Simpan gambar Anda sebagai PDF, lalu unggah."),
    "polyglot": _(
        "Berkas ini menyimpan berkas lain di dalamnya. Foto atau pindai ulang, lalu unggah."
    ),
    "too_many_pixels": _(
        "Gambar ini terlalu besar untuk dibuka. Foto ulang dengan resolusi lebih kecil, atau "
        "unggah tangkapan layarnya."
    ),
    "heavy_image": _(
        "Gambar ini terlalu rumit untuk dibaca. Buka, ambil tangkapan layarnya, lalu unggah itu."
    ),
    "damaged_image": _(
        "Gambar ini rusak atau tidak lengkap. Foto ulang, atau kirim ulang dari asalnya."
    ),
    "damaged_pdf": _(
        "PDF ini rusak atau tidak lengkap. Buka, lalu simpan ulang lewat Cetak → Simpan sebagai "
        "PDF."
    ),
    "locked_pdf": _("PDF ini terkunci kata sandi. Simpan ulang tanpa kata sandi, lalu unggah."),
    "restricted_pdf": _(
        "PDF ini dikunci pembuatnya. Buka, simpan ulang lewat Cetak → Simpan sebagai PDF, lalu "
        "unggah."
    ),
    "active_pdf": _(
        "PDF ini berisi skrip atau perintah. Buka, simpan ulang lewat Cetak → Simpan sebagai PDF, "
        "lalu unggah."
    ),
    "attachment_pdf": _(
        "PDF ini berisi lampiran berkas lain. Simpan ulang tanpa lampiran, lalu unggah."
    ),
    "bomb_pdf": _(
        "Isi PDF ini terlalu besar saat dibuka. Pindai ulang dengan mutu lebih rendah, lalu unggah."
    ),
    "heavy_pdf": _(
        "PDF ini terlalu rumit untuk dibaca. Buka, simpan ulang lewat Cetak → Simpan sebagai PDF, "
        "lalu unggah."
    ),
    "empty_pdf": _("PDF ini tidak punya halaman. Pilih PDF yang lain."),
    "long_pdf": _("PDF ini lebih dari 200 halaman. Unggah halaman yang perlu saja."),
    "busy": AGAIN,
}


class FileRefusedError(ValidationError):
    """A file that is not taken; `message` helps its owner."""

    def __init__(self, code: str) -> None:
        super().__init__(MESSAGES[code], code=code)
