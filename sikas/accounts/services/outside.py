"""Accounts elsewhere, such as the ministry's, that sign in to an account here.

None is ever connected because an address is the same: who proves one account has not proven the
other (docs/decisions/0085-siapkerja-never-links-silently.md).
"""

from dataclasses import dataclass

from allauth.socialaccount import providers
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sikas import clock
from sikas.accounts import messages
from sikas.accounts.models import User


@dataclass(frozen=True)
class Link:
    """An account elsewhere: who keeps it, and the number it has there."""

    provider: str
    uid: str


class LinkTakenError(ValidationError):
    """Another account here has this account elsewhere, or this one has another."""

    def __init__(self) -> None:
        super().__init__(
            _("Akun itu sudah terhubung dengan akun SIKAS lain, atau akun Anda dengan yang lain."),
            code="link_taken",
        )


def name_of(provider: str) -> str:
    """Return what people call the keeper of accounts elsewhere."""
    known = providers.registry.get_class(provider)
    return str(known.name) if known else provider


def links(*, user: User) -> QuerySet[SocialAccount]:
    """Return the accounts elsewhere that sign in to this one."""
    return SocialAccount.objects.filter(user=user).order_by("date_joined", "pk")


def owner_of(*, link: Link) -> User | None:
    """Return whose account here this one signs in to; note that it was used."""
    found = SocialAccount.objects.filter(provider=link.provider, uid=link.uid)
    found.update(last_login=clock.now())
    account = found.select_related("user").first()
    return account.user if account else None


def connect(*, user: User, link: Link) -> None:
    """Let an account elsewhere sign in to this one; nothing else about it is kept.

    Officers have none. Raises LinkTakenError.
    """
    if user.is_staff or links(user=user).filter(provider=link.provider).exists():
        raise LinkTakenError
    try:
        with transaction.atomic():
            SocialAccount.objects.create(user=user, provider=link.provider, uid=link.uid)
    except IntegrityError:
        raise LinkTakenError from None


@transaction.atomic
def connect_and_tell(*, user: User, link: Link) -> None:
    """Connect an account elsewhere and tell the user at every address; raises LinkTakenError."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    connect(user=locked, link=link)
    messages.tell(locked, "accounts.link_added", name=name_of(link.provider))


def forget(*, user: User) -> None:
    """Part an account with all others elsewhere: it was closed or given back at the counter."""
    links(user=user).delete()


@transaction.atomic
def disconnect(*, user: User, provider: str) -> bool:
    """Part with an account elsewhere and tell the user; False when there was none."""
    deleted, _tables = links(user=user).filter(provider=provider).delete()
    if deleted:
        messages.tell(user, "accounts.link_removed", name=name_of(provider))
    return deleted > 0
