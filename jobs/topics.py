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
REPORT_OUTCOMES = Topic(
    key="report_outcomes",
    title=_("Hasil laporan Anda"),
    explanation=_("Laporan Anda tentang sebuah lowongan sudah diperiksa petugas."),
    events=("jobs.report_outcome",),
    essential=True,
)

TOPICS = (VACANCY_DECISIONS, VACANCY_REMINDERS, SAVED_VACANCIES, REPORT_OUTCOMES)
