"""What the employers app does."""

from employers.services.verification import (
    MissingReasonError,
    active_team,
    decide_company,
    require_reason,
    submit_company,
    tell_team,
)

__all__ = [
    "MissingReasonError",
    "active_team",
    "decide_company",
    "require_reason",
    "submit_company",
    "tell_team",
]
