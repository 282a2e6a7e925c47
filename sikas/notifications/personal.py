"""The messages to a person: what is kept of them, and how they are forgotten."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sikas.notifications.models import Message
from sikas.personal_data import Keeper, Person, Section


def export(person: Person) -> Sequence[Section]:
    """Return which messages went where and when; their texts are wiped when they are sent."""
    rows = [
        {
            _("Peristiwa"): message.event,
            _("Saluran"): str(message.get_channel_display()),
            _("Alamat tujuan"): message.address,
            _("Status"): str(message.get_state_display()),
            _("Dibuat"): message.created_at,
        }
        for message in _messages(person).order_by("created_at", "pk")
    ]
    return [Section(_("Pesan kepada Anda"), rows)] if rows else ()


def erase(person: Person) -> None:
    """Delete the messages to the person, sent or not; one being sent is no longer remembered."""
    _messages(person).delete()


def _messages(person: Person) -> "QuerySet[Message]":
    return Message.objects.filter(
        Q(recipient_id=person.user_id, recipient__isnull=False)
        | Q(recipient__isnull=True, address__in=person.contacts)
    )


KEEPER = Keeper(name="notifications", tables=("notifications.Message",), export=export, erase=erase)
