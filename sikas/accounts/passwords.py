"""Passwords: our own checks beside Django's, and hashing that takes the same time for anybody."""

import re

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 128  # refused by length before any hashing
_PADDING = re.compile(r"[\W\d_]+")

# What people of this country type first; Django's own list is English.
_FAVOURITES = frozenset(
    """
    akusayang akusayangkamu alhamdulillah asahan bismillah cintaku indonesia jakarta kampung
    katasandi kerja kisaran lowongan medan merdeka pancasila pencarikerja rahasia rahasiaku
    sandi sayang sayangku sikas sumatera terserah
    """.split()  # noqa: SIM905 - words read better than a column of strings
)


class CommonHereValidator:
    """Refuses a favourite Indonesian word with digits or signs around it."""

    def validate(self, password: str, _user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError for a password that is guessed first here."""
        if _PADDING.sub("", password.lower()) in _FAVOURITES:
            raise ValidationError(
                _("Kata sandi ini terlalu sering dipakai orang. Pilih yang lain."),
                code="password_common_here",
            )

    def get_help_text(self) -> str:
        """Return nothing: the form says the rules in one line."""
        return ""


def waste_time(password: str) -> None:
    """Hash as long as checking a real password takes, for accounts that do not exist."""
    make_password(password)
