"""E-mail addresses and phone numbers as people type them, made comparable."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 254  # RFC 5321: the longest usable e-mail address
_PHONE = re.compile(r"(?:\+?62|0)(8[0-9]{8,11})", re.ASCII)  # 08…, 10–13 digits nationally
_LOOKS_LIKE_PHONE = re.compile(r"[+(]?[0-9][0-9 ().\-]*", re.ASCII)
_PUNCTUATION = re.compile(r"[ ().\-]")
_is_email = EmailValidator()


@dataclass(frozen=True)
class Contact:
    """Where a code can be sent: `address` is +628… for a phone, lower case for an e-mail."""

    kind: Literal["email", "phone"]
    address: str

    @property
    def masked(self) -> str:
        """Return enough to recognise one's own address, too little to learn another's."""
        if self.kind == "phone":
            return f"{self.address[:5]}••••{self.address[-3:]}"
        local, _at, domain = self.address.partition("@")
        return f"{local[:2]}•••@{domain}"


def parse_phone(text: str) -> Contact:
    """Read 08…, 62… or +62… into a contact; raises ValidationError."""
    plain = _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text))
    match = _PHONE.fullmatch(plain)
    if not match:
        raise ValidationError(
            _("Tulis nomor HP Indonesia 10 sampai 13 angka, contoh 081234567890."),
            code="invalid_phone",
        )
    return Contact("phone", f"+62{match[1]}")


def parse_email(text: str) -> Contact:
    """Read an e-mail address into a contact; raises ValidationError."""
    address = unicodedata.normalize("NFKC", text).strip().lower()
    try:
        _is_email(address)
    except ValidationError:
        raise ValidationError(
            _("Tulis alamat email lengkap, contoh nama@contoh.id."), code="invalid_email"
        ) from None
    if len(address) > MAX_LENGTH:
        raise ValidationError(_("Alamat email terlalu panjang."), code="invalid_email")
    return Contact("email", address)


def parse_contact(text: str) -> Contact:
    """Read what was typed into "Email atau nomor HP"; raises ValidationError."""
    text = unicodedata.normalize("NFKC", text).strip()
    if _LOOKS_LIKE_PHONE.fullmatch(text):
        return parse_phone(text)
    if "@" in text:
        return parse_email(text)
    raise ValidationError(
        _("Tulis email (nama@contoh.id) atau nomor HP (081234567890)."), code="invalid_contact"
    )
