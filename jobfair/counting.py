"""The numbers of a fair, in one statement: what the wall shows while the fair runs.

perusahaan: booths live at least once (before the opening: those that are ready)
jabatan: positions verified at some time of the fair, and the people they seek
pelamar: people with at least one application that counts
lamaran: applications received in the fair; those withdrawn while it ran are counted apart

The closing report counts by the same definitions (`jobfair.report.statements`).
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from jobfair.models import Fair
from jobfair.report.statements import BOOTH_STOOD, POSITION_STOOD

_COUNT = f"""
    with live as (
        select x.id from jobfair_booth x
        where x.fair_id = %(fair)s and ({BOOTH_STOOD} or exists (
            select from jobfair_entry e join jobfair_position p on p.id = e.position_id
            where p.booth_id = x.id))
    ), place as (
        select v.openings_men + v.openings_women + v.openings_either as openings
        from jobfair_position x join live on live.id = x.booth_id
            join jobs_vacancy v on v.id = x.vacancy_id
        where {POSITION_STOOD} or exists (
            select from jobfair_entry e where e.position_id = x.id)
    ), person as (
        select count(*) filter (where is_counted) as sent,
            count(*) filter (where not is_counted) as withdrawn
        from jobfair_entry where fair_id = %(fair)s group by participant_id
    )
    select (select count(*) from live), (select count(*) from place),
        (select coalesce(sum(openings), 0) from place), count(*) filter (where sent > 0),
        coalesce(sum(sent), 0), coalesce(sum(withdrawn), 0)
    from person
"""  # noqa: S608 - the pieces are our own; values are parameters


@dataclass(frozen=True)
class Numbers:
    """The four counters, with openings beside positions and withdrawals beside applications.

    None is a number too small to be published.
    """

    companies: int | None
    positions: int | None
    openings: int | None
    people: int | None
    applications: int | None
    withdrawn: int | None


def count(fair: Fair) -> Numbers:
    """Count a fair as it stands now."""
    values: dict[str, Any] = {"fair": fair.pk, "opens": fair.opens_at, "closes": fair.closes_at}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        return Numbers(*map(int, cursor.fetchone()))
