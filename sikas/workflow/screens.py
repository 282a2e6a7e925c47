"""The base of officers' screens of cases: read them here, change them through services only."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.forms import ActionForm
from unfold.widgets import UnfoldAdminTextInputWidget

from sikas.admin import SikasModelAdmin
from sikas.workflow.models import MAX_REASON
from sikas.workflow.transitions import TransitionRefusedError


class ReasonForm(ActionForm):
    """What to do with the chosen cases, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        required=False,
        max_length=MAX_REASON,
        widget=UnfoldAdminTextInputWidget(),
    )


class StepsInline(admin.TabularInline):
    """What happened to a case; a subclass names the model of its steps."""

    extra = 0
    can_delete = False
    verbose_name_plural = gettext_lazy("Langkah")
    fields = readonly_fields = ("at", "from_state", "to_state", "by", "reason")
    ordering = ("-at", "-pk")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Read who took a step together with it."""
        return super().get_queryset(request).select_related("by")

    def has_add_permission(self, *_request: Any) -> bool:
        """Leave taking steps to services."""
        return False

    def has_change_permission(self, *_request: Any) -> bool:
        """Keep what happened."""
        return False

    def has_view_permission(self, *_request: Any) -> bool:
        """Show what happened to whoever may see the case."""
        return True


class CaseAdmin(SikasModelAdmin):
    """Cases to read; nothing of them is edited here, their states change by actions."""

    action_form = ReasonForm
    show_full_result_count = False

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Leave making cases to companies."""
        return False

    def has_change_permission(self, *_request: Any) -> bool:
        """Keep what a company said of itself as it said it."""
        return False

    def has_delete_permission(self, *_request: Any) -> bool:
        """Keep every case."""
        return False

    def carry_out(
        self, request: HttpRequest, cases: "QuerySet[Any]", service: Callable[..., Any]
    ) -> None:
        """Call `service(case, reason)` for each case; tell how many went and why others did not."""
        reason, done = request.POST.get("reason", ""), 0
        for case in cases:
            try:
                service(case, reason)
            except ValidationError as error:
                messages.error(request, f"{case}: {' '.join(error.messages)}")
            except TransitionRefusedError:
                messages.error(request, _("%s: tidak bisa dari keadaan sekarang.") % case)
            else:
                done += 1
        if done:
            words = ngettext("%s keputusan tersimpan.", "%s keputusan tersimpan.", done)
            messages.success(request, words % done)
