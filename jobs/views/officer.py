"""The officers' queue of vacancies that wait for publication."""

from typing import Any

from django.utils.translation import gettext_lazy

from jobs.checks import vacancy_checks
from jobs.enums import VacancyState
from jobs.linter import lint_vacancy
from jobs.models import Vacancy
from jobs.models.vacancies import VacancyQuerySet
from jobs.own_presenters import preview
from jobs.services.moderation import decide_vacancy
from sikas.accounts.models import User
from sikas.ui.queues import CaseQueue, Decision


class VacancyQueue(CaseQueue):
    """Vacancies that ask to be published."""

    name = "vacancy_queue"
    address = "lowongan/"
    title = gettext_lazy("Lowongan menunggu pemeriksaan")
    permission = "jobs.moderate_vacancy"
    template = "officer/vacancy_case.html"
    decisions = (
        Decision(VacancyState.PUBLISHED, gettext_lazy("Terbitkan"), "v", "btn", needs_reason=False),
        Decision(VacancyState.RETURNED, gettext_lazy("Minta perbaikan"), "p", "btn btn-quiet"),
        Decision(VacancyState.REJECTED, gettext_lazy("Tolak"), "t", "btn btn-danger"),
    )
    snippets = (
        gettext_lazy("Upah di bawah upah minimum kabupaten. Sesuaikan, lalu ajukan lagi."),
        gettext_lazy("Syarat usia, penampilan, atau status kawin harus dihapus atau dijelaskan."),
        gettext_lazy("Melamar tidak boleh dipungut biaya. Hapus bagian tentang biaya."),
        gettext_lazy("Uraian pekerjaan belum jelas. Tulis tugas sehari-hari."),
    )

    def waiting(self) -> VacancyQuerySet:
        """Return the vacancies that wait."""
        return Vacancy.objects.waiting().select_related(
            "company__industry", "occupation", "area__parent"
        )

    def context(self, case: Vacancy) -> dict[str, Any]:
        """Return the vacancy as the public would see it, what the rules find, the checklist."""
        return {
            "page": preview(case),
            "findings": lint_vacancy(case),
            "checks": vacancy_checks(case),
        }

    def decide(self, *, case: Vacancy, to: str, officer: User, reason: str) -> None:
        """Publish, return or reject the vacancy."""
        decide_vacancy(vacancy=case, to=to, officer=officer, reason=reason)
