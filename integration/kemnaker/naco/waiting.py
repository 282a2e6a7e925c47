"""Who proved an account of the ministry that signs in to none here: kept while he registers."""

from dataclasses import asdict, dataclass

from django.http import HttpRequest

from sikas import clock

KEY = "siapkerja_waiting"  # in the session
MINUTES = 30


@dataclass(frozen=True)
class Waiting:
    """What the ministry said of him; `at` is in seconds since 1970."""

    uid: str
    name: str
    email: str
    at: float


def remember(request: HttpRequest, *, uid: str, name: str, email: str) -> None:
    """Keep it in the session."""
    found = Waiting(uid=uid, name=name, email=email, at=clock.now().timestamp())
    request.session[KEY] = asdict(found)


def waiting(request: HttpRequest) -> Waiting | None:
    """Return who is waiting in this session, for half an hour."""
    if KEY not in request.session:
        return None
    found = Waiting(**request.session[KEY])
    return found if clock.now().timestamp() - found.at < MINUTES * 60 else None


def forget(request: HttpRequest) -> None:
    """Forget it."""
    request.session.pop(KEY, None)
