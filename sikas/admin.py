"""The base of every officers' admin screen: unfold, with the history that triggers keep."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pghistory.models import Events
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminURLInputWidget

HISTORY_PAGE = 50
EVENT_NAMES = {
    "insert": gettext_lazy("Ditambahkan"),
    "update": gettext_lazy("Diubah"),
    "delete": gettext_lazy("Dihapus"),
}


@dataclass(frozen=True)
class FieldChange:
    """One field of one event: its name on screen, what it was and what it became."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryEntry:
    """One event of a record: when, what, by whom, and the fields that changed."""

    when: datetime
    what: str
    who: str
    changes: list[FieldChange]


class CheckedAutocomplete(AutocompleteSelect):
    """Django's search field for a related row; a value that is no key selects nothing.

    Django asks the database for whatever was posted and fails on "x" where a number belongs.
    """

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        """Show the rows that the posted keys name."""
        return super().optgroups(name, [key for key in value if self._is_key(key)], attr)

    def _is_key(self, key: str) -> bool:
        try:
            self.field.target_field.to_python(key)
        except ValidationError:
            return False
        return True


class SikasModelAdmin(ModelAdmin):
    """ModelAdmin whose history is the table that database triggers write (django-pghistory).

    It so shows changes of every code path: screens, commands, tasks and raw SQL.
    """

    object_history_template = "admin/sikas/object_history.html"
    list_per_page = 50
    compressed_fields = True
    warn_unsaved_form = True
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https", "widget": UnfoldAdminURLInputWidget}
    }

    def formfield_for_foreignkey(
        self, db_field: "models.ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Use the forgiving search field where one is asked for."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", CheckedAutocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Take an address without a scheme for a secure one."""
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who changed what and when; models without event tables have Django's own page."""
        if not hasattr(self.model, "pgh_event_models"):
            return super().history_view(request, object_id, extra_context)
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        events = Events.objects.tracks(obj).order_by("-pgh_created_at", "-pgh_id")
        page = Paginator(events, HISTORY_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Riwayat: %s") % obj,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": obj,
            "opts": self.opts,
            "page": page,
            "entries": history_entries(self.model, page.object_list),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)


def history_entries(model: type[models.Model], events: Iterable[Events]) -> list[HistoryEntry]:
    """Return events as lines to read; people are looked up in one query."""
    events = list(events)
    names = _names_of({_user_id(event) for event in events})
    return [
        HistoryEntry(
            when=event.pgh_created_at,
            what=str(EVENT_NAMES.get(event.pgh_label, event.pgh_label)),
            who=_who(event, names),
            changes=_changes(model, event.pgh_diff or {}),
        )
        for event in events
    ]


def _user_id(event: Events) -> str | None:
    user = (event.pgh_context or {}).get("user")
    return str(user) if user else None


def _names_of(user_ids: set[str | None]) -> dict[str, str]:
    wanted = [user_id for user_id in user_ids if user_id]
    if not wanted:
        return {}
    return {str(user.pk): str(user) for user in get_user_model().objects.filter(pk__in=wanted)}


def _who(event: Events, names: Mapping[str, str]) -> str:
    user_id = _user_id(event)
    if user_id:
        return names.get(user_id, _("Akun yang sudah dihapus"))
    command = (event.pgh_context or {}).get("command")
    return _("Perintah %s") % command if command else _("Sistem")


def _changes(model: type[models.Model], diff: Mapping[str, list[Any]]) -> list[FieldChange]:
    return [
        FieldChange(field, before, after)
        for name, (old, new) in sorted(diff.items())
        for field, before, after in [_change(model, name, old, new)]
    ]


def _change(model: type[models.Model], name: str, old: Any, new: Any) -> tuple[str, str, str]:
    field = _field_of_column(model, name)
    if field is None:
        return name, _shown(None, old), _shown(None, new)
    return capfirst(str(field.verbose_name)), _shown(field, old), _shown(field, new)


def _field_of_column(model: type[models.Model], name: str) -> "models.Field[Any, Any] | None":
    for field in model._meta.concrete_fields:
        if name in (field.column, field.name):
            return field
    return None


def _shown(field: "models.Field[Any, Any] | None", value: Any) -> str:
    if value is None or value == "":
        return _("(kosong)")
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(field, models.ForeignKey):
        related = field.related_model._base_manager.filter(pk=value).first()
        return str(related or value)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DecimalField):
        return str(localize(field.to_python(value)))
    return str(value)


class RecordAdmin(SikasModelAdmin):
    """A record that is read and never changed."""

    show_full_result_count = False

    def has_add_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Nobody writes a record by hand."""
        return False

    def has_change_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Nobody changes one."""
        return False

    def has_delete_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Nobody removes one."""
        return False
