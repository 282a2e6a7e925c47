"""What somebody wants to be told, by which channel and how often."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from sikas.notifications import preferences
from sikas.notifications.enums import Channel
from sikas.notifications.preferences import Choice
from sikas.notifications.topics import Topic, topics_for

AT_ONCE, DAILY = "segera", "harian"
RHYTHMS = [(AT_ONCE, _("Segera")), (DAILY, _("Sekali sehari, sekitar pukul 07.00"))]
LABELS = {Channel.IN_APP: _("Daftar pesan di portal")}


class PreferencesForm(forms.Form):
    """Two questions about each topic that this person may switch off.

    Channels without an address are not asked about; what was said of them earlier holds.
    """

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.topics = [topic for topic in topics_for(person.kind) if not topic.essential]
        chosen = {row.topic: row for row in preferences.preferences_of(person)}
        for topic in self.topics:
            row = chosen.get(topic.key)
            channels = self._offered(topic)
            self.fields[topic.key] = forms.MultipleChoiceField(
                label=str(topic.title),
                help_text=str(topic.explanation),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(way, LABELS.get(way, way.label)) for way in channels],
                initial=[way for way in channels if preferences.wants(topic, way, person, row)],
            )
            if topic.batchable:
                self.fields[self._rhythm_name(topic)] = forms.ChoiceField(
                    label=_("Email dan WhatsApp dikirim"),
                    widget=forms.RadioSelect,
                    choices=RHYTHMS,
                    initial=DAILY if preferences.waits_a_day(topic, row) else AT_ONCE,
                )

    def questions(self) -> Iterator[tuple[BoundField, BoundField | None]]:
        """Yield the fields of each topic: by which channels, and how often where that is asked."""
        for topic in self.topics:
            yield self[topic.key], self[self._rhythm_name(topic)] if topic.batchable else None

    def choices(self) -> dict[str, Choice]:
        """Return what was said, by topic."""
        return {
            topic.key: Choice(
                channels={way: way in self.cleaned_data[topic.key] for way in self._offered(topic)},
                daily=self.cleaned_data[self._rhythm_name(topic)] == DAILY
                if topic.batchable
                else None,
            )
            for topic in self.topics
        }

    def _offered(self, topic: Topic) -> list[Channel]:
        return [way for way in preferences.addresses(self.person) if way in topic.channels]

    @staticmethod
    def _rhythm_name(topic: Topic) -> str:
        return f"{topic.key}_rhythm"
