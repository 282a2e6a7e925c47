"""Sessions in the database; a cookie that cannot be a key of ours is no session."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """Refuses keys that Django never makes: PostgreSQL would answer a NUL byte with an error."""

    def _validate_session_key(self, key: Any) -> bool:
        known = super()._validate_session_key(key)  # type: ignore[misc]
        return known and key.isascii() and key.isalnum()
