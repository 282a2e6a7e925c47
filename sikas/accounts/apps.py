"""The accounts app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Registers the app; officers sign in like everybody, by allauth."""

    name = "sikas.accounts"
    label = "accounts"
    verbose_name = _("Akun")

    def ready(self) -> None:
        """Close the admin site's own sign-in, which knows no second factor; keep the roles."""
        from allauth.account.decorators import secure_admin_login
        from django.contrib import admin
        from django.db.models.signals import post_migrate

        from sikas.accounts.roles import grant_roles

        post_migrate.connect(grant_roles, sender=self)

        admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
