"""What somebody should do next, app by app; shown first where people land after signing in.

Apps register in `AppConfig.ready`, so that the account page below them need not know them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class NextStep:
    """How far something is (`percent`, 0 to 100), and what to do next and where."""

    title: str
    text: str
    url: str
    percent: int


Provider = Callable[[Any], NextStep | None]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add what an app has to say; called once from its `AppConfig.ready`."""
    _providers.append(provider)


def next_steps(user: Any) -> list[NextStep]:
    """Return what every app has to say to `user`, upper floors first."""
    return [step for provider in _providers if (step := provider(user))]
