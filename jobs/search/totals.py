"""How many open vacancies there are by place and by occupation: live numbers of public pages."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from sikas import clock
from sikas.memory import remembered

SECONDS = 60  # how old the numbers may be; pages say when they were counted

SQL = """
select district, occupation, count(*), sum(openings), max(published_at)
from jobs_vacancysearch where closes_at > (select sikas_now())
group by grouping sets ((district), (occupation))
"""


@dataclass(frozen=True, slots=True)
class Totals:
    """Open vacancies and people wanted, in all and by code; the newest of each code."""

    vacancies: int
    openings: int
    by_district: Mapping[str, int]
    by_occupation: Mapping[str, int]  # of every width: those of 5221 count for 522, 52 and 5 too
    newest: Mapping[str, datetime]  # by district, and by occupation with `kbji` before its code
    at: datetime


@remembered(SECONDS)
def totals() -> Totals:
    """Count what everyone may see, in one query."""
    with connection.cursor() as database:
        database.execute(SQL)
        lines = database.fetchall()
    districts, occupations = Counter[str](), Counter[str]()
    newest: dict[str, datetime] = {}
    openings = vacancies = 0
    for district, occupation, count, people, moment in lines:
        if district is not None:
            districts[district] += count
            vacancies, openings = vacancies + count, openings + people
            newest[district] = moment
        else:
            for width in range(1, len(occupation) + 1):
                code = occupation[:width]
                occupations[code] += count
                newest[f"kbji{code}"] = max(moment, newest.get(f"kbji{code}", moment))
    return Totals(vacancies, openings, districts, occupations, newest, clock.now())
