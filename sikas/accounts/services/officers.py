"""Officers: invite, deactivate, give roles, take a lost second factor away."""

import uuid
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction

from sikas.accounts import messages
from sikas.accounts.contacts import Contact
from sikas.accounts.enums import Kind
from sikas.accounts.models import User
from sikas.accounts.services import sessions


def invite_officer(*, by: User, name: str, email: str, roles: Iterable[Group]) -> User:
    """Make an officer without a password and send the way to set one; raises PermissionDenied."""
    if not by.has_perm("accounts.add_user"):
        raise PermissionDenied
    with transaction.atomic():
        user = User.objects.create_user(name=name, email=email, kind=Kind.OFFICER)
        if roles:
            assign_roles(by=by, user=user, roles=roles)
        messages.queue(
            event="accounts.officer_invited",
            key=uuid.uuid4().hex,
            contact=Contact("email", email),
            recipient=user,
            context={"name": name, "invited_by": by.name},
        )
    return user


def assign_roles(*, by: User, user: User, roles: Iterable[Group]) -> None:
    """Give an officer exactly these roles; nobody gives rights to himself."""
    _check_may(by, "accounts.assign_roles", user)
    if user.kind != Kind.OFFICER:
        raise PermissionDenied
    user.groups.set(roles)


def set_active(*, by: User, user: User, active: bool) -> None:
    """Let somebody sign in, or stop him and end his sessions; never oneself."""
    _check_may(by, "accounts.change_user", user)
    with transaction.atomic():
        user.is_active = active
        user.save(update_fields=["is_active"])
        if not active:
            sessions.end_all(user=user)


def remove_second_factor(*, by: User, user: User) -> None:
    """Let an officer who lost his phone set up a new one; his sessions end and he is told."""
    _check_may(by, "accounts.assign_roles", user)
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        sessions.end_all(user=user)
        messages.tell(user, "accounts.second_factor_removed")


def _check_may(by: User, permission: str, user: User) -> None:
    """Raise PermissionDenied for oneself and, unless one is a superuser, for a superuser."""
    above = user.is_superuser and not by.is_superuser
    if above or by.pk == user.pk or not by.has_perm(permission):
        raise PermissionDenied
