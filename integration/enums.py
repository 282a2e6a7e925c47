"""Flows, runs and records of the exchange with the ministry, and what can go wrong in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What flows in; also the part of the partner contract's addresses."""

    VACANCIES = "vacancies", _("Lowongan nasional")
    TRAININGS = "trainings", _("Pelatihan nasional")
    COMPANIES = "companies", _("Perusahaan")
    SEEKERS = "seekers", _("Pencari kerja")


class Mode(models.TextChoices):
    """How a feed is read: every page of a catalogue, what changed since, or all that lives."""

    CRAWL = "crawl", _("Seluruh katalog")
    CHANGES = "changes", _("Perubahan")
    SNAPSHOT = "snapshot", _("Seluruh data")


class RunState(models.TextChoices):
    """Where a run stands; one that was interrupted goes on at its last page."""

    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Berhasil")
    HELD = "held", _("Menunggu petugas")
    CLOSING = "closing", _("Sedang ditutup")  # all is read; what is gone is being closed
    ABANDONED = "abandoned", _("Diulang dari awal")  # it could not go on, or took too long


class Trigger(models.TextChoices):
    """Who started a run."""

    TIMETABLE = "timetable", _("Jadwal")
    OFFICER = "officer", _("Petugas")
    COMMAND = "command", _("Perintah")


class RecordState(models.TextChoices):
    """What is known of a record of the ministry."""

    LIVE = "live", _("Tayang")
    GONE = "gone", _("Sudah ditarik")
    SUPPRESSED = "suppressed", _("Tidak disimpan")  # its person asked to be erased here


class Outcome(models.TextChoices):
    """What became of one received item; every item has exactly one."""

    INSERTED = "inserted", _("Baru")
    UPDATED = "updated", _("Diperbarui")
    UNCHANGED = "unchanged", _("Tetap")
    STALE = "stale", _("Lebih lama dari yang ada")
    DUPLICATE = "duplicate", _("Ganda")
    QUARANTINED = "quarantined", _("Dikarantina")


class Trouble(models.TextChoices):
    """Why the ministry could not be asked or its answer not be used, as officers read it."""

    UNREACHABLE = "unreachable", _("Alamat Kemnaker tidak dapat dihubungi")
    ADDRESS = "address", _("Alamat Kemnaker salah atau tidak dikenal")
    TLS = "tls", _("Sertifikat keamanan Kemnaker tidak sah")
    TIMEOUT = "timeout", _("Kemnaker terlalu lama menjawab")
    RESET = "reset", _("Sambungan putus di tengah jawaban")
    SERVER = "server", _("Server Kemnaker sedang rusak")
    THROTTLED = "throttled", _("Kemnaker meminta kita menunggu")
    CREDENTIALS = "credentials", _("Kemnaker menolak kunci akses kita")
    MISSING = "missing", _("Alamat data tidak ada lagi di Kemnaker")
    FORBIDDEN = "forbidden", _("Kemnaker tidak mengizinkan kantor ini")
    REFUSED = "refused", _("Kemnaker menolak permintaan kita")
    REDIRECT = "redirect", _("Kemnaker mengalihkan ke alamat lain")
    TOO_LARGE = "too_large", _("Jawaban Kemnaker terlalu besar")
    NOT_JSON = "not_json", _("Jawaban Kemnaker bukan data")
    SHAPE = "shape", _("Susunan jawaban Kemnaker berubah")
    LOOP = "loop", _("Halaman Kemnaker berputar di tempat yang sama")
    POSITION = "position", _("Kemnaker tidak mengenal lagi tempat terakhir kita membaca")
    RESTING = "resting", _("Kemnaker dibiarkan dulu setelah beberapa kali gagal")
    BROKEN = "broken", _("Sebuah halaman tidak dapat disimpan di sini")
    BUDGET = "budget", _("Jatah permintaan sedang habis")
    PARTIAL = "partial", _("Belum terbaca seluruhnya")
    UNREADABLE = "unreadable", _("Banyak data tidak terbaca")
    UNCONFIGURED = "unconfigured", _("Alamat atau kunci akses belum diatur")


class Reason(models.TextChoices):
    """Why an item was quarantined."""

    MISSING = "missing", _("Isian wajib tidak ada")
    TYPE = "type", _("Jenis isian tidak sesuai")
    FORMAT = "format", _("Bentuk isian tidak sesuai")
    RANGE = "range", _("Nilai di luar batas yang masuk akal")
    TOO_LONG = "too_long", _("Isian terlalu panjang")
    CHARACTERS = "characters", _("Isian memuat karakter rusak")
    UNKNOWN_CODE = "unknown_code", _("Kode tidak ada di daftar kita")
    ORDER = "order", _("Dua isian saling bertentangan")
    NOT_RECORD = "not_record", _("Bukan data yang dapat dibaca")


class QuarantineState(models.TextChoices):
    """What became of a quarantined item."""

    OPEN = "open", _("Menunggu")
    RESOLVED = "resolved", _("Sudah masuk")
    DISCARDED = "discarded", _("Diabaikan petugas")


class Question(models.TextChoices):
    """Why a joined record is not used before an officer has looked."""

    NAME = "name", _("Nomornya sama, tetapi namanya lain")
    NUMBER = "number", _("Nomornya sudah dipegang yang lain di sini")


class SettlementWork(models.TextChoices):
    """What an officer did with a record of a company or a resident."""

    LINKED = "linked", _("Dihubungkan")
    CONFIRMED = "confirmed", _("Hubungan dipastikan")
    REGISTERED = "registered", _("Didaftarkan dari data Kemnaker")
    IGNORED = "ignored", _("Diabaikan")
    RESTORED = "restored", _("Dikembalikan ke antrean")
    PARTED = "parted", _("Hubungan dilepas")
    REVEALED = "revealed", _("NIK lengkap dilihat")


class DriftKind(models.TextChoices):
    """How the wire differs from our tables; UNKNOWN is about our lists, the rest about its form."""

    EXTRA = "extra", _("Isian baru")
    ABSENT = "absent", _("Isian tidak dikirim")
    TYPE = "type", _("Jenis isian berubah")
    UNKNOWN = "unknown", _("Nama tidak ada di daftar kita")


class ActKind(models.TextChoices):
    """What an officer did with the exchange."""

    PULLED = "pulled", _("Tarik sekarang")
    SNAPSHOT = "snapshot", _("Baca seluruh data")
    PAUSED = "paused", _("Jeda")
    RESUMED = "resumed", _("Lanjutkan")
    TIMETABLE = "timetable", _("Ubah jadwal")
    CLOSED = "closed", _("Setujui penutupan")
    RETRIED = "retried", _("Coba sambungan lagi")
    REREAD = "reread", _("Coba baca lagi")
    DISCARDED = "discarded", _("Abaikan data")
