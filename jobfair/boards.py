"""Reads of companies and booths for officers: whom to invite, who is ready and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from employers.models import Company
from jobfair.enums import BoothState
from jobfair.models import Booth, Fair
from jobfair.preparing import TOOK_PART
from jobfair.readiness import needs, score
from sikas import clock
from sikas.notifications.models import Message
from sikas.reference.models import Area, Industry

HALF = 50  # percent of what a booth needs: from there on it is amber
GONE = (BoothState.REJECTED, BoothState.DECLINED)
BOOTH_TAGS = {
    BoothState.INVITED: "info",
    BoothState.APPLIED: "wait",
    BoothState.RETURNED: "fix",
    BoothState.APPROVED: "wait",
    BoothState.REJECTED: "bad",
    BoothState.READY: "good",
    BoothState.SUSPENDED: "bad",
    BoothState.DECLINED: "quiet",
}


@dataclass(frozen=True)
class Light:
    """How far a company is: its place in the list, the kind of its tag and the word on it."""

    rank: int
    kind: str
    word: str | Promise


RED = Light(0, "bad", gettext_lazy("Merah: belum mulai"))
FROZEN = Light(0, "bad", gettext_lazy("Merah: dibekukan"))
AMBER = Light(1, "wait", gettext_lazy("Kuning: hampir siap"))
GREEN = Light(2, "good", gettext_lazy("Hijau: siap"))


@dataclass(frozen=True)
class BoardRow:
    """A company on the readiness board."""

    booth: Booth
    light: Light
    percent: int
    missing: str
    may_remind: bool


@dataclass(frozen=True)
class Candidate:
    """A company that may be invited, or was."""

    key: int
    name: str
    about: str
    took_part: bool
    kind: str
    tag: str


def board(booths: Iterable[Booth]) -> list[BoardRow]:
    """Return the rows of booths that `with_needs` read, red ones first."""
    rows = [board_row(booth) for booth in booths if booth.state not in GONE]
    return sorted(rows, key=lambda row: (row.light.rank, row.percent, row.booth.company.name))


def board_row(booth: Booth) -> BoardRow:
    """Return how far one booth is."""
    found = needs(booth)
    percent = score(found)
    missing = [need.text for need in found if not need.is_met]
    if not missing and booth.state == BoothState.APPROVED:
        missing = [_("Perusahaan belum membuka stan")]
    return BoardRow(
        booth=booth,
        light=_light(booth, percent),
        percent=percent,
        missing=", ".join(missing),
        may_remind=bool(percent < 100)  # noqa: PLR2004 - percent
        and booth.state in (BoothState.INVITED, BoothState.RETURNED, BoothState.APPROVED),
    )


def _light(booth: Booth, percent: int) -> Light:
    if booth.state == BoothState.READY and percent == 100:  # noqa: PLR2004 - percent
        return GREEN
    if booth.state in TOOK_PART and percent >= HALF:
        return AMBER
    return FROZEN if booth.state == BoothState.SUSPENDED else RED


def number_of(rows: Iterable[BoardRow]) -> dict[str, int]:
    """Return how many rows have each light."""
    ranks = [row.light.rank for row in rows]
    lights = {"red": RED, "amber": AMBER, "green": GREEN}
    return {name: ranks.count(light.rank) for name, light in lights.items()}


def reminder_key(day: date | None = None) -> str:
    """Return what makes reminders of one day one reminder."""
    return f"ingat:{day or localdate(clock.now())}"


def reminded_today(booths: Iterable[Booth]) -> set[int]:
    """Return the booths whose teams were reminded today."""
    sent = Message.objects.filter(event="jobfair.booth", key__contains=f":{reminder_key()}:")
    reminded = {key.split(":")[1] for key in sent.values_list("key", flat=True)}
    return {booth.pk for booth in booths if str(booth.pk) in reminded}


def candidates(
    *,
    fair: Fair,
    before: Fair | None,
    text: str = "",
    industry: Industry | None = None,
    district: Area | None = None,
    only_former: bool = False,
) -> "QuerySet[Company]":
    """Return verified companies by name, each with `booth_state` here and `took_part` before."""
    mine = Booth.objects.filter(company=OuterRef("pk"), fair=fair)
    earlier = Booth.objects.filter(company=OuterRef("pk"), fair=before, state__in=TOOK_PART)
    found = (
        Company.objects.public()
        .select_related("industry", "area")
        .annotate(booth_state=Subquery(mine.values("state")), took_part=Exists(earlier))
    )
    if text:
        found = found.filter(name__icontains=text)
    if industry:
        found = found.filter(industry=industry)
    if district:
        found = found.filter(Q(area=district) | Q(area__parent=district))
    if only_former:
        found = found.filter(took_part=True)
    return found.order_by("name", "pk")


def candidate(company: Company) -> Candidate:
    """Return a company of `candidates` as a row to choose from."""
    facts = vars(company)
    state = facts["booth_state"]
    about = [str(one) for one in (company.industry, company.area) if one]
    return Candidate(
        key=company.pk,
        name=company.name,
        about=" · ".join(about),
        took_part=facts["took_part"],
        kind=BOOTH_TAGS[BoothState(state)] if state else "",
        tag=str(BoothState(state).label) if state else "",
    )


def invited_words(chosen: int, invited: int) -> str:
    """Return what became of an invitation, also of those who were not invited."""
    words = ngettext("%d perusahaan diundang.", "%d perusahaan diundang.", invited) % invited
    if left := chosen - invited:
        more = _("%d tidak: belum terverifikasi, atau sudah punya stan di sini.") % left
        return f"{words} {more}"
    return words


def booth_events(booth: Booth) -> list[dict[str, Any]]:
    """Return the steps of a booth, newest first, as the timeline shows them."""
    return [
        {"title": BoothState(row.to_state).label, "at": row.at, "by": row.by, "note": row.reason}
        for row in booth.transitions.select_related("by").order_by("-at", "-pk")
    ]
