"""Topics for the tests: one of each nature, told by events whose templates exist."""

from collections.abc import Iterator
from contextlib import contextmanager

from sikas.notifications import topics
from sikas.notifications.enums import Channel
from sikas.notifications.topics import Topic

NEWS = Topic("news", "Kabar contoh", "Penjelasan kabar.", ["accounts.contact_taken"])
APPLICANTS = Topic(
    "applicants", "Pelamar baru", "Setiap pelamar.", ["jobs.vacancy_closing"],
    batchable=True, daily=True,
)  # fmt: skip
QUIET = Topic(
    "quiet", "Kabar sunyi", "Di portal saja.", ["accounts.contact_changed"],
    off={Channel.EMAIL, Channel.WHATSAPP},
)  # fmt: skip
VITAL = Topic("vital", "Keputusan", "Selalu.", ["seekers.nik_decision"], essential=True)


@contextmanager
def only(*wanted: Topic) -> Iterator[None]:
    """Let these be all topics."""
    kept = dict(topics._topics)
    topics._topics.clear()
    topics.register(*wanted)
    try:
        yield
    finally:
        topics._topics.clear()
        topics._topics.update(kept)
