"""Officers see what became of a message, never what it said, and send a dead one again."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest
from django.test import RequestFactory

from sikas.accounts.models import User
from sikas.notifications.admin import MessageAdmin
from sikas.notifications.enums import State
from sikas.notifications.models import Message
from tests.notifications.messages import queue_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def message_admin() -> MessageAdmin:
    return MessageAdmin(Message, admin.site)


def request_of(*permissions: str) -> HttpRequest:
    user = User.objects.create_user(name="Rahma", email="rahma@disnaker.example", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    request: Any = RequestFactory().post("/")
    request.user, request.session = user, {}
    request._messages = FallbackStorage(request)
    return request


def test_retry_puts_only_dead_messages_back(message_admin):
    dead, sent = queue_code(key="1"), queue_code(key="2")
    Message.objects.filter(pk=dead.pk).update(state=State.DEAD, attempts=60, last_error="SMTP 550")
    Message.objects.filter(pk=sent.pk).update(state=State.SENT, sent_at=sent.created_at)
    request = request_of()
    message_admin.retry(request, Message.objects.all())
    dead.refresh_from_db()
    sent.refresh_from_db()
    assert (dead.state, dead.attempts, dead.last_error) == (State.WAITING, 0, "")
    assert sent.state == State.SENT
    assert [str(note) for note in request._messages] == [  # type: ignore[attr-defined]
        "1 pesan dimasukkan lagi ke antrean."
    ]


def test_content_is_never_shown(message_admin):
    fields = message_admin.get_fields(request_of("view_message"), queue_code())
    assert "context" not in fields
    assert "last_error" in fields


def test_only_the_right_to_change_gives_the_retry(message_admin):
    reader = request_of("view_message")
    assert "retry" not in message_admin.get_actions(reader)
    reader.user = User.objects.create_superuser(name="Admin", email="admin@disnaker.example")
    assert "retry" in message_admin.get_actions(reader)


def test_nobody_adds_changes_or_deletes(message_admin):
    request = request_of()
    request.user = User.objects.create_superuser(name="Admin", email="admin@disnaker.example")
    assert not message_admin.has_add_permission(request)
    assert not message_admin.has_change_permission(request, queue_code())
    assert not message_admin.has_delete_permission(request)
    assert message_admin.has_view_permission(request)
