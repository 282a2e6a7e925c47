"""Changes of public vacancies in order, for the API: open ones whole, others as tombstones."""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from employers.enums import CompanyState
from jobs.enums import Source
from jobs.models import Vacancy
from jobs.selectors import open_condition
from jobs.serializers import vacancy_record
from sikas import clock

DEFAULT_LIMIT, MAX_LIMIT = 50, 100
# A change is told when every transaction that began before it has ended, so that none is skipped.
HORIZON = timedelta(seconds=60)
PARAMETERS = {"updated_since", "cursor", "limit"}
MAX_CURSOR = 200  # characters
MAX_ROW_ID = 2**63 - 1


class BadParameterError(ValueError):
    """A parameter cannot be understood; `code` is for programs, `detail` for people."""

    def __init__(self, code: str, detail: str) -> None:
        self.code, self.detail = code, detail
        super().__init__(detail)


@dataclass(frozen=True)
class ChangesQuery:
    """What is asked for: changes after (`since`, `after_id`), at most `limit` of them.

    Somebody who begins needs no tombstones of the past: they come for what changed after
    `tombstones_after`.
    """

    since: datetime | None
    after_id: int
    limit: int
    tombstones_after: datetime

    @classmethod
    def parse(cls, parameters: Mapping[str, str]) -> "ChangesQuery":
        """Read the parameters of a request; raises BadParameterError."""
        if unknown := sorted(set(parameters) - PARAMETERS):
            raise BadParameterError("unknown_parameter", f"unknown: {', '.join(unknown)[:100]}")
        limit = _limit(parameters.get("limit"))
        if cursor := parameters.get("cursor"):
            since, after_id, tombstones_after = _read_cursor(cursor)
            return cls(since, after_id, limit, tombstones_after)
        since = _since(parameters.get("updated_since"))
        return cls(since, 0, limit, tombstones_after=since or clock.now() - HORIZON)


@dataclass(frozen=True)
class ChangesPage:
    """One page of changes; `next_url` is always there: ask it again later for what comes."""

    records: list[dict[str, Any]]
    next_url: str
    as_of: str
    fingerprint: str


def vacancy_changes(query: ChangesQuery) -> ChangesPage:
    """Return the next changes in the order of their time, in one query."""
    horizon = clock.now() - HORIZON
    rows = Vacancy.objects.filter(
        source=Source.LOCAL, published_at__isnull=False, updated_at__lt=horizon
    ).annotate(visible=open_condition() & Q(company__state=CompanyState.VERIFIED))
    if query.since:
        same_moment = Q(updated_at=query.since, pk__gt=query.after_id)
        rows = rows.filter(Q(updated_at__gt=query.since) | same_moment)
    rows = rows.filter(Q(visible=True) | Q(updated_at__gt=query.tombstones_after))
    found = list(
        rows.select_related("company", "occupation", "area__parent").order_by("updated_at", "pk")[
            : query.limit
        ]
    )
    last = (found[-1].updated_at, found[-1].pk) if found else (query.since, query.after_id)
    cursor = _write_cursor(*last, query.tombstones_after)
    seen = "|".join(f"{row.pk}:{row.updated_at.isoformat()}:{row.visible}" for row in found)
    return ChangesPage(
        records=[vacancy_record(row) if row.visible else _tombstone(row) for row in found],
        next_url=f"{settings.SITE_URL}{reverse('api_vacancies')}?"
        + urlencode({"cursor": cursor, "limit": query.limit}),
        as_of=timezone.localtime(horizon).isoformat(timespec="seconds"),
        fingerprint=hashlib.sha256(f"{query.limit}|{last}|{seen}".encode()).hexdigest()[:32],
    )


def _tombstone(vacancy: Vacancy) -> dict[str, Any]:
    gone_at = timezone.localtime(vacancy.updated_at).isoformat(timespec="seconds")
    return {"id": vacancy.pk, "deleted": True, "updated_at": gone_at}


def _limit(text: str | None) -> int:
    if text is None:
        return DEFAULT_LIMIT
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MAX_LIMIT):
        raise BadParameterError("bad_limit", f"limit is a whole number from 1 to {MAX_LIMIT}")
    return int(text)


def _since(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = parse_datetime(text)
        day = None if moment else parse_date(text)
    except ValueError:
        moment = day = None
    if day:
        moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - made aware below
    if not moment:
        example = "2026-11-24T08:30:00+07:00"
        raise BadParameterError("bad_updated_since", f"updated_since is a time such as {example}")
    try:
        return (moment if timezone.is_aware(moment) else timezone.make_aware(moment)).astimezone(
            UTC
        )
    except OverflowError as error:
        raise BadParameterError("bad_updated_since", "updated_since is out of range") from error


def _write_cursor(since: datetime | None, after_id: int, tombstones_after: datetime) -> str:
    moment = since.astimezone(UTC).isoformat() if since else ""
    text = f"{moment}|{after_id}|{tombstones_after.astimezone(UTC).isoformat()}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[datetime | None, int, datetime]:
    try:
        padded = cursor[:MAX_CURSOR].encode("ascii") + b"=" * (-len(cursor) % 4)
        since, after_id, tombstones = base64.urlsafe_b64decode(padded).decode("ascii").split("|")
        return (_moment(since) if since else None), _row_id(after_id), _moment(tombstones)
    except (ValueError, binascii.Error, OverflowError) as error:
        detail = "cursor is not one that this API gave; begin without it"
        raise BadParameterError("bad_cursor", detail) from error


def _row_id(text: str) -> int:
    number = int(text)
    if not 0 <= number <= MAX_ROW_ID:
        raise ValueError(text)
    return number


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
