"""The messages to a person: what is kept of them, and how they are forgotten."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sikas.notifications.enums import Channel
from sikas.notifications.inbox import note_of
from sikas.notifications.models import Message, Preference
from sikas.notifications.topics import find, topic_of
from sikas.personal_data import Keeper, Person, Section


def export(person: Person) -> Sequence[Section]:
    """Return which messages went where and when, and what was chosen about them.

    Those in the portal keep their texts, those of others are wiped when they are sent.
    """
    rows = [_line(message) for message in _messages(person).order_by("created_at", "pk")]
    choices = [_words(row) for row in _choices(person).order_by("topic")]
    found = (
        Section(_("Pesan kepada Anda"), rows),
        Section(_("Pilihan pesan"), choices, link=reverse("notification_settings")),
    )
    return [section for section in found if section.rows]


def erase(person: Person) -> None:
    """Delete the messages to the person, sent or not, and what he chose about them.

    One being sent is no longer remembered.
    """
    _messages(person).delete()
    _choices(person).delete()


def _line(message: Message) -> dict[str, Any]:
    line = {
        _("Tentang"): str(topic_of(message.event).title) or message.event,
        _("Saluran"): str(message.get_channel_display()),
        _("Alamat tujuan"): message.address,
        _("Status"): str(message.get_state_display()),
        _("Dibuat"): message.created_at,
    }
    if message.channel == Channel.IN_APP:
        note = note_of(message.event, message.context)
        line |= {_("Judul"): note.title, _("Isi"): note.text}
    return line


def _choices(person: Person) -> "QuerySet[Preference]":
    return Preference.objects.filter(person_id=person.user_id, person_id__isnull=False)


def _words(row: Preference) -> dict[str, str]:
    topic = find(row.topic)
    said = {_("Topik"): str(topic.title) if topic else row.topic}
    answers = {str(Channel(way).label): row.word_on(Channel(way)) for way in Preference.CHANNELS}
    answers[_("Sekali sehari")] = row.daily
    words = {True: _("Ya"), False: _("Tidak")}
    return said | {label: words[word] for label, word in answers.items() if word is not None}


def _messages(person: Person) -> "QuerySet[Message]":
    return Message.objects.filter(
        Q(recipient_id=person.user_id, recipient__isnull=False)
        | Q(recipient__isnull=True, address__in=person.contacts)
    )


KEEPER = Keeper(
    name="notifications",
    tables=("notifications.Message", "notifications.Preference"),
    export=export,
    erase=erase,
)
