"""The numbers of a fair, in one statement: the live wall and the reports count with the same.

perusahaan: booths live at least once (before the opening: those that are ready)
jabatan: verified positions of these booths, and the people they seek
pelamar: people with at least one application that they have not withdrawn
lamaran: applications received in the fair and not withdrawn; withdrawn ones apart
"""

from dataclasses import dataclass

from django.db import connection

# A booth or position that was taken away during the fair was there; one taken away before was not.
_COUNT = """
    with fair as (select id, opens_at, closes_at from jobfair_fair where id = %s),
    stand as (
        select b.id from jobfair_booth b join fair on fair.id = b.fair_id
        where b.ready_at < fair.closes_at and (b.state = 'ready' or exists (
            select from jobfair_boothtransition t
            where t.subject_id = b.id and t.from_state = 'ready' and t.at > fair.opens_at))
    ),
    place as (
        select v.openings_men + v.openings_women + v.openings_either as openings
        from jobfair_position p join fair on fair.id = p.fair_id
            join stand on stand.id = p.booth_id join jobs_vacancy v on v.id = p.vacancy_id
        where p.state = 'verified' or p.state = 'closed' and exists (
            select from jobfair_positiontransition t
            where t.subject_id = p.id and t.from_state = 'verified' and t.at > fair.opens_at)
    ),
    person as (
        select count(*) filter (where a.state <> 'withdrawn') as sent,
            count(*) filter (where a.state = 'withdrawn') as withdrawn
        from jobfair_entry e join fair on fair.id = e.fair_id
            join jobs_application a on a.id = e.application_id
        group by e.participant_id
    )
    select (select count(*) from stand), (select count(*) from place),
        (select coalesce(sum(openings), 0) from place), count(*) filter (where sent > 0),
        coalesce(sum(sent), 0), coalesce(sum(withdrawn), 0)
    from person
"""


@dataclass(frozen=True)
class Numbers:
    """The four counters, with openings beside positions and withdrawals beside applications."""

    companies: int
    positions: int
    openings: int
    people: int
    applications: int
    withdrawn: int


def count(fair_id: int) -> Numbers:
    """Count a fair as it stands now."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [fair_id])
        return Numbers(*map(int, cursor.fetchone()))
