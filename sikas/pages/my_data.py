"""What Data Saya shows of a person: every section of every app, as words and as a document."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from sikas import clock, personal_data
from sikas.accounts.models import DataRequest, User
from sikas.documents.pdf import render_pdf
from sikas.personal_data import LivingConsent, Person, Section, Sighting
from sikas.ui.formats import format_date, format_datetime, format_number

SHOWN_ROWS = 10  # of one section on the page; the download has all
SHOWN_SIGHTINGS = 50


@dataclass(frozen=True)
class Shown:
    """A section as the page reads it: rows of labels and words; `more` are left out."""

    title: str
    rows: Sequence[Sequence[tuple[str, str]]]
    more: int
    link: str
    ask: bool


def person_of(user: User) -> Person:
    """Return everything by which the apps know who is signed in."""
    return personal_data.identify(Person(user_id=user.pk))


def sections_of(person: Person) -> list[Section]:
    """Return what every app keeps, those nearest to the account first."""
    keepers = reversed(personal_data.keepers())
    return [section for keeper in keepers for section in keeper.export(person)]


def shown_sections(person: Person) -> list[Shown]:
    """Return the sections as the page shows them."""
    return [
        Shown(
            section.title,
            [_words(row) for row in section.rows[:SHOWN_ROWS]],
            max(0, len(section.rows) - SHOWN_ROWS),
            section.link,
            section.ask,
        )
        for section in sections_of(person)
    ]


def requests_of(user: User) -> list[tuple[DataRequest, str]]:
    """Return the newest requests of the person, each with what the officer answered."""
    found = user.data_requests.prefetch_related("transitions")[:SHOWN_ROWS]
    return [(one, next((step.reason for step in one.transitions.all()), "")) for one in found]


def sightings_of(person: Person) -> list[Sighting]:
    """Return who looked, newest first."""
    found = [look for keeper in personal_data.keepers() for look in keeper.sightings(person)]
    return sorted(found, key=lambda look: look.at, reverse=True)


def consents_of(person: Person) -> Iterator[tuple[str, LivingConsent]]:
    """Return the consents that can be withdrawn, each with the name of its keeper."""
    for keeper in personal_data.keepers():
        for consent in keeper.consents(person):
            yield keeper.name, consent


def withdraw(person: Person, *, name: str, key: str) -> bool:
    """Withdraw a consent of the person; False when there is none of that name."""
    named = [keeper for keeper in personal_data.keepers() if keeper.name == name]
    return any(keeper.withdraw(person, key) for keeper in named)


def as_document(person: Person) -> dict[str, Any]:
    """Return everything that is kept, for machines: titles, rows, and who looked."""
    return {
        "dibuat": clock.now(),
        "data": [
            {"bagian": section.title, "baris": [dict(row) for row in section.rows]}
            for section in sections_of(person)
        ],
        "dilihat": [
            {"waktu": look.at, "data": look.what, "oleh": look.who, "keperluan": look.purpose}
            for look in sightings_of(person)
        ],
    }


def as_pdf(person: Person) -> bytes:
    """Return everything that is kept as a PDF to read and print."""
    looks = [
        _words({_("Waktu"): x.at, _("Data"): x.what, _("Oleh"): x.who, _("Keperluan"): x.purpose})
        for x in sightings_of(person)
    ]
    parts = [
        {"title": section.title, "rows": [_words(row) for row in section.rows]}
        for section in sections_of(person)
    ]
    if looks:
        parts.append({"title": _("Siapa melihat data Anda"), "rows": looks})
    made = _("Dibuat dengan SIKAS, %s") % format_datetime(clock.now())
    data = {"title": _("Data saya"), "made": made, "parts": parts}
    return render_pdf(template="my_data.typ", data=data)


def _words(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(label, words) for label, value in row.items() if (words := in_words(value))]


def in_words(value: Any) -> str:
    """Return a value as people read it; nothing for what is empty."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(in_words(one) for one in value)
    for kind, words in _WORDS:
        if isinstance(value, kind):
            return words(value)
    return str(value)


def _yes_or_no(value: bool) -> str:
    return _("Ya") if value else _("Tidak")


# The first that fits: a moment is also a date.
_WORDS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, _yes_or_no),
    (datetime, format_datetime),
    (date, format_date),
    (Decimal, format_number),
)
