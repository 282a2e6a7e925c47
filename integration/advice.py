"""What an officer, or who runs the portal, can do about each trouble."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from integration.enums import Trouble

_WAIT = _("Tidak perlu berbuat apa-apa: dicoba lagi dengan sendirinya. Data yang ada tetap tampil.")
_ADAPT = _("Kemnaker mengubah sesuatu. Kabari pengembang SIKAS; data yang ada tetap tampil.")

ADVICE: Mapping[Trouble, Promise] = {
    Trouble.UNREACHABLE: _WAIT,
    Trouble.ADDRESS: _("Periksa MINISTRY_URL dan MINISTRY_PARTNER_URL: namanya salah tulis?"),
    Trouble.TLS: _(
        "Jangan matikan pemeriksaan sertifikat. Periksa jam server dan alamatnya; bila benar, "
        "hubungi Pusdatik Kemnaker."
    ),
    Trouble.TIMEOUT: _WAIT,
    Trouble.RESET: _WAIT,
    Trouble.SERVER: _WAIT,
    Trouble.THROTTLED: _("Dicoba lagi setelah waktu yang diminta. Bila sering, turunkan jadwal."),
    Trouble.CREDENTIALS: _(
        "Kunci akses salah atau dicabut. Minta kunci baru ke Pusdatik Kemnaker, isi "
        "MINISTRY_CLIENT_ID dan MINISTRY_CLIENT_SECRET, lalu mulai ulang layanan."
    ),
    Trouble.MISSING: _ADAPT,
    Trouble.REFUSED: _("Kemnaker tidak mengizinkan kantor ini. Hubungi Pusdatik Kemnaker."),
    Trouble.REDIRECT: _(
        "Alamat Kemnaker mungkin pindah. Pastikan ke Kemnaker, lalu ubah MINISTRY_URL; "
        "SIKAS tidak mengikuti pengalihan."
    ),
    Trouble.TOO_LARGE: _ADAPT,
    Trouble.NOT_JSON: _WAIT,
    Trouble.SHAPE: _ADAPT,
    Trouble.LOOP: _("Halaman Kemnaker keliru. Penarikan diulang dari awal dengan sendirinya."),
    Trouble.POSITION: _("Seluruh data dibaca ulang dengan sendirinya."),
    Trouble.RESTING: _("Tunggu, atau tekan “Coba sambungan lagi” bila Kemnaker sudah pulih."),
    Trouble.BROKEN: _("Ini kesalahan SIKAS. Sampaikan jam dan data ini kepada pengelola sistem."),
    Trouble.BUDGET: _("Penarikan berlanjut sendiri. Bila sering, naikkan MINISTRY_RATE."),
    Trouble.PARTIAL: _(
        "Yang sudah terbaca tampil; tidak ada yang ditutup. Dibaca lagi dari awal pada jadwal "
        "berikutnya. Bila berulang, hubungi Pusdatik Kemnaker: katalognya berhenti di tengah."
    ),
    Trouble.UNCONFIGURED: _(
        "Isi alamat dan kunci akses di server (docs/operations.md), atau jeda aliran ini."
    ),
}
# What does not pass by itself: somebody must change something.
LASTING = frozenset(
    {
        Trouble.ADDRESS,
        Trouble.TLS,
        Trouble.CREDENTIALS,
        Trouble.MISSING,
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
