"""What an officer, or who runs the portal, can do about each trouble."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from integration.enums import Trouble

_WAIT = _("Tidak perlu berbuat apa-apa: dicoba lagi dengan sendirinya. Data yang ada tetap tampil.")
_ADAPT = _("Kemnaker mengubah sesuatu. Kabari pengembang SIKAS; data yang ada tetap tampil.")

ADVICE: Mapping[Trouble, Promise] = {
    Trouble.UNREACHABLE: _WAIT,
    Trouble.ADDRESS: _(
        "Sampaikan kepada admin sistem: MINISTRY_URL atau MINISTRY_PARTNER_URL mungkin salah tulis."
    ),
    Trouble.TLS: _(
        "Sampaikan kepada admin sistem: periksa jam server dan alamat Kemnaker; jangan matikan "
        "pemeriksaan sertifikat. Bila keduanya benar, hubungi Pusdatik Kemnaker."
    ),
    Trouble.TIMEOUT: _WAIT,
    Trouble.RESET: _WAIT,
    Trouble.SERVER: _WAIT,
    Trouble.THROTTLED: _(
        "Dicoba lagi setelah waktu yang diminta. Bila sering, tarik lebih jarang (perbesar "
        "menitnya di jadwal)."
    ),
    Trouble.CREDENTIALS: _(
        "Kunci akses salah atau dicabut. Minta kunci baru ke Pusdatik Kemnaker, lalu sampaikan "
        "kepada admin sistem: isi MINISTRY_CLIENT_ID dan MINISTRY_CLIENT_SECRET, mulai ulang "
        "layanan."
    ),
    Trouble.MISSING: _ADAPT,
    Trouble.FORBIDDEN: _(
        "Hubungi Pusdatik Kemnaker: minta izin bagi kantor ini. Data yang ada tetap tampil."
    ),
    Trouble.REFUSED: _ADAPT,
    Trouble.REDIRECT: _(
        "Alamat Kemnaker mungkin pindah, dan SIKAS tidak mengikuti pengalihan. Pastikan ke "
        "Kemnaker, lalu sampaikan kepada admin sistem: ubah MINISTRY_URL."
    ),
    Trouble.TOO_LARGE: _ADAPT,
    Trouble.NOT_JSON: _WAIT,
    Trouble.SHAPE: _ADAPT,
    Trouble.LOOP: _("Halaman Kemnaker keliru. Penarikan diulang dari awal dengan sendirinya."),
    Trouble.POSITION: _("Seluruh data dibaca ulang dengan sendirinya."),
    Trouble.RESTING: _("Tunggu, atau tekan “Coba sambungan lagi” bila Kemnaker sudah pulih."),
    Trouble.BROKEN: _("Ini kesalahan SIKAS. Sampaikan jam dan data ini kepada admin sistem."),
    Trouble.BUDGET: _(
        "Penarikan berlanjut sendiri. Bila sering, sampaikan kepada admin sistem: naikkan "
        "MINISTRY_RATE."
    ),
    Trouble.PARTIAL: _(
        "Yang sudah terbaca tampil; tidak ada yang ditutup. Dibaca lagi dari awal pada jadwal "
        "berikutnya. Bila berulang, hubungi Pusdatik Kemnaker: katalognya berhenti di tengah."
    ),
    Trouble.UNREADABLE: _(
        "Yang terbaca tampil. Buka Karantina: bila satu isian keliru di hampir semua data, "
        "bentuknya berubah di Kemnaker. Sampaikan isian itu kepada admin sistem."
    ),
    Trouble.UNCONFIGURED: _(
        "Sampaikan kepada admin sistem: isi alamat dan kunci akses di server "
        "(docs/operations.md). Sampai itu selesai, aliran ini dapat dijeda."
    ),
}
# What does not pass by itself: somebody must change something.
LASTING = frozenset(
    {
        Trouble.ADDRESS,
        Trouble.TLS,
        Trouble.CREDENTIALS,
        Trouble.MISSING,
        Trouble.FORBIDDEN,
        Trouble.REFUSED,
        Trouble.REDIRECT,
        Trouble.TOO_LARGE,
        Trouble.SHAPE,
        Trouble.UNCONFIGURED,
    }
)
# What passes once, and does not when it comes again: so many times in a row.
LASTING_WHEN_REPEATED = frozenset({Trouble.PARTIAL})
REPEATED = 2
