"""Officers' screens of the counter's records: read only."""

from typing import Any

from django.contrib import admin

from seekers.models import CounterAct, NikView
from sikas.admin import SikasModelAdmin


class RecordAdmin(SikasModelAdmin):
    """A record that is read and never changed."""

    list_select_related = ("officer", "seeker")
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


@admin.register(CounterAct)
class CounterActAdmin(RecordAdmin):
    """What officers did at the counter."""

    list_display = ("at", "work", "officer", "seeker", "reason")
    list_filter = ("work", "reason")
    fields = ("at", "work", "reason", "subjects", "officer", "seeker")


@admin.register(NikView)
class NikViewAdmin(RecordAdmin):
    """Which full NIKs officers looked at."""

    list_display = ("at", "officer", "seeker", "purpose")
    fields = ("at", "officer", "seeker", "purpose")
