"""The training centre of the demo: three programmes with their batches, and interest in them."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from seekers.models import Seeker
from sikas.accounts.models import User
from sikas.reference.enums import CodeSystem
from sikas.reference.models import Area
from training.enums import Source
from training.models import Interest, Programme, Provider, Schedule

DATA = Path(__file__).with_name("data") / "programmes.toml"
INTERESTED = 9  # job seekers of the counter, beside the accounts
APART = timedelta(days=2)  # one programme and interest from the next


@transaction.atomic
def load(*, now: datetime, people: Sequence[User]) -> bool:
    """Write the centre and what it offers, unless there is one; tell whether it did.

    `people` and some of whom the counter registered are interested.
    """
    if Provider.objects.filter(source=Source.LOCAL).exists():
        return False
    written = tomllib.loads(DATA.read_text())
    facts = written["provider"]
    area = Area.objects.filter(system=CodeSystem.KEMENDAGRI, code=facts.pop("area")).first()
    provider = Provider.objects.create(area=area, **facts)
    programmes = [
        _programme(provider, row, now - APART * number)
        for number, row in enumerate(written["programme"], 1)
    ]
    _interest(programmes, people, now)
    return True


def _programme(provider: Provider, row: Mapping[str, Any], published_at: datetime) -> Programme:
    topics = [{"title": title, "hours": hours} for title, hours in row["topics"]]
    columns = {name: row[name] for name in ("code", "title", "field", "hours", "description")}
    programme = Programme.objects.create(
        provider=provider, topics=topics, published_at=published_at, **columns
    )
    today = timezone.localdate(published_at)
    Schedule.objects.bulk_create(_schedule(programme, one, today) for one in row["schedules"])
    return programme


def _schedule(programme: Programme, row: Mapping[str, Any], today: date) -> Schedule:
    starts = today + timedelta(days=row["starts"])
    return Schedule(
        programme=programme,
        batch=row["batch"],
        registration_until=today + timedelta(days=row["until"]) if "until" in row else None,
        starts_on=starts,
        ends_on=starts + timedelta(days=row["days"]),
        quota=row["quota"],
        registered=row["registered"],
    )


def _interest(programmes: Sequence[Programme], people: Sequence[User], now: datetime) -> None:
    """Let the first programme be wanted most, and each account by its second."""
    living = Seeker.objects.living().order_by("pk")
    others = living.filter(user=None)[:INTERESTED]
    wanted = islice(cycle([*programmes, programmes[0]]), INTERESTED)
    pairs = [*zip(others, wanted, strict=False)]
    pairs += [(seeker, programmes[1]) for seeker in living.filter(user__in=people)]
    Interest.objects.bulk_create(
        Interest(seeker=seeker, programme=programme, created_at=now - APART * number)
        for number, (seeker, programme) in enumerate(pairs)
    )
