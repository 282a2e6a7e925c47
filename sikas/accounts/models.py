"""Who signs in: one User for seekers, people of companies and officers."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from sikas import clock


class UserManager(BaseUserManager["User"]):
    """Makes users; absent addresses are NULL, never empty."""

    def create_user(self, password: str | None = None, **fields: object) -> "User":
        """Save and return a user with a hashed password."""
        user = self.model(**fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, password: str | None = None, **fields: object) -> "User":
        """Save and return a system administrator."""
        return self.create_user(password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail or phone; at least one of the two is present."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.UUIDField(_("nama masuk"), unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("nama"), max_length=150)
    email = models.EmailField(_("email"), null=True, blank=True, unique=True)
    phone = models.CharField(_("nomor HP"), max_length=16, null=True, blank=True, unique=True)
    is_staff = models.BooleanField(_("petugas"), default=False)
    is_active = models.BooleanField(_("aktif"), default=True)
    date_joined = models.DateTimeField(_("terdaftar"), default=clock.now)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=False) | models.Q(phone__isnull=False),
                name="user_has_email_or_phone",
                violation_error_message=_("Isi email atau nomor HP."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email or self.phone or str(self.id)

    def get_full_name(self) -> str:
        """Return the name to show; the admin asks for it."""
        return str(self)
