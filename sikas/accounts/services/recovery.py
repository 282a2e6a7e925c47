"""Give an account back to its owner, who has proven at the counter who he is."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from sikas.accounts import messages
from sikas.accounts.contacts import Contact
from sikas.accounts.models import Code, User
from sikas.accounts.services import outside, sessions
from sikas.accounts.services.registration import ContactTakenError


class NotRecoverableError(ValidationError):
    """There is no account here that the counter may give back."""

    def __init__(self) -> None:
        super().__init__(_("Akun ini tidak dapat dipulihkan di loket. Hubungi admin sistem."))


def recover_account(*, user: User, contact: Contact) -> None:
    """Put a new address in place of all old ones, which may belong to others by now.

    Side effects in order: the old addresses are told; contacts; the password, the second factor,
    accounts elsewhere and codes on their way are gone; every session ends. The owner sets a
    password by "Lupa kata sandi": its code goes to the new address and confirms it. Raises
    NotRecoverableError for officers and for accounts that are switched off, ContactTakenError when
    another account has the address.
    """
    try:
        with transaction.atomic():
            fresh = User.objects.select_for_update().get(pk=user.pk)
            if fresh.is_staff or not fresh.is_active:
                raise NotRecoverableError
            messages.tell(fresh, "accounts.contact_changed", contact=contact.masked)
            for kind in ("email", "phone"):
                setattr(fresh, kind, contact.address if kind == contact.kind else None)
                setattr(fresh, f"{kind}_verified", None)
            fresh.set_unusable_password()
            fresh.save()
            Authenticator.objects.filter(user=fresh).delete()
            outside.forget(user=fresh)
            # A code that an old address got would set a password and put that address back.
            Code.objects.filter(user=fresh).delete()
            sessions.end_all(user=fresh)
    except IntegrityError:
        raise ContactTakenError from None
