"""What applicants are told of what a company did; thousands of them in a few statements."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from jobs.models import Application
from sikas import clock
from sikas.notifications.services import Telling, tell_many

Facts = Callable[[Application], Mapping[str, Any]]


def reachable(keys: Collection[int]) -> list[Application]:
    """Return the applications whose seeker has an account, with what messages name."""
    found = Application.objects.filter(pk__in=keys, seeker__user__is_active=True)
    rows = found.select_related("seeker__user", "vacancy__company").defer("profile", "letter")
    return list(rows.order_by("pk"))


def tell_applicants(
    event: str,
    keys: Collection[int],
    *,
    about: str,
    facts: Facts = lambda _application: {},
) -> None:
    """Queue a message to each applicant; `facts` are the context beside title and company.

    `about` tells this step of an application from its others, `moment()` where it may come again.
    """
    tell_many(
        event=event,
        tellings=[
            Telling(
                row.seeker.user,
                f"application:{row.pk}:{about}",
                {
                    "title": row.vacancy.title,
                    "company": row.vacancy.employer,
                    "path": row.get_absolute_url(),
                    **facts(row),
                },
            )
            for row in reachable(keys)
        ],
    )


def moment() -> str:
    """Name this moment in keys of messages."""
    return f"{clock.now():%Y%m%d%H%M%S%f}"
