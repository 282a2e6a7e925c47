"""The officers' queue of reported vacancies: one case is a vacancy with all its open reports."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jobs.checks import vacancy_checks
from jobs.forms.reports import ReportDecisionForm
from jobs.linter import lint_vacancy
from jobs.models import Vacancy
from jobs.models.vacancies import VacancyQuerySet
from jobs.own_presenters import preview
from jobs.report_enums import ReportState
from jobs.reports import number_of_urgent, open_reports, reported_vacancies, settled_before
from jobs.services.reports import settle_reports
from sikas.accounts.models import User
from sikas.ui.queues import CaseQueue, Decision

SETTLED_SHOWN = 10


class ReportQueue(CaseQueue):
    """Vacancies that somebody reported, urgent ones first."""

    name = "report_queue"
    address = "laporan/"
    title = gettext_lazy("Lowongan yang dilaporkan")
    permission = "jobs.settle_report"
    watch_permission = "jobs.watch_reports"
    template = "officer/report_case.html"
    order = ("-is_urgent", "reported_at")
    since = "reported_at"
    since_label = gettext_lazy("Dilaporkan")
    reason_label = gettext_lazy("Alasan")
    reason_hint = gettext_lazy(
        "Wajib diisi. Bila terbukti, perusahaan membacanya: jangan menyebut pelapor. Bila tidak, "
        "ini catatan kantor."
    )
    reason_missing = gettext_lazy("Tulis alasannya.")
    decisions = (
        Decision(ReportState.UPHELD, gettext_lazy("Terbukti"), "v", "btn btn-danger"),
        Decision(ReportState.DISMISSED, gettext_lazy("Tidak terbukti"), "t", "btn btn-quiet"),
    )
    snippets = (
        gettext_lazy("Pelamar diminta membayar. Melamar selalu gratis."),
        gettext_lazy("Perusahaan yang disebut menyatakan tidak membuka lowongan ini."),
        gettext_lazy("Syaratnya membedakan pelamar tanpa alasan dari sifat pekerjaan."),
        gettext_lazy("Sudah diperiksa ke perusahaan: tidak ada pungutan."),
    )

    def waiting(self) -> VacancyQuerySet:
        """Return the vacancies with open reports."""
        return reported_vacancies().select_related(
            "company__industry", "occupation", "area__parent"
        )

    def mark(self, case: Vacancy) -> str:
        """Return how many reported it, and whether it is urgent."""
        number = vars(case)["number_of_reports"]
        words = ngettext("%s laporan", "%s laporan", number) % number
        return f"{_('Mendesak')} · {words}" if vars(case)["is_urgent"] else words

    def urgent(self) -> int:
        """Return how many vacancies several persons called a fraud."""
        return number_of_urgent()

    def form(self, case: Vacancy, data: Any, officer: User) -> ReportDecisionForm:
        """Return the decision with what may follow from it."""
        keys = [str(report.pk) for report in open_reports(case)]
        return ReportDecisionForm(data, queue=self, case=case, officer=officer, keys=keys)

    def context(self, case: Vacancy) -> dict[str, Any]:
        """Return what was reported, now and before, and the vacancy with its checklist."""
        return {
            "reports": open_reports(case).select_related("reporter"),
            "settled": settled_before(case)[:SETTLED_SHOWN],
            "page": preview(case),
            "findings": lint_vacancy(case),
            "checks": vacancy_checks(case),
        }

    def decide(
        self,
        *,
        case: Vacancy,
        to: str,
        officer: User,
        reason: str,
        seen: Sequence[str] = (),
        withdraw: bool = False,
        suspend: bool = False,
    ) -> None:
        """Settle the reports, with the effect that the officer chose."""
        settle_reports(
            vacancy=case,
            to=to,
            officer=officer,
            reason=reason,
            seen=seen,
            withdraw=withdraw,
            suspend=suspend,
        )
