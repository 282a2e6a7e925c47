"""When a request reached the web server in front, by the stamp that only this server writes."""

import re
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest

HEADER = "HTTP_X_ARRIVAL_TIME"
SECONDS = re.compile(r"\d{10}\.\d{3}", re.ASCII)  # nginx's $msec


def arrival_of(request: HttpRequest) -> datetime | None:
    """Return the stamp of a request; None where nobody vouches for it, or when it is illegible.

    How old a stamp may be is judged by the database (`apply_in_fair`).
    """
    stamp = request.META.get(HEADER, "")
    if not settings.ARRIVAL_STAMPED or not SECONDS.fullmatch(stamp):
        return None
    return datetime.fromtimestamp(float(stamp), UTC)
