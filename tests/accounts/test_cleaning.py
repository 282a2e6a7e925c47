"""What is over is forgotten."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from sikas.accounts.models import Attempt, Code
from sikas.accounts.tasks import forget_expired_rows
from tests.accounts.people import is_signed_in, make_user, sign_in, sign_up

pytestmark = pytest.mark.django_db


def test_only_what_is_over_is_forgotten(client, clock) -> None:
    make_user(email="nur@contoh.id")
    sign_in(client, "nur@contoh.id")
    sign_up(Client(), "baru@contoh.id")

    clock.move(timedelta(minutes=30))
    forget_expired_rows()
    assert Code.objects.count() == 1
    assert is_signed_in(client)

    clock.move(timedelta(days=2))
    forget_expired_rows()
    assert not Code.objects.exists()
    assert not Attempt.objects.exists()
    assert is_signed_in(client)

    clock.move(timedelta(days=31))
    forget_expired_rows()
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
