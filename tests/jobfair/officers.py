"""What officers' pages of fairs need in tests: who is signed in, and what forms send."""

from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from sikas import clock
from sikas.accounts import roles
from sikas.accounts.models import User
from tests.factories import make_officer

HOME = "/admin/job-fair/"
DAY = timedelta(days=1)


def manager_at(client: Client) -> User:
    """Sign a manager of fairs in."""
    officer = make_officer(roles.FAIR_MANAGER)
    client.force_login(officer)
    return officer


def moment(name: str, at: datetime) -> dict[str, str]:
    """Return what the four boxes of a moment send."""
    local = timezone.localtime(at)
    parts = {"day": local.day, "month": local.month, "year": local.year, "time": f"{local:%H.%M}"}
    return {f"{name}_{part}": str(value) for part, value in parts.items()}


def fair_form(opens: datetime | None = None, **changes: Any) -> dict[str, str]:
    """Return a form of a fair of five days that opens in 30 days; moments may be changed."""
    opens = opens or clock.now() + 30 * DAY
    times = {
        "catalogue_at": opens - 7 * DAY,
        "registration_at": opens - 7 * DAY,
        "opens_at": opens,
        "closes_at": opens + 5 * DAY,
    }
    form = {
        "name": "Job Fair Asahan 2030",
        "venue": "",
        "about": "Satu pekan.",
        "morning_from": "09.00",
        "morning_until": "12.00",
        "afternoon_from": "13.30",
        "afternoon_until": "16:00",
        "quota": "15",
        "outcome_days": "14",
        "age_min": "",
        "age_max": "",
        "education": "",
    }
    for name, at in times.items():
        form |= moment(name, changes.pop(name, at))
    return form | changes
