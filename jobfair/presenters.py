"""A fair, its booths and positions as people read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jobfair.counting import Numbers
from jobfair.enums import Phase
from jobfair.models import Booth, Fair, Position
from jobfair.report.suppress import LEAST
from jobfair.selectors import time_of
from jobs.presenters import VacancyRow
from sikas.reference.models import Industry
from sikas.ui.formats import format_date, format_datetime, format_number, format_time_exact

HOUR, MINUTE = 3600, 60
TITLES_SHOWN = 4
TAGS: Mapping[str, str] = {
    Phase.ANNOUNCED: "info",
    Phase.REGISTRATION: "info",
    Phase.OPEN: "good",
    Phase.CLOSING: "wait",
    Phase.CLOSED: "quiet",
    Phase.REPORTED: "quiet",
    Phase.PAUSED: "wait",
    Phase.CANCELLED: "bad",
}
WORDS: Mapping[str, str | Promise] = {
    Phase.ANNOUNCED: gettext_lazy(
        "Pendaftaran peserta dibuka %(registration)s. Lamaran dibuka %(opening)s."
    ),
    Phase.REGISTRATION: gettext_lazy(
        "Pendaftaran peserta sudah dibuka. Lamaran dibuka %(opening)s."
    ),
    Phase.OPEN: gettext_lazy("Lamaran yang tiba sebelum %(day)s pukul %(second)s dihitung."),
    Phase.CLOSING: gettext_lazy(
        "Lamaran ditutup pukul %(second)s. Lamaran yang sudah tiba sedang dicatat."
    ),
    Phase.CLOSED: gettext_lazy(
        "Selesai %(closing)s. Setiap lamaran mendapat jawaban paling lambat %(answers)s."
    ),
    Phase.REPORTED: gettext_lazy(
        "Selesai %(closing)s. Setiap lamaran mendapat jawaban paling lambat %(answers)s."
    ),
    Phase.PAUSED: gettext_lazy(
        "Lamaran belum dapat dikirim. Waktu yang hilang dikembalikan, jatah Anda tetap."
    ),
    Phase.CANCELLED: gettext_lazy(
        "Job fair ini tidak jadi diadakan. Lamaran yang sudah terkirim tetap dibaca perusahaan."
    ),
}


@dataclass(frozen=True)
class FairFace:
    """Where a fair stands, in words, with the moment that it counts down to."""

    fair: Fair
    tag: tuple[str, str]
    words: str
    now: datetime
    until: datetime | None
    until_words: str
    left: str

    @classmethod
    def of(cls, fair: Fair) -> "FairFace":
        """Make it of a fair read by the selectors."""
        now, until, until_words = time_of(fair), None, ""
        if fair.phase in (Phase.ANNOUNCED, Phase.REGISTRATION):
            until, until_words = fair.opens_at, _("Lamaran dibuka dalam")
        elif fair.phase == Phase.OPEN:
            until, until_words = fair.closes_at, _("Lamaran ditutup dalam")
        return cls(
            fair=fair,
            tag=(TAGS[fair.phase], str(Phase(fair.phase).label)),
            words=phase_words(fair),
            now=now,
            until=until,
            until_words=until_words,
            left=time_left(until - now) if until else "",
        )

    @property
    def when(self) -> str:
        """The days of the fair."""
        first, last = format_date(self.fair.opens_at), format_date(self.fair.closes_at)
        return first if first == last else f"{first} – {last}"

    @property
    def takes_people(self) -> bool:
        """Whether one may register."""
        return self.fair.phase in (Phase.REGISTRATION, Phase.OPEN)


def phase_words(fair: Fair) -> str:
    """Return what the phase of a fair means to somebody who wants to apply."""
    return str(WORDS[fair.phase]) % {
        "registration": format_datetime(fair.registration_at),
        "opening": format_datetime(fair.opens_at),
        "closing": format_datetime(fair.closes_at),
        "day": format_date(fair.closes_at),
        "second": format_time_exact(fair.closes_at),
        "answers": format_date(fair.closes_at + timedelta(days=fair.outcome_days)),
    }


def time_left(left: timedelta) -> str:
    """Return `6 hari 3 jam`, `3 jam 20 menit` or `20 menit 5 detik`."""
    seconds = max(0, int(left.total_seconds()))
    hours, rest = seconds % (24 * HOUR) // HOUR, seconds % HOUR
    if left.days > 0:
        return _("%(days)s hari %(hours)s jam") % {"days": left.days, "hours": hours}
    if hours:
        return _("%(hours)s jam %(minutes)s menit") % {"hours": hours, "minutes": rest // MINUTE}
    return _("%(minutes)s menit %(seconds)s detik") % {
        "minutes": rest // MINUTE,
        "seconds": rest % MINUTE,
    }


def sector_of(industry: Industry | None) -> Industry | None:
    """Return the lettered group of an industry that was read with those above it."""
    while industry and industry.parent:
        industry = industry.parent
    return industry


@dataclass(frozen=True)
class PlaceRow:
    """A position in a list."""

    vacancy: VacancyRow
    url: str
    is_full: bool
    people: str

    @classmethod
    def of(cls, position: Position, slug: str) -> "PlaceRow":
        """Make the row of a position with its vacancy, area and company."""
        return cls(
            vacancy=VacancyRow.of(position.vacancy),
            url=reverse("fair_position", args=[slug, position.pk]),
            is_full=is_full(position),
            people=_("%s orang") % format_number(position.vacancy.openings),
        )


def is_full(position: Position) -> bool:
    """Tell whether the company wants no more applications."""
    return position.cap is not None and position.taken >= position.cap


@dataclass(frozen=True)
class StandRow:
    """A booth in the list, with the positions in it that fit what was asked for."""

    name: str
    url: str
    about: str
    count: str
    titles: list[str]
    more: int

    @classmethod
    def of(cls, booth: Booth, positions: Iterable[Position], slug: str) -> "StandRow":
        """Make the row of a booth with its company, industry and area."""
        titles = [position.vacancy.title for position in positions]
        company, sector = booth.company, sector_of(booth.company.industry)
        place = company.area.name if company.area else ""
        number = len(titles)
        return cls(
            name=company.name,
            url=reverse("fair_stand", args=[slug, booth.pk]),
            about=" · ".join(filter(None, [sector.title if sector else "", place])),
            count=ngettext("%s jabatan", "%s jabatan", number) % format_number(number),
            titles=titles[:TITLES_SHOWN],
            more=max(0, number - TITLES_SHOWN),
        )


class Tile(NamedTuple):
    """A counter: the number, what it counts, and what stands beside it."""

    value: str
    label: str
    note: str


def tiles_of(numbers: Numbers) -> list[Tile]:
    """Return the four counters of a fair."""
    openings, withdrawn = numbers.openings, numbers.withdrawn
    seek = _("untuk %s orang") % format_number(openings) if openings else ""
    back = _("%s ditarik") % format_number(withdrawn) if withdrawn else ""
    return [
        Tile(_number(numbers.companies), _("perusahaan"), ""),
        Tile(_number(numbers.positions), _("jabatan"), seek),
        Tile(_number(numbers.people), _("pelamar"), ""),
        Tile(_number(numbers.applications), _("lamaran"), back),
    ]


def _number(value: int | None) -> str:
    return _("di bawah %s") % LEAST if value is None else format_number(value)
