"""Officers' screen of companies: find them, read them, suspend them and take that back."""

from functools import partial

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from employers.enums import CompanyState
from employers.models import Company, CompanyTransition
from employers.services import decide_company
from employers.views.officer import CompanyQueue
from sikas.accounts.views.account import signed_in
from sikas.origins import origin_of
from sikas.workflow.screens import CaseAdmin, StepsInline


class CompanySteps(StepsInline):
    """Steps of a company's verification."""

    model = CompanyTransition


@admin.register(Company)
class CompanyAdmin(CaseAdmin):
    """Companies in every state."""

    list_display = ("name", "nib", "state", "area", "submitted_at", "verified_at")
    list_filter = ("state",)
    list_select_related = ("area",)
    search_fields = ("name", "nib")
    ordering = ("name", "pk")
    inlines = (CompanySteps,)
    actions = ("suspend", "reinstate")
    readonly_fields = ("origin",)

    @admin.display(description=_("Asal data"))
    def origin(self, company: Company) -> str:
        """Say what of the company comes from another office, and lead there."""
        origin = origin_of(company)
        if origin is None:
            return "–"
        return format_html('{} <a href="{}">{}</a>', origin.note, origin.url, _("Lihat"))

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Tell whether this officer verifies companies."""
        return request.user.has_perm(CompanyQueue.permission)

    @admin.action(description=_("Bekukan, dengan alasan"), permissions=["decide"])
    def suspend(self, request: HttpRequest, queryset: "QuerySet[Company]") -> None:
        """Take companies and all their vacancies off the public pages."""
        self._decide(request, queryset, CompanyState.SUSPENDED)

    @admin.action(description=_("Pulihkan"), permissions=["decide"])
    def reinstate(self, request: HttpRequest, queryset: "QuerySet[Company]") -> None:
        """Bring suspended companies back."""
        suspended = queryset.filter(state=CompanyState.SUSPENDED)
        self._decide(request, suspended, CompanyState.VERIFIED)

    def _decide(self, request: HttpRequest, companies: "QuerySet[Company]", to: str) -> None:
        decide = partial(decide_company, to=to, officer=signed_in(request))
        self.carry_out(
            request, companies, lambda company, reason: decide(company=company, reason=reason)
        )
