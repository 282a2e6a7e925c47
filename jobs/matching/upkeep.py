"""What triggers cannot see in rows of candidates: time that passes, code lists that change."""

from django.db import connection, transaction

BATCH = 2_000  # people whose rows are made again in one transaction


def refresh_candidates() -> int:
    """Make the rows of every consenting person what they must be now; return how many people.

    In batches, each its own transaction; rows that are right are not written.
    """
    done, last = 0, 0
    while ids := _after(last):
        with transaction.atomic(), connection.cursor() as database:
            database.execute("select jobs_refresh_candidates(%s)", [ids])
        done, last = done + len(ids), ids[-1]
    return done


def _after(last: int) -> list[int]:
    with connection.cursor() as database:
        database.execute(
            "select id from seekers_seeker where id > %s and visibility = 'verified'"
            " order by id limit %s",
            [last, BATCH],
        )
        return [key for (key,) in database.fetchall()]
