"""Messages of a day in one: held back while somebody wants it so, sent together every morning.

A held message belongs to its digest from then on and keeps its context until that is sent, so an
erased name is put out of it like out of any other message. Digests ring no bell: thousands of them
at seven o'clock would stand before somebody's code in the queue; the sweep sends them.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db import transaction

from sikas import clock
from sikas.notifications.enums import Channel, State
from sikas.notifications.inbox import note_of
from sikas.notifications.models import Message
from sikas.notifications.preferences import addresses, preferences_of, ways
from sikas.notifications.topics import Topic, topic_of
from sikas.notifications.unsubscribing import topics_url
from sikas.reference.models import Office

EVENT = "notifications.digest"
HOUR = 7  # of the office's morning
SHOWN = 50  # messages in one digest; the others are in the portal


def send_digests() -> int:
    """Put what was held before this morning's hour into one message for each person and channel.

    Safe to run at any time and again: before that hour nothing is due, and a day's digest is there
    once. What comes after it waits for the next day. Returns how many digests were made.
    """
    cut = todays_cut()
    if cut is None:
        return 0
    held = Message.objects.filter(state=State.HELD, created_at__lt=cut)
    pairs = held.order_by("recipient", "channel").values_list("recipient", "channel").distinct()
    return sum(_bundle(person_id, Channel(channel), cut) for person_id, channel in list(pairs))


def todays_cut() -> datetime | None:
    """Return this morning's hour where the office is, None before it."""
    here = clock.now().astimezone(ZoneInfo(Office.objects.current().time_zone))
    cut = here.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return cut if here >= cut else None


@transaction.atomic
def _bundle(person_id: Any, channel: Channel, cut: datetime) -> bool:
    """Make the digest of one person and channel; what is no longer wanted is dropped."""
    person: Any = get_user_model().objects.filter(pk=person_id).first()
    if person is None:
        return False  # erased this very moment, and what was held with him
    mine = Message.objects.filter(state=State.HELD, recipient=person, channel=channel)
    held = mine.filter(created_at__lt=cut).select_for_update(skip_locked=True)
    wanted, dropped = _sorted_out(person, channel, held.order_by("created_at", "pk"))
    Message.objects.filter(pk__in=dropped).delete()
    if not wanted:
        return False
    digest = Message(
        event=EVENT,
        key=f"{person.pk}:{cut:%Y-%m-%d}",
        channel=channel,
        address=addresses(person)[channel],
        recipient=person,
        context=_context(person, channel, wanted.values()),
    )
    Message.objects.bulk_create([digest], ignore_conflicts=True)
    if not Message.objects.filter(pk=digest.pk).exists():
        return False  # today's has gone; these were written late and come tomorrow
    Message.objects.filter(pk__in=wanted).update(state=State.BUNDLED, digest=digest)
    return True


def _sorted_out(
    person: Any, channel: Channel, held: Iterable[Message]
) -> tuple[dict[Any, Topic], list[Any]]:
    """Return the topics of the messages that are still wanted, by key, and the keys of others."""
    chosen = {row.topic: row for row in preferences_of(person)}
    wanted, dropped = {}, []
    for message in held:
        topic = topic_of(message.event)
        if person.is_active and channel in ways(topic, person, chosen.get(topic.key)):
            wanted[message.pk] = topic
        else:
            dropped.append(message.pk)
    return wanted, dropped


def _context(person: Any, channel: Channel, topics: Iterable[Topic]) -> dict[str, str]:
    keys = {topic.key for topic in topics if not topic.essential}
    if channel != Channel.EMAIL or not keys:
        return {}
    return {"unsubscribe_url": topics_url(person_id=person.pk, topics=keys)}


def context_of(message: Message) -> Mapping[str, Any]:
    """Return what fills the templates of a message, for a digest also what it gathers."""
    if message.event != EVENT:
        return message.context
    items = list(message.items.order_by("created_at", "pk"))
    return message.context | {
        "count": len(items),
        "more": max(0, len(items) - SHOWN),
        "items": [note_of(item.event, item.context) for item in items[:SHOWN]],
    }


def wipe_items(message: Message) -> None:
    """Forget the texts of what a digest gathered; it is sent."""
    if message.event == EVENT:
        message.items.update(context={})
