"""The accounts app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Registers the app; the roles follow every `migrate`."""

    name = "sikas.accounts"
    label = "accounts"
    verbose_name = _("Akun")

    def ready(self) -> None:
        """Connect the roles; say what this app keeps of a person."""
        from django.db.models.signals import post_migrate

        from sikas import personal_data
        from sikas.accounts.personal import KEEPER
        from sikas.accounts.roles import grant_roles
        from sikas.accounts.topics import ACCOUNT
        from sikas.notifications import topics

        post_migrate.connect(grant_roles, sender=self)
        personal_data.register(KEEPER)
        topics.register(ACCOUNT)
