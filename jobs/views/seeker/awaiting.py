"""What waits for the job seeker's own answer, on the account page."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from jobs.journey import Row
from jobs.own_applications import awaiting_answer
from jobs.saved import is_seeker
from sikas.accounts.models import User

ON_ACCOUNT = 3


def panel(user: User) -> SafeString | None:
    """Return the section of the account page; nothing where nothing waits."""
    if not is_seeker(user):
        return None
    waiting = awaiting_answer(user)[: ON_ACCOUNT + 1]
    rows = [Row.of(application) for application in waiting]
    context = {"rows": rows[:ON_ACCOUNT], "more": len(rows) > ON_ACCOUNT}
    return render_to_string("jobs/applications/awaiting.html", context) if rows else None
