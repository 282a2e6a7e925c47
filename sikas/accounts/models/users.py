"""Who signs in: one User for seekers, people of companies and officers."""

import uuid
from typing import Any

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from sikas import clock
from sikas.accounts.contacts import Contact
from sikas.accounts.enums import Kind


class UserManager(BaseUserManager["User"]):
    """Makes and finds users; absent addresses are NULL, never empty."""

    def create_user(self, password: str | None = None, **fields: Any) -> "User":
        """Save and return a user with a hashed password (none: it cannot be used)."""
        fields.setdefault("kind", Kind.OFFICER if fields.get("is_staff") else Kind.SEEKER)
        fields["is_staff"] = fields["kind"] == Kind.OFFICER
        user = self.model(**fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, password: str | None = None, **fields: Any) -> "User":
        """Save and return a system administrator."""
        return self.create_user(password, kind=Kind.OFFICER, is_superuser=True, **fields)

    def by_contact(self, contact: Contact) -> "User | None":
        """Return the user who has this address, active or not."""
        return self.filter(**{contact.kind: contact.address}).first()


@pghistory.track(
    model_name="UserEvent",
    fields=["kind", "is_active", "is_staff", "is_superuser", "email_verified", "phone_verified"],
)
class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail or phone; at least one of the two is present.

    `email` is lower case and `phone` is +628…: `contacts` makes them so. Both are stored only
    when confirmed by a code, except an officer's e-mail, confirmed by his first password.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.UUIDField(_("nama masuk"), unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("nama"), max_length=150)
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind, default=Kind.SEEKER)
    email = models.EmailField(_("email"), null=True, blank=True, unique=True)
    email_verified = models.DateTimeField(_("email dipastikan"), null=True, editable=False)
    phone = models.CharField(_("nomor HP"), max_length=16, null=True, blank=True, unique=True)
    phone_verified = models.DateTimeField(_("nomor HP dipastikan"), null=True, editable=False)
    is_staff = models.BooleanField(_("petugas"), default=False, editable=False)
    is_active = models.BooleanField(_("aktif"), default=True)
    date_joined = models.DateTimeField(_("terdaftar"), default=clock.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")
        default_permissions = ("add", "change", "view")
        permissions = [("assign_roles", "Can give officers their roles")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=False) | models.Q(phone__isnull=False),
                name="user_has_email_or_phone",
                violation_error_message=_("Isi email atau nomor HP."),
            ),
            models.CheckConstraint(
                condition=~models.Q(email="") & ~models.Q(phone=""),
                name="user_absent_contact_is_null",
                violation_error_message=_("Kosongkan kontak yang tidak ada."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.OFFICER, is_staff=True)
                | (~models.Q(kind=Kind.OFFICER) & models.Q(is_staff=False, is_superuser=False)),
                name="user_only_officers_are_staff",
                violation_error_message=_("Hanya petugas yang dapat membuka halaman petugas."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or self.phone or str(self.id)

    def get_full_name(self) -> str:
        """Return the name to show; the admin asks for it."""
        return str(self)

    @property
    def contacts(self) -> list[Contact]:
        """Return the addresses that exist, the e-mail first."""
        email = [Contact("email", self.email)] if self.email else []
        return email + ([Contact("phone", self.phone)] if self.phone else [])
