"""What people are told about by this app."""

from django.utils.translation import gettext_lazy as _

from sikas.accounts.enums import Kind
from sikas.notifications.topics import Topic

VACANCY_DECISIONS = Topic(
    key="vacancy_decisions",
    title=_("Keputusan tentang lowongan"),
    explanation=_("Lowongan Anda terbit, perlu diperbaiki, ditolak, atau ditutup petugas."),
    events=("jobs.vacancy_decision",),
    kinds={Kind.COMPANY},
    essential=True,
)
VACANCY_REMINDERS = Topic(
    key="vacancy_reminders",
    title=_("Pengingat lowongan"),
    explanation=_("Tiga hari sebelum lowongan Anda tutup."),
    events=("jobs.vacancy_closing",),
    kinds={Kind.COMPANY},
)
SAVED_VACANCIES = Topic(
    key="saved_vacancies",
    title=_("Lowongan yang Anda simpan"),
    explanation=_("Dua hari sebelum lowongan yang Anda simpan tutup."),
    events=("jobs.saved_closing",),
    kinds={Kind.SEEKER},
)
APPLY_INVITATIONS = Topic(
    key="apply_invitations",
    title=_("Undangan melamar"),
    explanation=_("Perusahaan terverifikasi mengundang Anda melamar; paling banyak 3 seminggu."),
    events=("jobs.apply_invited",),
    kinds={Kind.SEEKER},
)
SEARCH_ALERTS = Topic(  # one message a day already, so there is nothing to gather
    key="search_alerts",
    title=_("Lowongan baru untuk pencarian Anda"),
    explanation=_("Paling banyak sekali sehari: lowongan baru yang sesuai pencarian tersimpan."),
    events=("jobs.search_alert",),
    kinds={Kind.SEEKER},
)
APPLICATIONS = Topic(
    key="applications",
    title=_("Lamaran Anda"),
    explanation=_("Jawaban dan pesan perusahaan, undangan wawancara, dan perubahannya."),
    events=(
        "jobs.application_unanswered",
        "jobs.placement_settled",
        "jobs.application_moved",
        "jobs.application_rejected",
        "jobs.application_message",
        "jobs.application_hired",
        "jobs.interview_invited",
        "jobs.interview_changed",
        "jobs.interview_cancelled",
    ),
    kinds={Kind.SEEKER},
    essential=True,
)
APPLICANTS = Topic(  # one message a day already, so there is nothing to gather
    key="applicants",
    title=_("Pelamar"),
    explanation=_("Sekali sehari: pelamar baru, dan siapa yang menunggu jawaban Anda."),
    events=("jobs.applicants",),
    kinds={Kind.COMPANY},
)
INTERVIEWS = Topic(
    key="interviews",
    title=_("Wawancara"),
    explanation=_("Pelamar menyetujui waktu wawancara, meminta waktu lain, atau batal datang."),
    events=("jobs.interview_answer",),
    kinds={Kind.COMPANY},
)
PLACEMENTS = Topic(
    key="placements",
    title=_("Penempatan"),
    explanation=_("Petugas memutuskan apakah orang yang Anda laporkan diterima memang bekerja."),
    events=("jobs.placement_void",),
    kinds={Kind.COMPANY},
    essential=True,
)
REPORTS = Topic(
    key="reports",
    title=_("Laporan Anda tentang lowongan"),
    explanation=_("Hasil pemeriksaan petugas."),
    events=("jobs.report_outcome",),
    essential=True,
)

TOPICS = (
    APPLICATIONS,
    SAVED_VACANCIES,
    APPLY_INVITATIONS,
    SEARCH_ALERTS,
    APPLICANTS,
    INTERVIEWS,
    VACANCY_REMINDERS,
    VACANCY_DECISIONS,
    PLACEMENTS,
    REPORTS,
)
