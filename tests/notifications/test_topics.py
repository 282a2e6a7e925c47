"""Every event has a topic, and every topic tells of events that exist."""

from pathlib import Path

from django.conf import settings

from sikas.notifications import topics

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "notifications"
FRAMES = {"notifications.digest"}  # for the messages of other events


def events() -> set[str]:
    return {path.name.removesuffix(".subject.txt") for path in TEMPLATES.glob("*.subject.txt")}


def named() -> list[str]:
    return [event for topic in topics._topics.values() for event in topic.events]


def test_every_event_has_a_topic():
    homeless = events() - FRAMES - set(named())
    assert not homeless, (
        f"{sorted(homeless)}: name them in a Topic in `topics.py` of their app, which registers it "
        "in AppConfig.ready; people then choose whether and how they hear of it."
    )


def test_no_event_has_two_topics_and_none_is_missing():
    assert len(named()) == len(set(named()))
    assert set(named()) <= events()
