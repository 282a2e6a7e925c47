"""What somebody reads in the portal: the in-app messages of a person and how they look.

How many are unread is asked on the account page alone. The header is drawn once and shared by
everybody, so a number there would cost every page of whoever is signed in a query and a drawing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from sikas.notifications.enums import Channel
from sikas.notifications.errors import PermanentError
from sikas.notifications.models import Message, MessageQuerySet
from sikas.notifications.rendering import render_line


@dataclass(frozen=True)
class Note:
    """A message in short: its title, one line of text ("" for none) and a path ("" for none)."""

    title: str
    text: str
    path: str


@dataclass(frozen=True)
class Entry:
    """A row of the list."""

    pk: UUID
    note: Note
    at: datetime
    is_unread: bool


def messages_to(person: Any) -> MessageQuerySet:
    """Return the in-app messages of a person, newest first."""
    mine = Message.objects.filter(channel=Channel.IN_APP, recipient=person)
    return mine.order_by("-created_at", "pk")


def unread_count(person: Any) -> int:
    """Return how many messages the person has not opened."""
    return messages_to(person).unread().count()


def entries(messages: Iterable[Message]) -> list[Entry]:
    """Return the rows of messages."""
    return [
        Entry(
            pk=message.pk,
            note=note_of(message.event, message.context),
            at=message.created_at,
            is_unread=message.read_at is None,
        )
        for message in messages
    ]


def note_of(event: str, context: Mapping[str, Any]) -> Note:
    """Return what an event says in short, from its `subject.txt` and `in_app.txt`.

    The second may be missing. Without the first, whose event is no longer told, it says so.
    """
    path = path_of(context)
    try:
        title = render_line(event, "subject.txt", context)
    except PermanentError:
        return Note(_("Pesan lama"), _("Isi pesan ini tidak lagi tersimpan."), path)
    try:
        return Note(title, render_line(event, "in_app.txt", context), path)
    except PermanentError:
        return Note(title, "", path)


def path_of(context: Mapping[str, Any]) -> str:
    """Return where a message leads within the portal, "" when nowhere."""
    path = str(context.get("path") or context.get("url", "")).removeprefix(settings.SITE_URL)
    safe = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if safe else ""
