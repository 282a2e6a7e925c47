"""Register, confirm, get a new password, add or change a contact."""

from dataclasses import asdict

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from sikas import clock
from sikas.accounts import messages
from sikas.accounts.contacts import Contact
from sikas.accounts.enums import Kind, Purpose
from sikas.accounts.models import Code, Consent, User
from sikas.accounts.models.consents import VERSIONS
from sikas.accounts.services import codes, outside, sessions
from sikas.accounts.services.outside import Link


class ContactTakenError(ValidationError):
    """Somebody else confirmed this address first."""

    def __init__(self) -> None:
        super().__init__(
            _("Kontak ini sudah dipakai akun lain. Masuk dengan akun itu."), code="contact_taken"
        )


class CodeGoneError(ValidationError):
    """The code was used, or ended with a recovery of the account, while its holder typed on."""

    def __init__(self) -> None:
        super().__init__(_("Kode ini tidak berlaku lagi. Minta kode baru."), code="code_gone")


def begin_signup(
    *,
    name: str,
    kind: Kind,
    contact: Contact,
    password: str,
    next_url: str = "",
    link: Link | None = None,
) -> Code:
    """Keep what was typed and send a code; nothing exists until the code comes back.

    An address that already has an account gets the same answer and another message. `link` is the
    account elsewhere that will sign in to the new one.
    """
    hashed = make_password(password)
    return codes.send_code(
        purpose=Purpose.SIGNUP,
        contact=contact,
        user=None,
        usable=User.objects.by_contact(contact) is None,
        data={
            "name": name,
            "kind": kind,
            "password": hashed,
            "next": next_url,
            "link": asdict(link) if link else None,
        },
    )


def complete_signup(*, code: Code) -> User:
    """Make the user of a confirmed code, with his consents and the account elsewhere, if any.

    Raises ContactTakenError and LinkTakenError.
    """
    user = User(name=code.data["name"], kind=code.data["kind"], password=code.data["password"])
    _put(user, code.contact)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            Consent.objects.bulk_create(
                Consent(user=user, document=document, version=version, given_at=code.created_at)
                for document, version in VERSIONS.items()
            )
            if link := code.data.get("link"):
                outside.connect(user=user, link=Link(**link))
            code.delete()  # holds the password's hash
    except IntegrityError:
        raise ContactTakenError from None
    return user


def begin_reset(*, contact: Contact) -> Code:
    """Send a code for a new password, or tell the address that it has no account."""
    user = User.objects.by_contact(contact)
    return codes.send_code(
        purpose=Purpose.RESET,
        contact=contact,
        user=user,
        usable=user is not None and user.is_active,
        data={},
    )


def complete_reset(*, code: Code, password: str) -> User:
    """Set the new password, confirm the address, end every session, tell the user.

    Raises CodeGoneError.
    """
    with transaction.atomic():
        user = _locked_owner(code)
        user.set_password(password)
        _put(user, code.contact)
        user.save()
        code.delete()
        sessions.end_all(user=user)
        messages.tell(user, "accounts.password_changed")
    return user


def begin_contact(*, user: User, contact: Contact) -> Code:
    """Send a code to a new address of a signed-in user."""
    taken = User.objects.by_contact(contact)
    return codes.send_code(
        purpose=Purpose.CONTACT,
        contact=contact,
        user=user,
        usable=taken is None or taken.pk == user.pk,
        data={},
    )


def complete_contact(*, code: Code) -> User:
    """Put the confirmed address on the account; tell the addresses it had before.

    Raises ContactTakenError and CodeGoneError.
    """
    try:
        with transaction.atomic():
            user = _locked_owner(code)
            unchanged = code.contact in user.contacts
            if not unchanged:
                messages.tell(user, "accounts.contact_changed", contact=code.contact.masked)
            _put(user, code.contact)
            user.save()
            code.delete()
    except IntegrityError:
        raise ContactTakenError from None
    return user


def change_password(*, user: User, password: str) -> None:
    """Set a password its owner chose while signed in, end his sessions and tell him."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        sessions.end_all(user=user)
        messages.tell(user, "accounts.password_changed")


def _locked_owner(code: Code) -> User:
    """Lock the account, then look whether the code still holds; a recovery ends it so locked."""
    user = User.objects.select_for_update().get(pk=str(code.user_id))
    if not Code.objects.filter(pk=code.pk).exists():
        raise CodeGoneError
    return user


def _put(user: User, contact: Contact) -> None:
    setattr(user, contact.kind, contact.address)
    setattr(user, f"{contact.kind}_verified", clock.now())
