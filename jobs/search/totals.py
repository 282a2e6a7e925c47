"""How many open vacancies this regency has by place and by occupation: live numbers of pages.

The many of other portals that lie elsewhere are one number beside them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from jobs.search import lists
from sikas import clock
from sikas.memory import remembered

SECONDS = 60  # how old the numbers may be; pages say when they were counted

SQL = """
select is_here, district, occupation, count(*), sum(openings), max(published_at)
from (
    select *, %(regency)s in ('', left(district, 4)) as is_here
    from jobs_vacancysearch where closes_at > (select sikas_now())
) found
group by grouping sets ((is_here, district), (is_here, occupation))
"""


@dataclass(frozen=True, slots=True)
class Totals:
    """Open vacancies of the regency and people wanted, in all and by code; the newest of each code.

    Who does not tell how many people are wanted is not counted among them. Before there is an
    office, every place is here.
    """

    vacancies: int
    openings: int
    by_district: Mapping[str, int]
    by_occupation: Mapping[str, int]  # of every width: those of 5221 count for 522, 52 and 5 too
    newest: Mapping[str, datetime]  # by district, and by occupation with `kbji` before its code
    elsewhere: int  # vacancies
    at: datetime


@remembered(SECONDS)
def totals() -> Totals:
    """Count what everyone may see, in one query."""
    with connection.cursor() as database:
        database.execute(SQL, {"regency": next(iter(lists.current().regency), "")})
        lines = database.fetchall()
    districts, occupations = Counter[str](), Counter[str]()
    newest: dict[str, datetime] = {}
    openings = vacancies = elsewhere = 0
    for is_here, district, occupation, count, people, moment in lines:
        if not is_here:
            elsewhere += count if district is not None else 0
        elif district is not None:
            districts[district] += count
            vacancies, openings = vacancies + count, openings + people
            newest[district] = moment
        else:
            for width in range(1, len(occupation) + 1):
                code = occupation[:width]
                occupations[code] += count
                newest[f"kbji{code}"] = max(moment, newest.get(f"kbji{code}", moment))
    at = clock.now()
    return Totals(vacancies, openings, districts, occupations, newest, elsewhere, at)
