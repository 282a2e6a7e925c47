"""Officers' screens of people and roles."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import admin as _registers_groups  # noqa: F401 - before we replace it
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from sikas.accounts.contacts import parse_email
from sikas.accounts.models import Consent, Impersonation, User
from sikas.accounts.services import impersonation, officers
from sikas.accounts.views.account import signed_in
from sikas.admin import RecordAdmin, SikasModelAdmin

if admin.site.is_registered(Group):  # or on the site that unfold has replaced
    admin.site.unregister(Group)


class InvitationForm(forms.ModelForm):
    """A new officer: name, e-mail and roles; he sets his own password."""

    class Meta:
        model = User
        fields = ("name", "email", "groups")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True

    def clean_email(self) -> str:
        """Return the address as it is stored; it must be free."""
        contact = parse_email(self.cleaned_data["email"])
        if User.objects.by_contact(contact):
            raise ValidationError(gettext_lazy("Alamat ini sudah dipakai akun lain."))
        return contact.address


class ConsentInline(admin.TabularInline):
    """What the person agreed to; read only."""

    model = Consent
    extra = 0
    can_delete = False
    fields = readonly_fields = ("document", "version", "given_at")

    def has_add_permission(self, *_request: Any) -> bool:
        """Consents are given by people, not by officers."""
        return False


@admin.register(User)
class UserAdmin(SikasModelAdmin):
    """People who sign in. Contacts change only by their owner's code, passwords never here."""

    list_display = ("name", "kind", "email", "phone", "is_active", "date_joined", "last_login")
    list_filter = ("kind", "is_active", "groups")
    search_fields = ("name", "email", "phone")
    ordering = ("-date_joined",)
    inlines = (ConsentInline,)
    actions = ("remove_second_factor",)
    readonly_fields = (
        "kind",
        "email",
        "email_verified",
        "phone",
        "phone_verified",
        "date_joined",
        "last_login",
    )
    fields = ("name", "is_active", "groups", *readonly_fields)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Invite somebody new; edit somebody known."""
        if obj is None:
            kwargs["form"] = InvitationForm
        return super().get_form(request, obj, **kwargs)

    def formfield_for_manytomany(self, *args: Any, **kwargs: Any) -> Any:
        """Say role, as officers do, and show the few there are to tick."""
        kwargs["widget"] = UnfoldAdminCheckboxSelectMultipleWidget
        field = super().formfield_for_manytomany(*args, **kwargs)
        if field:
            field.label, field.help_text = _("Peran"), ""
        return field

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show only what an invitation needs for somebody new; offer to look as whom one may."""
        if obj is None:
            return InvitationForm.Meta.fields
        may_look = signed_in(request).has_perm(impersonation.PERMISSION)
        offered = may_look and impersonation.lookable().filter(pk=obj.pk).exists()
        return (*self.fields, "look_as") if offered else self.fields

    @admin.display(description=gettext_lazy("Lihat sebagai orang ini"))
    def look_as(self, obj: User) -> str:
        """Lead to the page that asks for the purpose."""
        link = reverse("impersonation_start", args=[obj.pk])
        return format_html('<a href="{}">{}</a>', link, _("Hanya baca, 15 menit, dicatat"))

    def get_inlines(self, _request: HttpRequest, obj: Any) -> Any:
        """Somebody new has agreed to nothing yet."""
        return self.inlines if obj else ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Lock roles for seekers and companies, and everything of oneself."""
        if obj is None:
            return ()
        locked: tuple[str, ...] = (*self.readonly_fields, "look_as")
        if obj.pk == request.user.pk:
            return (*locked, "is_active", "groups")
        if not obj.is_staff or not signed_in(request).has_perm("accounts.assign_roles"):
            locked += ("groups",)
        return locked

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a superuser touches a superuser."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_superuser or signed_in(request).is_superuser)

    def has_delete_permission(self, *_request: Any) -> bool:
        """Nobody is deleted here: accounts are made inactive."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Call the services; they refuse what an officer may not do."""
        by = signed_in(request)
        if not change:
            roles = form.cleaned_data["groups"] if by.has_perm("accounts.assign_roles") else ()
            made = officers.invite_officer(by=by, name=obj.name, email=str(obj.email), roles=roles)
            obj.__dict__.update(made.__dict__)  # the admin goes on with the object it made
            return
        if "name" in form.changed_data:
            obj.save(update_fields=["name"])
        if "is_active" in form.changed_data:
            officers.set_active(by=by, user=obj, active=obj.is_active)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Give roles by the service; the admin asks the rest what it saved: nothing."""
        for formset in formsets:
            formset.save()
        if change and "groups" in form.changed_data:
            officers.assign_roles(
                by=signed_in(request), user=form.instance, roles=form.cleaned_data["groups"]
            )

    @admin.action(
        description=gettext_lazy("Lepas verifikasi dua langkah (HP hilang)"), permissions=["change"]
    )
    def remove_second_factor(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> HttpResponse | None:
        """Let officers who lost their phone set up a new one."""
        try:
            with transaction.atomic():  # all who were chosen, or nobody
                for user in queryset:
                    officers.remove_second_factor(by=signed_in(request), user=user)
        except PermissionDenied:
            messages.error(
                request, _("Tidak ada yang dilepas: Anda memilih akun yang tidak boleh Anda ubah.")
            )
        else:
            messages.success(request, _("Verifikasi dua langkah dilepas. Sesi mereka berakhir."))
        return None


@admin.register(Impersonation)
class ImpersonationAdmin(RecordAdmin):
    """Who looked as whom, why and how long."""

    list_display = ("started_at", "officer", "person", "purpose", "text", "until", "pages_shown")
    list_select_related = ("officer", "person")
    fields = list_display

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Impersonation]":
        """Count the pages together with their rows."""
        return super().get_queryset(request).annotate(number=Count("pages"))

    @admin.display(description=gettext_lazy("berakhir"))
    def until(self, obj: Impersonation) -> datetime:
        """Return when it ended."""
        return obj.until

    @admin.display(description=gettext_lazy("halaman"))
    def pages_shown(self, obj: Impersonation) -> int:
        """Return how many pages were shown."""
        return vars(obj)["number"]


@admin.register(Group)
class RoleAdmin(SikasModelAdmin):
    """Roles and their rights; they come with the portal and are read here."""

    list_display = ("name",)
    search_fields = ("name",)
    filter_horizontal = ("permissions",)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Roles come from one table in the code."""
        return False

    def has_change_permission(self, *_request: Any) -> bool:
        """Rights come from one table in the code."""
        return False

    def has_delete_permission(self, *_request: Any) -> bool:
        """Roles come from one table in the code."""
        return False
