"""Any number of verified companies by COPY, for benchmarks."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction

from employers.enums import CompanyState
from employers.models import Company
from sikas.bulk import Value, blocks, copy_lines, line
from sikas.reference.models import Area, Industry

BLOCK = 5_000
COLUMNS = (
    "name", "nib", "npwp", "wlkp_number", "industry_id", "area_id", "address", "description",
    "employees", "website", "phone", "email", "state", "created_at", "submitted_at", "verified_at",
)  # fmt: skip
STEPS = """
    insert into employers_companytransition (subject_id, from_state, to_state, reason, at)
    select id, step.from_state, step.to_state, '', step.at
    from employers_company,
        lateral (values ('draft', 'submitted', submitted_at), ('submitted', 'verified', verified_at))
            as step (from_state, to_state, at)
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
    rows = _rows(range(have, upto), names, areas, industries, now, Random(f"{seed}:{have}"))  # noqa: S311
    with transaction.atomic(), connection.cursor() as cursor:
        for block in blocks(map(line, rows), BLOCK):
            copy_lines(Company, COLUMNS, block)
        cursor.execute(STEPS, [last])
    return max(0, upto - have)


def _rows(
    numbers: range,
    names: Sequence[str],
    areas: Sequence[Area],
    industries: Sequence[int],
    now: datetime,
    chance: Random,
) -> Iterator[list[Value]]:
    for number in numbers:
        filed = now - timedelta(days=chance.uniform(100, 900))
        area = chance.choice(areas)
        # The serial tells companies of one name apart, as branches do.
        name = f"{names[number % len(names)]} {number // len(names) + 1}".removesuffix(" 1")
        yield [
            name,
            f"7{number:012}",
            "",
            f"7{number:05}.{filed:%Y%m%d}",
            chance.choice(industries),
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
