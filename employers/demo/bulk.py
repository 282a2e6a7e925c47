"""Any number of verified companies by COPY, for benchmarks."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction

from employers.enums import CompanyState
from employers.models import Company
from sikas.bulk import Value, blocks, copy_lines, line
from sikas.reference.models import Area, Industry

BLOCK = 5_000
REGISTERED = (100, 900)  # days ago
COLUMNS = (
    "name", "nib", "npwp", "wlkp_number", "industry_id", "area_id", "address", "description",
    "employees", "website", "phone", "email", "state", "created_at", "submitted_at", "verified_at",
)  # fmt: skip
STEPS = """
    insert into employers_companytransition (subject_id, from_state, to_state, reason, at)
    select id, step.from_state, step.to_state, '', step.at
    from employers_company,
        lateral (
            values ('draft', 'submitted', submitted_at), ('submitted', 'verified', verified_at)
        ) as step (from_state, to_state, at)
    where id > %s
    order by step.at, id
"""


def fill_companies(
    *, upto: int, names: Sequence[str], areas: Sequence[Area], now: datetime, seed: int
) -> int:
    """Add verified companies until there are `upto`; return how many were added."""
    have = Company.objects.public().count()
    last = Company.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    industries = list(
        Industry.objects.filter(digits=2).order_by("code").values_list("pk", flat=True)
    )
    chance = Random(f"{seed}:{have}")  # noqa: S311
    rows = (
        _row(number, names, chance.choice(areas), chance.choice(industries), now=now, chance=chance)
        for number in range(have, upto)
    )
    with transaction.atomic(), connection.cursor() as cursor:
        for block in blocks(map(line, rows), BLOCK):
            copy_lines(Company, COLUMNS, block)
        cursor.execute(STEPS, [last])
    return max(0, upto - have)


def _row(
    number: int, names: Sequence[str], area: Area, industry: int, *, now: datetime, chance: Random
) -> list[Value]:
    filed = now - timedelta(days=chance.uniform(*REGISTERED))
    # The serial tells companies of one name apart, as branches do.
    name = f"{names[number % len(names)]} {number // len(names) + 1}".removesuffix(" 1")
    return [
        name,
        f"7{number:012}",
        "",
        f"7{number:05}.{filed:%Y%m%d}",
        industry,
        area.pk,
        f"Jalan Besar {area.name} Nomor {chance.randrange(1, 200)}",
        f"{name} berkantor di {area.name}.",
        int(chance.paretovariate(0.8) * 4) % 3000,
        "",
        "",
        "",
        CompanyState.VERIFIED,
        filed,
        filed + timedelta(hours=1),
        filed + timedelta(hours=30),
    ]
