"""What apps do with messages: queue one, try a failed one again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sikas.bell import ring
from sikas.clock import DatabaseNow
from sikas.notifications import preferences
from sikas.notifications.enums import Channel, State
from sikas.notifications.models import Message, Preference
from sikas.notifications.tasks import deliver
from sikas.notifications.topics import Topic, topic_of
from sikas.notifications.unsubscribing import topics_url
from sikas.personal_data import FORGOTTEN

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

BATCH = 1000  # rows of one insert


@dataclass(frozen=True)
class Telling:
    """What one person is told: `key` says what it is about, `context` fills the templates."""

    person: Any
    key: str
    context: Mapping[str, Any]


def queue_message(
    *,
    event: str,
    key: str,
    channel: Channel,
    address: str,
    recipient: "AbstractBaseUser | None" = None,
    context: Mapping[str, Any],
    expires_at: datetime | None = None,
) -> Message:
    """Write a message into the outbox in the caller's transaction, once per event and channel.

    `event` names the templates `templates/notifications/<event>.*`; `key` says what it is about
    ("application:123"); `context` must be JSON and is wiped when the message is sent, so it may
    hold a code (in-app messages keep it, to be shown). An e-mail whose context has an
    `unsubscribe_url` offers it to the mail reader and below its text. After `expires_at` nothing is
    sent.

    Side effects: inserts the row unless it exists; after commit, tells a worker.
    Returns the row that holds, the first one when called again.
    """
    in_app = channel == Channel.IN_APP
    message = Message(
        event=event,
        key=key,
        channel=channel,
        address=address,
        recipient=recipient,  # type: ignore[misc]
        context=dict(context),
        expires_at=expires_at,
        state=State.SENT if in_app else State.WAITING,
        sent_at=DatabaseNow() if in_app else None,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    row = Message.objects.get(event=event, key=key, channel=channel)
    if row.pk == message.pk and not in_app:
        announce(row)
    return row


def tell(*, person: Any, event: str, key: str, context: Mapping[str, Any]) -> None:
    """Tell a user by the channels that he wants for the topic of the event; see `tell_many`."""
    tell_many(event=event, tellings=[Telling(person, key, context)])


def tell_many(*, event: str, tellings: Iterable[Telling]) -> None:
    """Tell users (`email` and `phone`, one of them set) of one event, each once per key.

    A channel that somebody switched off for the topic is never asked; essential topics and events
    without a topic go to all. What somebody wants once a day is held for his digest, but is in the
    portal at once. Two queries for any number, one when the topic is essential.

    Side effects in order: inserts the rows that do not exist; after commit, tells a worker.
    """
    tellings = list(tellings)
    topic = topic_of(event)
    chosen = preferences.chosen(topic, [telling.person for telling in tellings])
    rows = [
        _outgoing(event, telling, topic, chosen.get(telling.person.pk), way)
        for telling in tellings
        for way in preferences.ways(topic, telling.person, chosen.get(telling.person.pk)).items()
    ]
    # In one order: two that insert the same rows then wait for each other one way only.
    rows.sort(key=lambda row: (row.key, row.channel))
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    for row in rows:
        if row.state == State.WAITING:  # a bell for a row that was there already finds nothing
            announce(row)


def _outgoing(
    event: str,
    telling: Telling,
    topic: Topic,
    preference: Preference | None,
    way: tuple[Channel, str],
) -> Message:
    channel, address = way
    context, state, sent_at = dict(telling.context), State.WAITING, None
    if channel == Channel.IN_APP:
        state, sent_at = State.SENT, DatabaseNow()
    elif preferences.waits_a_day(topic, preference):
        state = State.HELD
    if channel == Channel.EMAIL and not topic.essential:
        context["unsubscribe_url"] = topics_url(person_id=telling.person.pk, topics=[topic.key])
    return Message(
        event=event,
        key=f"{telling.key}:{telling.person.pk}",
        channel=channel,
        address=address,
        recipient=telling.person,
        context=context,
        state=state,
        sent_at=sent_at,
    )


def announce(message: Message) -> None:
    """Ring for a message after commit; lost bells are made good by the sweep."""
    transaction.on_commit(partial(ring, deliver, str(message.pk)), robust=True)


def open_message(*, message: Message) -> None:
    """Note that the person has opened an in-app message; the first time counts."""
    Message.objects.unread().filter(pk=message.pk).update(read_at=DatabaseNow())


def open_all(*, person: Any) -> int:
    """Note that the person needs no reminder of any message; returns how many were unread."""
    return Message.objects.unread().filter(recipient=person).update(read_at=DatabaseNow())


def forget_name(*, event: str, key: str, fields: Iterable[str]) -> None:
    """Put "(data dihapus)" where messages to others name an erased person.

    `key` is how the keys of these messages begin. In-app messages and those not sent yet have a
    context; of the others it was wiped.
    """
    for message in Message.objects.filter(event=event, key__startswith=key).exclude(context={}):
        message.context |= dict.fromkeys(fields, FORGOTTEN)
        message.save(update_fields=["context"])


def retry_message(*, message: Message) -> bool:
    """Put a dead message back in the queue with all its attempts; False when it is not dead."""
    revived = Message.objects.filter(pk=message.pk, state=State.DEAD).update(
        state=State.WAITING, attempts=0, next_attempt_at=DatabaseNow(), last_error=""
    )
    if revived:
        announce(message)
    return bool(revived)
