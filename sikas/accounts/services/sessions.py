"""Where somebody is signed in, and ending it."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from sikas import clock
from sikas.accounts.models import User


def living_sessions(*, user: User) -> QuerySet[UserSession]:
    """Return the user's open sessions, the newest first."""
    living = Session.objects.filter(expire_date__gt=clock.now()).values("session_key")
    return UserSession.objects.filter(user=user, session_key__in=living).order_by("-created_at")


def end_session(*, user: User, session_id: int) -> bool:
    """End one session of this user; False when he has no such session."""
    return _end(UserSession.objects.filter(user=user, pk=session_id)) > 0


def end_all(*, user: User, keep: str = "") -> int:
    """End every session of the user but the one with the key `keep`; return how many."""
    return _end(UserSession.objects.filter(user=user).exclude(session_key=keep))


def _end(chosen: QuerySet[UserSession]) -> int:
    with transaction.atomic():
        keys = list(chosen.values_list("session_key", flat=True))
        Session.objects.filter(session_key__in=keys).delete()
        UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)
