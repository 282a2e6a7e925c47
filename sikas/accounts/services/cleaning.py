"""Forget what is over: codes (they hold hashed passwords), counters, sessions."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from sikas.accounts.models import Attempt, Code
from sikas.clock import DatabaseNow

GRACE = timedelta(hours=1)  # a confirmed reset may still be waiting for its new password


def forget_expired() -> None:
    """Delete expired codes, counters and sessions, and the devices of sessions that are gone."""
    Code.objects.filter(expires_at__lt=DatabaseNow() - GRACE).delete()
    Attempt.objects.filter(resets_at__lt=DatabaseNow()).delete()
    Session.objects.filter(expire_date__lt=DatabaseNow()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
