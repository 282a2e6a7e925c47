"""What keeps search fresh beside the triggers: changed code lists and known words."""

from collections.abc import Iterator

from django.db import connection, transaction

from jobs.search.corrections import VOCABULARY

BATCH = 2_000  # vacancies whose rows are made again in one transaction

WORDS_SQL = """
    select title || ' ' || employer || ' ' || place, count(*) from jobs_vacancysearch group by 1
    union all
    select o.title || coalesce(' ' || terms.text, ''), count(*)
    from jobs_vacancysearch s join reference_occupation o on o.code = s.occupation
    left join (
        select occupation_id, string_agg(term, ' ') as text from reference_occupationsynonym
        where is_active group by 1
    ) terms on terms.occupation_id = o.id
    group by 1
"""

TAKE_SQL = """
with waiting as (
    select id, sum(cardinality(vacancies)) over (order by id) - cardinality(vacancies) as before
    from jobs_latesearchrows
),
taken as (
    delete from jobs_latesearchrows where id = any(array(
        select id from jobs_latesearchrows where id in (select id from waiting where before < %s)
        order by id for update skip locked))
    returning vacancies
)
select array_agg(distinct vacancy order by vacancy) from taken, unnest(vacancies) as vacancy
"""
# Who changes one at this moment is waited for, and waits: the row must say what is true afterwards.
# Companies first, as a change of a company does it.
MAKING = (
    """select from employers_company where id in (
        select company_id from jobs_vacancy where id = any(%s)) order by id for share""",
    "select from jobs_vacancy where id = any(%s) order by id for share",
    "select jobs_refresh_search(%s)",
)


def refresh_words() -> None:
    """Learn the words of all open vacancies again."""
    VOCABULARY.learn(WORDS_SQL)


def refresh_rows() -> int:
    """Make every search row what it must be, after a change of code lists; return how many.

    In batches, each its own transaction; rows that are right are not written.
    """
    done = 0
    for ids in _batches():
        with transaction.atomic(), connection.cursor() as database:
            database.execute("select jobs_refresh_search(%s)", [ids])
        done += len(ids)
    return done


def make_late_rows() -> int:
    """Make the search rows that wait after a large write; return how many vacancies they were of.

    Several may work at once; what is interrupted still waits.
    """
    done = 0
    while True:
        with transaction.atomic(), connection.cursor() as database:
            database.execute(TAKE_SQL, [BATCH])
            (ids,) = database.fetchone()
            if not ids:
                return done
            for statement in MAKING:
                database.execute(statement, [ids])
        done += len(ids)


def _batches() -> Iterator[list[int]]:
    last = 0
    while True:
        with connection.cursor() as database:
            database.execute(
                """
                select array_agg(id) from (
                    select id from jobs_vacancy where id > %s and (state = 'published' or exists (
                        select from jobs_vacancysearch where vacancy_id = jobs_vacancy.id))
                    order by id limit %s
                ) batch
                """,
                [last, BATCH],
            )
            (ids,) = database.fetchone()
        if not ids:
            return
        yield ids
        last = max(ids)
