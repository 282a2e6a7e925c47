"""The register of topics: what people are told about, and what of it they may switch off.

Apps register in `AppConfig.ready`, which runs from the top floor down; people read the topics in
that order. An event that no topic names always goes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from sikas.notifications.enums import Channel

CHANNELS = (Channel.EMAIL, Channel.WHATSAPP, Channel.IN_APP)


@dataclass(frozen=True)
class Topic:
    """What some events are about.

    `events` are the names of their templates, `kinds` the kinds of accounts that it concerns (none:
    every one). An `essential` one cannot be switched off: security, accounts, decisions of the
    office. Of the `channels` it may use those in `off` are off until somebody wants them. What is
    `batchable` may come once a day, and does from the start when it is `daily`.
    """

    key: str
    title: str | Promise
    explanation: str | Promise
    events: Sequence[str]
    kinds: Collection[str] = ()
    essential: bool = False
    channels: Sequence[Channel] = CHANNELS
    off: Collection[Channel] = ()
    batchable: bool = False
    daily: bool = False


UNNAMED = Topic("", "", "", events=(), essential=True)

_topics: dict[str, Topic] = {}


def register(*topics: Topic) -> None:
    """Add an app's topics; called once from its `AppConfig.ready`."""
    _topics.update({topic.key: topic for topic in topics})


def topic_of(event: str) -> Topic:
    """Return the topic of an event; UNNAMED, which always goes, when no app named one."""
    return next((topic for topic in _topics.values() if event in topic.events), UNNAMED)


def find(key: str) -> Topic | None:
    """Return the topic of that key, None when there is none (any more)."""
    return _topics.get(key)


def topics_for(kind: str) -> list[Topic]:
    """Return what concerns an account of this kind."""
    return [topic for topic in _topics.values() if not topic.kinds or kind in topic.kinds]
