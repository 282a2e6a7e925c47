"""Sign-in by e-mail or phone: one query and one hash, whether or not the account exists."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from sikas.accounts import passwords
from sikas.accounts.contacts import Contact
from sikas.accounts.models import User


class ContactBackend(ModelBackend):
    """Finds the user by contact; an inactive one is refused like a wrong password."""

    def authenticate(  # type: ignore[override]
        self,
        _request: HttpRequest | None,
        contact: Contact | None = None,
        password: str | None = None,
        **_other: Any,
    ) -> User | None:
        """Return the user when the password fits."""
        if contact is None or password is None:
            return None
        user = User.objects.by_contact(contact)
        if user is None or not user.has_usable_password():
            passwords.waste_time(password)
            return None
        fits = user.check_password(password)
        return user if fits and self.user_can_authenticate(user) else None
