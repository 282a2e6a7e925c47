"""Items that wait because they could not be read."""

from itertools import count
from typing import Any

from integration.enums import Kind, Reason
from integration.models import Quarantined
from integration.quarantine import seal
from tests.integration.wire import vacancy

NUMBERS = count(1)


def a_quarantined_item(**changes: Any) -> Quarantined:
    """Save a vacancy without a title."""
    item = vacancy(next(NUMBERS), title="")
    values = {
        "kind": Kind.VACANCIES,
        "key": item["id"],
        "version": 1,
        "reason": Reason.MISSING,
        "path": "title",
        "expected": "harus diisi",
        "payload": seal(item),
    }
    return Quarantined.objects.create(**values | changes)
