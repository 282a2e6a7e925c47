"""Officers' screen of vacancies: find them, read them, take open ones off the page."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jobs.lines import closing_line
from jobs.models import Vacancy, VacancyTransition
from jobs.services.moderation import withdraw_vacancy
from jobs.views.officer import VacancyQueue
from sikas.accounts.views.account import signed_in
from sikas.workflow.screens import CaseAdmin, StepsInline


class VacancySteps(StepsInline):
    """Steps in the life of a vacancy."""

    model = VacancyTransition


@admin.register(Vacancy)
class VacancyAdmin(CaseAdmin):
    """Vacancies in every state and from every source."""

    list_display = ("title", "employer", "state", "source", "published_at", "closes")
    list_filter = ("state", "source", "employment_type")
    list_select_related = ("company",)
    search_fields = ("title", "company__name", "employer_name")
    exclude = ("closes_at",)
    readonly_fields = ("closes",)
    ordering = ("-pk",)
    inlines = (VacancySteps,)
    actions = ("withdraw",)

    @admin.display(description=_("batas waktu"), ordering="closes_at")
    def closes(self, vacancy: Vacancy) -> str:
        """Return the last day; a portal that tells none withdraws what it shows some day."""
        return closing_line(vacancy.closes_at, vacancy.source)

    @admin.display(description=_("pemberi kerja"), ordering="company__name")
    def employer(self, vacancy: Vacancy) -> str:
        """Return who seeks people, here or on the portal of origin."""
        return vacancy.employer

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Tell whether this officer publishes vacancies."""
        return request.user.has_perm(VacancyQueue.permission)

    @admin.action(description=_("Tutup lowongan, dengan alasan"), permissions=["decide"])
    def withdraw(self, request: HttpRequest, queryset: "QuerySet[Vacancy]") -> None:
        """Close published vacancies."""
        self.carry_out(
            request,
            queryset,
            lambda vacancy, reason: withdraw_vacancy(
                vacancy=vacancy, officer=signed_in(request), reason=reason
            ),
        )
