"""What an app shows on the account page beside what to do next, such as vacancies that fit.

Apps register in `AppConfig.ready`, so that the account page below them need not know them.
"""

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

# Takes who is signed in; returns a section of the page, empty when there is nothing to show.
Panel = Callable[[Any], SafeString | None]
_panels: list[Panel] = []


def register(panel: Panel) -> None:
    """Add what an app has to show; called once from its `AppConfig.ready`."""
    _panels.append(panel)


def panels(user: Any) -> list[SafeString]:
    """Return the sections that apps show to `user`."""
    return [section for panel in _panels if (section := panel(user))]
