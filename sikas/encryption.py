"""Values that a dump of the database must not show: sealed with AES-GCM, found by a blind index.

Sealing keys form a ring: the first one seals, every one opens, and each value names its key, so a
key is replaced while the site runs. Blind-index keys have two places, `a` and `b`, each with a
column of its own: a new key is put into the free place, every row gets its second index, and then
the old place is emptied. Keys come from the environment (docs/operations.md), never the database.
"""

import base64
import hmac
import secrets
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12  # what GCM is specified for
SLOTS = ("a", "b")


class CannotOpenError(Exception):
    """The value was sealed for another purpose, with a key that is gone, or was changed since."""


def current_key_id() -> str:
    """Return the name of the key that seals."""
    return next(iter(settings.SEALING_KEYS))


def seal(text: str, *, purpose: str) -> str:
    """Return `<key id>.<nonce and ciphertext>`; opens only for the same purpose."""
    key_id = current_key_id()
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(settings.SEALING_KEYS[key_id]).encrypt(nonce, text.encode(), purpose.encode())
    return f"{key_id}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, *, purpose: str) -> str:
    """Return the text; raises CannotOpenError."""
    key_id, _dot, body = sealed.partition(".")
    try:
        data = base64.urlsafe_b64decode(body)
        cipher = AESGCM(settings.SEALING_KEYS[key_id])
        return cipher.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], purpose.encode()).decode()
    except (KeyError, ValueError, InvalidTag) as error:
        raise CannotOpenError(key_id) from error


def blind_indexes(text: str, *, purpose: str) -> Mapping[str, str]:
    """Return what to look for in each place that has a key: {"a": 64 hex digits, …}."""
    return {
        slot: hmac.digest(key, f"{purpose}:{text}".encode(), "sha256").hex()
        for slot, key in settings.BLIND_INDEX_KEYS.items()
    }
