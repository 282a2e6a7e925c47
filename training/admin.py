"""Officers' screens of training: programmes, their providers, and who is interested."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, ForeignKey, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from sikas.accounts.views.account import signed_in
from sikas.admin import RecordAdmin, SikasModelAdmin
from sikas.ui.formats import format_number, format_phone
from sikas.workflow.screens import CaseAdmin, StepsInline
from training.enums import Source
from training.forms import ProgrammeForm, topic_lines
from training.models import Interest, Programme, ProgrammeTransition, Provider, Schedule
from training.services.programmes import close_programme, reopen_programme


class ProgrammeSteps(StepsInline):
    """Who closed a programme and opened it again."""

    model = ProgrammeTransition


class ScheduleInline(TabularInline):
    """Batches of a programme; those of other portals are theirs to change."""

    model = Schedule
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Programme | None = None) -> bool:
        """Let officers add batches of this office's programmes."""
        return _is_ours(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Programme | None = None) -> bool:
        """Let officers change them."""
        return _is_ours(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Programme | None = None) -> bool:
        """Let officers take out a batch that does not come about."""
        return _is_ours(obj) and super().has_delete_permission(request, obj)


@admin.register(Programme)
class ProgrammeAdmin(CaseAdmin):
    """Programmes of every source; those of other portals can only be hidden."""

    form = ProgrammeForm
    list_display = ("title", "provider", "field", "state", "source", "interested", "is_shown")
    list_filter = ("state", "source", "is_hidden")
    list_select_related = ("provider",)
    search_fields = ("title", "code", "field", "provider__name")
    ordering = ("-pk",)
    inlines = (ScheduleInline, ProgrammeSteps)
    actions = ("close", "reopen")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let officers who may write programmes of this office."""
        return super(CaseAdmin, self).has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let them change programmes; of which fields, `get_readonly_fields` says."""
        return super(CaseAdmin, self).has_change_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Programme]":
        """Read programmes with the number of people who are interested."""
        return super().get_queryset(request).annotate(interests_told=Count("interests"))

    def get_fields(self, request: HttpRequest, obj: Programme | None = None) -> list[str]:
        """Show topics as lines where they cannot be written."""
        fields = list(ProgrammeForm.Meta.fields)
        if not (_is_ours(obj) and self.has_change_permission(request, obj)):
            fields[fields.index("topics")] = "taught"
        return [*fields, "state", "source"] if obj else fields

    def get_readonly_fields(
        self, request: HttpRequest, obj: Programme | None = None
    ) -> tuple[str, ...]:
        """Keep states for actions, and all but the visibility of what others wrote."""
        if _is_ours(obj):
            return ("taught", "state", "source")
        return tuple(name for name in self.get_fields(request, obj) if name != "is_hidden")

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer the providers of this office: a programme has no other key."""
        ours = Provider.objects.filter(source=Source.LOCAL).order_by("name", "pk")
        kwargs["queryset"] = ours
        if not ours.exists():
            kwargs["help_text"] = format_html(
                '{} <a href="{}">{}</a>',
                _("Belum ada lembaga pelatihan dari kantor ini."),
                reverse("admin:training_provider_add"),
                _("Tulis lembaganya dulu"),
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("materi"))
    def taught(self, obj: Programme) -> str:
        """Return the topics as lines."""
        return topic_lines(obj.topics)

    @admin.display(description=_("tampil"), boolean=True, ordering="is_hidden")
    def is_shown(self, obj: Programme) -> bool:
        """Tell whether everybody sees it."""
        return not obj.is_hidden

    @admin.display(description=_("peminat"), ordering="interests_told")
    def interested(self, obj: Programme) -> SafeString | str:
        """Return how many people are interested, leading to their list."""
        number = vars(obj)["interests_told"]
        if not number:
            return "0"
        address = reverse("admin:training_interest_changelist")
        return format_html(
            '<a href="{}?programme__id__exact={}">{}</a>', address, obj.pk, format_number(number)
        )

    @admin.action(description=_("Tutup program, dengan alasan"), permissions=["change"])
    def close(self, request: HttpRequest, queryset: "QuerySet[Programme]") -> None:
        """Stop offering programmes of this office."""
        officer = signed_in(request)
        self.carry_out(
            request,
            queryset,
            lambda programme, reason: close_programme(
                programme=programme, officer=officer, reason=reason
            ),
        )

    @admin.action(description=_("Buka lagi program"), permissions=["change"])
    def reopen(self, request: HttpRequest, queryset: "QuerySet[Programme]") -> None:
        """Offer closed programmes of this office again."""
        officer = signed_in(request)
        self.carry_out(
            request,
            queryset,
            lambda programme, _reason: reopen_programme(programme=programme, officer=officer),
        )


@admin.register(Provider)
class ProviderAdmin(SikasModelAdmin):
    """Training centres of this office, to be written here, and those of other portals, to read."""

    list_display = ("name", "area", "place_name", "phone", "source")
    list_filter = ("source",)
    list_select_related = ("area",)
    search_fields = ("name", "place_name")
    fields = ("name", "address", "area", "place_name", "phone", "website")
    autocomplete_fields = ("area",)
    show_full_result_count = False

    def has_change_permission(self, request: HttpRequest, obj: Provider | None = None) -> bool:
        """Leave what others wrote to them."""
        return _is_ours(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Keep every provider: programmes of the past point to it."""
        return False


@admin.register(Interest)
class InterestAdmin(RecordAdmin):
    """Who is interested in which programme; told and taken back by the people themselves."""

    list_display = ("seeker", "phone", "programme", "created_at")
    list_select_related = ("seeker", "programme")
    search_fields = ("seeker__name", "programme__title")
    fields = ("seeker", "phone", "programme", "created_at")
    ordering = ("-created_at", "-pk")

    @admin.display(description=_("nomor HP"))
    def phone(self, obj: Interest) -> str:
        """Return the number under which the office reaches the person."""
        return format_phone(obj.seeker.phone) or "–"


def _is_ours(obj: Programme | Provider | None) -> bool:
    return obj is None or obj.source == Source.LOCAL
