"""By which channels somebody wants to be told about a topic, and how often."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from sikas.clock import DatabaseNow
from sikas.notifications.enums import Channel
from sikas.notifications.models import Preference
from sikas.notifications.topics import Topic, find


@dataclass(frozen=True)
class Choice:
    """What somebody says about a topic; of what is left out the earlier word holds."""

    channels: Mapping[Channel, bool] = field(default_factory=dict)
    daily: bool | None = None


class NoChoiceError(ValueError):
    """Nobody may choose about this topic or this channel of it."""


def addresses(person: Any) -> dict[Channel, str]:
    """Return the channels that reach a person, each with the address, in the portal none."""
    found = {Channel.EMAIL: person.email, Channel.WHATSAPP: person.phone}
    return {channel: to for channel, to in found.items() if to} | {Channel.IN_APP: ""}


def chosen(topic: Topic, people: Iterable[Any]) -> dict[Any, Preference]:
    """Return what people chose about a topic, by their keys; one query, none when it always goes.

    People of whom nothing is returned have not chosen.
    """
    if topic.essential:
        return {}
    rows = Preference.objects.filter(topic=topic.key, person__in=[one.pk for one in people])
    return {row.person_id: row for row in rows.order_by("pk")}


def preferences_of(person: Any) -> "QuerySet[Preference]":
    """Return all that a person chose."""
    return Preference.objects.filter(person=person).order_by("topic")


def ways(topic: Topic, person: Any, preference: Preference | None) -> dict[Channel, str]:
    """Return the channels by which a person is told about a topic, with their addresses."""
    return {
        channel: to
        for channel, to in addresses(person).items()
        if channel in topic.channels and wants(topic, channel, person, preference)
    }


def wants(topic: Topic, channel: Channel, person: Any, preference: Preference | None) -> bool:
    """Tell whether a person wants a channel for a topic, chosen or by default.

    E-mail comes before WhatsApp: it is free and holds more. Only somebody without an e-mail is told
    by WhatsApp without having asked for it.
    """
    word = preference.word_on(channel) if preference and not topic.essential else None
    if word is not None:
        return word
    if channel == Channel.WHATSAPP and person.email:
        return False
    return channel not in topic.off


def waits_a_day(topic: Topic, preference: Preference | None) -> bool:
    """Tell whether messages about a topic are gathered and sent once a day."""
    if not topic.batchable:
        return False
    return topic.daily if preference is None or preference.daily is None else preference.daily


def save_choices(*, person: Any, choices: Mapping[str, Choice]) -> None:
    """Keep what a person says about topics, by their keys; the latest word holds.

    Raises NoChoiceError, and keeps nothing, when one of them cannot be chosen.
    """
    rows = {row.topic: row for row in preferences_of(person)}
    for key, choice in choices.items():
        topic = _choosable(key, choice.channels)
        row = rows.setdefault(key, Preference(person=person, topic=key))
        for channel, word in choice.channels.items():
            setattr(row, channel.value, word)
        if topic.batchable and choice.daily is not None:
            row.daily = choice.daily
    _write([rows[key] for key in choices], [*Preference.CHANNELS, "daily"])


def switch_email(*, person_id: Any, topics: Iterable[str], on: bool) -> None:
    """Switch e-mail about topics off, or on again; nothing else changes."""
    keys = [_choosable(key, [Channel.EMAIL]).key for key in topics]
    rows = [Preference(person_id=person_id, topic=key, email=on) for key in keys]
    _write(rows, ["email"])


def _write(rows: list[Preference], fields: list[str]) -> None:
    for row in rows:
        row.changed_at = DatabaseNow()
    Preference.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["person", "topic"],
        update_fields=[*fields, "changed_at"],
    )


def _choosable(key: str, channels: Collection[Channel]) -> Topic:
    topic = find(key)
    if topic is None or topic.essential or not set(channels) <= set(topic.channels):
        raise NoChoiceError(key)
    return topic
