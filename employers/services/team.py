"""Who acts for a company: invite, accept, change roles, remove, leave; an owner always stays."""

import hashlib
import secrets
from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction as database
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from employers.enums import MemberRole
from employers.models import Company, Invitation, Member
from sikas import clock
from sikas.accounts.contacts import Contact
from sikas.accounts.models import User
from sikas.clock import DatabaseNow
from sikas.notifications.enums import Channel
from sikas.notifications.services import queue_message, tell

LIFETIME = timedelta(days=7)
FORGOTTEN_AFTER = timedelta(days=30)  # an address of a person who may never have come
CHANNELS = {"email": Channel.EMAIL, "phone": Channel.WHATSAPP}


class LastOwnerError(ValidationError):
    """The change would leave the company without an owner."""

    def __init__(self) -> None:
        super().__init__(
            _("Perusahaan harus punya paling sedikit satu pemilik akun. Tunjuk pemilik lain dulu.")
        )


class AlreadyMemberError(ValidationError):
    """Who has this address is in the team already."""

    def __init__(self) -> None:
        super().__init__(_("Orang dengan alamat ini sudah ada di tim."))


class InvitationOverError(Exception):
    """The invitation was used, taken back, or is too old."""


@database.atomic
def invite(*, company: Company, contact: Contact, role: MemberRole, by: User) -> Invitation:
    """Send somebody a link that lets him join the team; an open invitation is sent again.

    Side effects in order: the invitation, its message. Raises AlreadyMemberError.
    """
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)  # two taps, one invitation
    here = {f"user__{contact.kind}": contact.address}
    if company.members.filter(is_active=True, **here).exists():
        raise AlreadyMemberError
    invitation = company.invitations.open().filter(address=contact.address).first()
    if invitation is None:
        invitation = Invitation(company=company, channel=contact.kind, address=contact.address)
        invitation.sent = 0
    invitation.role, invitation.invited_by = role, by
    _send(invitation)
    return invitation


@database.atomic
def send_again(*, invitation: Invitation) -> Invitation:
    """Send a fresh link; the one sent before no longer works."""
    locked = Invitation.objects.open().select_for_update(no_key=True).get(pk=invitation.pk)
    _send(locked)
    return locked


def revoke(*, invitation: Invitation) -> bool:
    """Take an invitation back; False when it was accepted meanwhile."""
    return bool(Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=DatabaseNow()))


def find_invitation(token: str) -> Invitation | None:
    """Return the invitation of a link, usable or not."""
    found = Invitation.objects.select_related("company", "invited_by")
    return found.filter(digest=_digest(token)).first()


@database.atomic
def accept(*, invitation: Invitation, person: User) -> Member:
    """Let the person join; whoever was in the team before comes back.

    Side effects in order: the invitation is used up, the member, a message to the owners. A second
    tap changes nothing. Raises InvitationOverError, and ValueError for an officer.
    """
    if person.is_staff:
        raise ValueError("an officer verifies companies and acts for none")
    locked = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if locked.accepted_by_id == person.pk:
        return Member.objects.get(company=locked.company_id, user=person)
    if not Invitation.objects.usable().filter(pk=locked.pk).exists():
        raise InvitationOverError
    locked.accepted_at, locked.accepted_by = clock.now(), person
    locked.save(update_fields=["accepted_at", "accepted_by"])
    member, _new = Member.objects.get_or_create(
        company_id=locked.company_id, user=person, defaults={"role": locked.role}
    )
    if not (member.is_active and member.role == MemberRole.OWNER):
        member.role, member.is_active = locked.role, True
        member.save(update_fields=["role", "is_active"])
    if member.role == MemberRole.OWNER:
        Company.objects.filter(pk=locked.company_id).update(ownerless_since=None)
    for owner in locked.company.members.owners().exclude(user=person).select_related("user"):
        _tell(owner.user, member, "joined", f"invitation:{locked.pk}")
    return member


@database.atomic
def change_role(*, member: Member, role: MemberRole) -> None:
    """Give a member another role and tell him; raises LastOwnerError."""
    _change(member, role=role)
    _tell(member.user, member, role, f"member:{member.pk}:{clock.now():%Y%m%d%H%M%S%f}")


@database.atomic
def remove(*, member: Member) -> None:
    """Take a member off the team and tell him; raises LastOwnerError."""
    _change(member, is_active=False)
    _tell(member.user, member, "removed", f"member:{member.pk}:{clock.now():%Y%m%d%H%M%S%f}")


@database.atomic
def leave(*, member: Member) -> None:
    """Let a member go; raises LastOwnerError."""
    _change(member, is_active=False)


def forget_old_invitations() -> int:
    """Delete invitations that ran out long ago, with the addresses they were sent to."""
    old = Invitation.objects.filter(expires_at__lt=DatabaseNow() - FORGOTTEN_AFTER)
    return old.delete()[0]


def _change(member: Member, **fields: object) -> None:
    """Write it and ask the database at once whether the company still has an owner.

    The trigger of Member is the rule; it locks, so that two owners who take each other's role away
    at the same moment cannot both succeed.
    """
    try:
        with database.atomic():
            for name, value in fields.items():
                setattr(member, name, value)
            member.save(update_fields=list(fields))
            pgtrigger.constraints(pgtrigger.Immediate, "employers.Member:keep_an_owner")
    except IntegrityError as error:
        if "company_has_owner" in str(error) or "no active owner" in str(error):
            raise LastOwnerError from None
        raise


def _send(invitation: Invitation) -> None:
    token = secrets.token_urlsafe(32)
    invitation.digest = _digest(token)
    invitation.sent += 1
    invitation.sent_at, invitation.expires_at = clock.now(), clock.now() + LIFETIME
    invitation.save()
    queue_message(
        event="employers.invitation",
        key=f"invitation:{invitation.pk}:{invitation.sent}",
        channel=CHANNELS[invitation.channel],
        address=invitation.address,
        context={
            "company": invitation.company.name,
            "by": str(invitation.invited_by or ""),
            "days": LIFETIME.days,
            "url": settings.SITE_URL + reverse("invitation", args=[token]),
        },
        expires_at=invitation.expires_at,
    )


def _tell(person: User, member: Member, change: str, key: str) -> None:
    tell(
        person=person,
        event="employers.team_change",
        key=key,
        context={
            "company": member.company.name,
            "name": member.user.name,
            "change": change,
            "url": settings.SITE_URL + reverse("my_companies"),
        },
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
