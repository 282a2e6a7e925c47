"""Officers' screens of the code lists and of the office itself."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sikas.admin import SikasModelAdmin
from sikas.reference.models import (
    Area,
    Industry,
    MinimumWage,
    Occupation,
    OccupationSynonym,
    Office,
)


class NationalListAdmin(SikasModelAdmin):
    """A list that others number: a code stays what it is, and a row is taken out of use."""

    code_fields: tuple[str, ...] = ()

    def get_readonly_fields(
        self, _request: HttpRequest, obj: Any | None = None
    ) -> list[str] | tuple[Any, ...]:
        """Fix the code once the row exists: other rows were filled by it."""
        return self.code_fields if obj else ()

    def has_delete_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Keep every row: vacancies and people of the past point to it."""
        return False


@admin.register(Area)
class AreaAdmin(NationalListAdmin):
    """Provinces down to desa and kelurahan, of both code systems."""

    code_fields = ("system", "code", "level", "parent")
    list_display = ("name", "level", "code", "system", "parent", "is_active")
    list_filter = ("system", "level", "is_active")
    list_select_related = ("parent",)
    search_fields = ("name", "code")
    autocomplete_fields = ("parent",)


@admin.register(Occupation)
class OccupationAdmin(NationalListAdmin):
    """Occupations of KBJI."""

    code_fields = ("code", "digits", "parent")
    list_display = ("code", "title", "digits", "is_active")
    list_filter = ("digits", "is_active")
    search_fields = ("code", "title")
    autocomplete_fields = ("parent",)


@admin.register(Industry)
class IndustryAdmin(NationalListAdmin):
    """Industries of KBLI by edition."""

    code_fields = ("edition", "code", "digits", "parent")
    list_display = ("code", "title", "edition", "digits", "is_active")
    list_filter = ("edition", "digits", "is_active")
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


@admin.register(MinimumWage)
class MinimumWageAdmin(SikasModelAdmin):
    """Minimum wages by area and year."""

    list_display = ("area", "year", "amount")
    list_filter = ("year",)
    list_select_related = ("area",)
    autocomplete_fields = ("area",)


@admin.register(Office)
class OfficeAdmin(SikasModelAdmin):
    """This labour office."""

    list_display = ("name", "government", "is_current")
    autocomplete_fields = ("area",)
    fieldsets = (
        (_("Kantor"), {"fields": ("government", "name", "short_name", "area", "is_current")}),
        (
            _("Alamat dan pelayanan"),
            {
                "fields": (
                    "address",
                    "postal_code",
                    "phone",
                    "whatsapp",
                    "email",
                    "website",
                    "opening_hours",
                    "time_zone",
                )
            },
        ),
        (
            _("Surat dan tanda tangan"),
            {"fields": ("letterhead", "head_name", "head_title", "head_rank", "head_nip")},
        ),
    )

    def has_delete_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Keep every office: cards and letters were issued in its name."""
        return False
