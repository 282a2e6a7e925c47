"""Officers' screens of the counter's records: read only."""

from django.contrib import admin

from seekers.models import CounterAct, NikView
from sikas.admin import RecordAdmin


@admin.register(CounterAct)
class CounterActAdmin(RecordAdmin):
    """What officers did at the counter."""

    list_select_related = ("officer", "seeker")
    list_display = ("at", "work", "officer", "seeker", "reason")
    list_filter = ("work", "reason")
    fields = ("at", "work", "reason", "subjects", "officer", "seeker")


@admin.register(NikView)
class NikViewAdmin(RecordAdmin):
    """Which full NIKs officers looked at."""

    list_select_related = ("officer", "seeker")
    list_display = ("at", "officer", "seeker", "purpose")
    fields = ("at", "officer", "seeker", "purpose")
