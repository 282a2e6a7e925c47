"""Links in e-mails that stop more of their kind: signed, without signing in, with one click.

A message whose context carries `unsubscribe_url` gets the headers of RFC 8058 and a line below its
text. Topics have their links here; an app with another kind of subscription registers a purpose in
`AppConfig.ready`, and makes its links by `unsubscribe_url`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse

from sikas.notifications.enums import Channel
from sikas.notifications.preferences import preferences_of, switch_email, wants
from sikas.notifications.topics import find

SALT = "sikas.unsubscribe"
TOPICS = "topics"


@dataclass(frozen=True)
class Subscription:
    """What a link is about: what the e-mails tell of, whether they come, and how to change it.

    `switch` takes whether they shall come; it may be called twice.
    """

    title: str
    is_on: bool
    switch: Callable[[bool], None]


Finder = Callable[[str], Subscription | None]
_purposes: dict[str, Finder] = {}


def register(purpose: str, finder: Finder) -> None:
    """Add a kind of subscription; `finder` returns one by its key, None when there is none."""
    _purposes[purpose] = finder


def unsubscribe_url(*, purpose: str, key: str) -> str:
    """Return the full address that stops a subscription; it does not grow old."""
    token = signing.dumps([purpose, key], salt=SALT)
    return settings.SITE_URL + reverse("unsubscribe", args=[token])


def topics_url(*, person_id: object, topics: Iterable[str]) -> str:
    """Return the full address that stops e-mails to a person about these topics, by their keys."""
    return unsubscribe_url(purpose=TOPICS, key=f"{person_id}:{','.join(sorted(topics))}")


def subscription_of(token: str) -> Subscription | None:
    """Return what a link is about, None when it is forged or the subscription is gone."""
    try:
        purpose, key = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    finder = _purposes.get(purpose)
    return finder(key) if finder else None


def _topics_of_a_person(key: str) -> Subscription | None:
    person_id, _, keys = key.partition(":")
    found = [topic for topic in map(find, keys.split(",")) if topic and not topic.essential]
    person = get_user_model().objects.filter(pk=person_id, is_active=True).first()
    if person is None or not found:
        return None
    chosen = {row.topic: row for row in preferences_of(person)}
    return Subscription(
        title=", ".join(str(topic.title) for topic in found),
        is_on=any(wants(topic, Channel.EMAIL, person, chosen.get(topic.key)) for topic in found),
        switch=partial(_switch, person.pk, [topic.key for topic in found]),
    )


def _switch(person_id: object, topics: list[str], on: bool) -> None:
    switch_email(person_id=person_id, topics=topics, on=on)


register(TOPICS, _topics_of_a_person)
