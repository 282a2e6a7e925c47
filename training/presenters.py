"""Programmes as people read them: every value a string made once in Python, for lean templates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sikas import clock
from sikas.ui.formats import format_date, format_date_short, format_number
from sikas.ui.texts import Block, blocks
from training.enums import ProgrammeState, Source
from training.listing import Listed
from training.models import Interest, Programme, Provider, Schedule
from training.models.programmes import programme_slug
from training.search import Criteria
from training.selectors import is_offered


class Card(NamedTuple):
    """A programme in the list."""

    url: str
    title: str
    provider: str
    facts: str
    registration: str  # empty when one cannot register now
    source: str  # empty for programmes of this office

    @classmethod
    def of(cls, row: Listed, address: str) -> "Card":
        """Make the card of a row; its page lies below `address`."""
        return cls(
            url=f"{address}{programme_slug(row.title)}-{row.programme_id}/",
            title=row.title,
            provider=_joined(row.provider, row.place),
            facts=_joined(row.field, hours_line(row.hours)),
            registration=registration_line(row.until, row.quota, row.registered),
            source=source_label(row.source),
        )


class Batch(NamedTuple):
    """A schedule on the page of its programme."""

    tag_kind: str
    tag: str
    name: str
    facts: list[tuple[str, str]]

    @classmethod
    def of(cls, schedule: Schedule, today: date) -> "Batch":
        """Make the entry of a schedule as it stands `today`."""
        until = schedule.registration_until
        facts = [
            (_("Pendaftaran sampai"), format_date(until) if until else ""),
            (_("Pelaksanaan"), _span(schedule.starts_on, schedule.ends_on)),
            (_("Kuota"), _quota(schedule, today)),
        ]
        return cls(
            *_standing(schedule, today),
            name=_batch_name(schedule.batch),
            facts=[(label, value) for label, value in facts if value],
        )


def _quota(schedule: Schedule, today: date) -> str:
    """Return how many places are left, of a batch that takes nobody more how many it has."""
    is_over = schedule.registration_until and schedule.registration_until < today
    if is_over and schedule.quota is not None:
        return _("%s orang") % format_number(schedule.quota)
    return places_line(schedule.quota, schedule.registered)


def _batch_name(batch: str) -> str:
    """Return `Angkatan III`; some write the word themselves."""
    word = _("Angkatan")
    if batch.casefold().startswith(word.casefold()):
        return batch
    return f"{word} {batch}" if batch else _("Jadwal")


@dataclass(frozen=True)
class ProgrammePage:
    """All that the page of a programme shows."""

    programme: Programme
    provider: Provider
    address: str
    place: str
    is_open: bool
    source: str
    facts: list[tuple[str, str]]
    description: list[Block]
    topics: list[tuple[str, str]]
    batches: list[Batch]  # none of a closed programme: nobody can register there
    others: str  # address of programmes of its field

    @classmethod
    def of(cls, programme: Programme, schedules: Iterable[Schedule]) -> "ProgrammePage":
        """Make the page of a programme with its provider and area."""
        today, provider = timezone.localdate(clock.now()), programme.provider
        is_open = is_offered(programme)
        coming = [one for one in schedules if one.ends_on is None or one.ends_on >= today]
        rows = [
            (_("Kejuruan"), programme.field),
            (_("Lama pelatihan"), hours_line(programme.hours)),
            (_("Kode program"), programme.code),
        ]
        return cls(
            programme=programme,
            provider=provider,
            address=settings.SITE_URL + programme.get_absolute_url(),
            place=_joined(provider.name, provider.place),
            is_open=is_open,
            source=source_label(programme.source),
            facts=[(label, value) for label, value in rows if value],
            description=blocks(programme.description),
            topics=list(_topics(programme.topics)),
            batches=[Batch.of(schedule, today) for schedule in coming if is_open],
            others=_others(programme),
        )

    @property
    def card_text(self) -> str:
        """What a shared link says below its title."""
        return _joined(self.place, hours_line(self.programme.hours))


def _others(programme: Programme) -> str:
    return reverse("programmes") + Criteria(field=programme.field).query_string()


class InterestRow(NamedTuple):
    """A programme in the list of one's interests."""

    tag_kind: str
    tag: str
    title: str
    url: str  # empty when its page is not shown any more
    withdraw_url: str
    provider: str
    registration: str
    since: str

    @classmethod
    def of(cls, interest: Interest) -> "InterestRow":
        """Make the row of an interest that `selectors.interests_of` read."""
        programme = interest.programme
        address = programme.get_absolute_url()
        offered = is_offered(programme)
        nearest = vars(interest)["nearest"] if offered else None
        return cls(
            *_interest_tag(programme, is_open=bool(nearest)),
            title=programme.title,
            url="" if programme.is_hidden or programme.is_gone else address,
            withdraw_url=f"{address}minat/batal/",
            provider=_joined(programme.provider.name, programme.provider.place),
            registration=_registration(nearest),
            since=format_date(interest.created_at),
        )


def hours_line(hours: int | None) -> str:
    """Return how long a training takes, empty when that is not known."""
    return _("%s jam") % format_number(hours) if hours else ""


def places_line(quota: int | None, registered: int) -> str:
    """Return how many places are left of how many; empty when that is not known."""
    if quota is None:
        return ""
    if registered >= quota:
        return _("penuh, %s orang") % format_number(quota)
    left = {"left": format_number(quota - registered), "quota": format_number(quota)}
    return _("sisa %(left)s dari %(quota)s") % left


def registration_line(until: date | None, quota: int | None, registered: int | None) -> str:
    """Return until when one may register and how many places are left, empty when one may not."""
    if until is None:
        return ""
    said = _("Daftar sampai %s") % format_date_short(until)
    return _joined(said, places_line(quota, registered or 0))


def source_label(source: str) -> str:
    """Return the name of the portal of origin, empty for programmes of this office."""
    return "" if source == Source.LOCAL else str(Source(source).label)


def _registration(nearest: Mapping[str, Any] | None) -> str:
    """Return the line of a batch that came as JSON."""
    if not nearest:
        return ""
    until = date.fromisoformat(nearest["until"])
    return registration_line(until, nearest["quota"], nearest["registered"])


def _topics(topics: list[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    for topic in topics:
        if title := str(topic.get("title") or ""):
            yield title, hours_line(topic.get("hours"))


def _standing(schedule: Schedule, today: date) -> tuple[str, str]:
    """Return kind and words of what one can still do about a schedule."""
    until, quota = schedule.registration_until, schedule.quota
    if until and until >= today:
        is_full = quota is not None and schedule.registered >= quota
        return ("quiet", _("Penuh")) if is_full else ("good", _("Pendaftaran dibuka"))
    if schedule.starts_on and schedule.starts_on <= today:
        return "info", _("Sedang berjalan")
    return ("quiet", _("Pendaftaran ditutup")) if until else ("wait", _("Segera dibuka"))


def _interest_tag(programme: Programme, *, is_open: bool) -> tuple[str, str]:
    if programme.is_hidden:
        return "quiet", _("Tidak tersedia lagi")
    if programme.state == ProgrammeState.CLOSED:
        return "quiet", _("Ditutup")
    return (
        ("good", _("Pendaftaran dibuka")) if is_open else ("wait", _("Menunggu jadwal berikutnya"))
    )


def _span(starts: date | None, ends: date | None) -> str:
    if starts and ends and starts != ends:
        return f"{format_date(starts)} – {format_date(ends)}"
    only = starts or ends
    return format_date(only) if only else ""


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
