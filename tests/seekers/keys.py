"""Keys of the tests: old ones, and new ones put beside them."""

from typing import Any

OLD, NEW = b"o" * 32, b"n" * 32


def new_keys(settings: Any) -> None:
    """Put the new keys beside the old ones, as docs/operations.md says."""
    settings.SEALING_KEYS = {"new": NEW, "old": OLD}
    settings.BLIND_INDEX_KEYS = {"a": OLD, "b": NEW}
