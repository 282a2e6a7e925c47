"""Officers' screens of the code lists and of the office itself."""

from django.contrib import admin

from sikas.admin import SikasModelAdmin
from sikas.reference.models import (
    Area,
    Industry,
    MinimumWage,
    Occupation,
    OccupationSynonym,
    Office,
)


@admin.register(Area)
class AreaAdmin(SikasModelAdmin):
    """Provinces down to desa and kelurahan, of both code systems."""

    list_display = ("name", "level", "code", "system", "parent", "is_active")
    list_filter = ("system", "level", "is_active")
    list_select_related = ("parent",)
    search_fields = ("name", "code")
    autocomplete_fields = ("parent",)


@admin.register(MinimumWage)
class MinimumWageAdmin(SikasModelAdmin):
    """Minimum wages by area and year."""

    list_display = ("area", "year", "amount")
    list_filter = ("year",)
    list_select_related = ("area",)
    autocomplete_fields = ("area",)


@admin.register(Occupation)
class OccupationAdmin(SikasModelAdmin):
    """Occupations of KBJI."""

    list_display = ("code", "title", "digits", "is_active")
    list_filter = ("digits", "is_active")
    search_fields = ("code", "title")
    autocomplete_fields = ("parent",)


@admin.register(OccupationSynonym)
class OccupationSynonymAdmin(SikasModelAdmin):
    """Words by which people look for an occupation."""

    list_display = ("term", "occupation", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("occupation",)
    search_fields = ("term", "occupation__title")
    autocomplete_fields = ("occupation",)


@admin.register(Industry)
class IndustryAdmin(SikasModelAdmin):
    """Industries of KBLI by edition."""

    list_display = ("code", "title", "edition", "digits", "is_active")
    list_filter = ("edition", "digits", "is_active")
    search_fields = ("code", "title")
    autocomplete_fields = ("parent",)


@admin.register(Office)
class OfficeAdmin(SikasModelAdmin):
    """This labour office."""

    list_display = ("name", "government", "is_current")
    autocomplete_fields = ("area",)
