"""Encryption of second-factor secrets at rest, with keys derived from SECRET_KEY."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(text: str) -> str:
    """Return the text encrypted with the current key."""
    return _box().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Return the text of a token made with the current key or an earlier one still configured."""
    return _box().decrypt(token.encode()).decode()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(str(key))) for key in keys])


def _derived(key: str) -> bytes:
    digest = hashlib.sha256(b"sikas.accounts.secrecy:" + key.encode()).digest()
    return base64.urlsafe_b64encode(digest)
