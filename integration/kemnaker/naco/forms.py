"""The form that leads to the ministry: nothing to type, only counted."""

from typing import Any

from sikas.accounts.forms import LimitedForm


class LeaveForm(LimitedForm):
    """One press; how often is limited as for a sign-in."""

    def clean(self) -> dict[str, Any]:
        """Count the attempt."""
        self.take("sign_in_elsewhere")
        return super().clean() or {}
