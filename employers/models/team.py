"""The people who act for a company, and those who are invited to."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from employers.enums import MemberRole
from employers.models.companies import Company
from sikas.accounts.contacts import Contact
from sikas.clock import DatabaseNow

# At commit, so that two people may change places in one transaction. The lock lets two
# transactions that each take the other's owner away look one after the other.
KEEP_AN_OWNER = """
    perform 1 from employers_company
        where id = old.company_id and ownerless_since is null for no key update;
    if found and not exists (
        select 1 from employers_member
        where company_id = old.company_id and role = 'owner' and is_active
    ) then
        raise exception 'company % has no active owner', old.company_id
            using errcode = 'check_violation', constraint = 'company_has_owner';
    end if;
    return null;
"""


class MemberQuerySet(models.QuerySet["Member"]):
    """Reads of teams."""

    def owners(self) -> "MemberQuerySet":
        """Members who may change the company and its team."""
        return self.filter(role=MemberRole.OWNER, is_active=True)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Member(models.Model):
    """A person who acts for a company; a company always has an active owner.

    Only when the last owner's account is erased a company may be without one: it then says since
    when (`ownerless_since`), and officers find it a new owner.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(
        _("peran"), max_length=12, choices=MemberRole, default=MemberRole.RECRUITER
    )
    is_active = models.BooleanField(_("aktif"), default=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("anggota tim perusahaan")
        verbose_name_plural = _("anggota tim perusahaan")
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user"],
                name="member_once_per_company",
                violation_error_message=_("Orang ini sudah ada di tim perusahaan."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=MemberRole.values),
                name="member_role_known",
                violation_error_message=_("Peran ini tidak dikenal."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keep_an_owner",
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(old__role=MemberRole.OWNER.value, old__is_active=True),
                func=KEEP_AN_OWNER,
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Reads of invitations; the database's clock decides what has expired."""

    def open(self) -> "InvitationQuerySet":
        """Invitations that nobody has taken or taken back, expired or not."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def usable(self) -> "InvitationQuerySet":
        """Invitations that can be accepted now."""
        return self.open().filter(expires_at__gt=DatabaseNow())


class Invitation(models.Model):
    """Somebody at `address` may join the team; only the hash of the token in the link is kept."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="invitations")
    channel = models.CharField(_("jalur"), max_length=10)
    address = models.CharField(_("alamat"), max_length=254)
    role = models.CharField(
        _("peran"), max_length=12, choices=MemberRole, default=MemberRole.RECRUITER
    )
    digest = models.CharField(_("sidik tautan"), max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("diundang oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sent = models.PositiveSmallIntegerField(_("pengiriman"), default=1)
    sent_at = models.DateTimeField(_("dikirim"), db_default=DatabaseNow())
    expires_at = models.DateTimeField(_("berlaku sampai"))
    accepted_at = models.DateTimeField(_("diterima"), null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("diterima oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    revoked_at = models.DateTimeField(_("dibatalkan"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("undangan tim perusahaan")
        verbose_name_plural = _("undangan tim perusahaan")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["company", "address"],
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_once_per_address",
                violation_error_message=_("Alamat ini sudah diundang."),
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(revoked_at__isnull=True),
                name="invitation_accepted_or_revoked",
                violation_error_message=_("Undangan yang dibatalkan tidak dapat diterima."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=MemberRole.values),
                name="invitation_role_known",
                violation_error_message=_("Peran ini tidak dikenal."),
            ),
        ]

    def __str__(self) -> str:
        return self.contact.masked

    @property
    def contact(self) -> Contact:
        """Return where the invitation was sent."""
        return Contact("email" if self.channel == "email" else "phone", self.address)
