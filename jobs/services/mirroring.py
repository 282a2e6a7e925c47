"""Vacancies of other portals: when their portal withdraws one, it is closed here at once."""

from collections.abc import Sequence

from django.db import connection, transaction

from jobs.enums import CloseReason, Source, VacancyState
from jobs.models import Vacancy
from sikas.workflow.transitions import transition_many

# Numbers of eight digits and more, addresses of e-mail and of the web.
_CONTACT = r"(\+?\d[\d .\-]{7,}\d|[\w.+-]+@[\w-]+\.[\w.]+|(https?://|www\.|wa\.me/)\S+)"


@transaction.atomic
def close_withdrawn(keys: Sequence[int], *, source: Source) -> int:
    """Close published vacancies that their portal no longer shows; return how many.

    Side effects, in this order: close them, take out how to reach the employer (address, link,
    numbers in the text). Applications and what was saved stay.
    """
    found = Vacancy.objects.filter(pk__in=keys, source=source)
    closed = transition_many(
        found, VacancyState.CLOSED, by=None, close_reason=CloseReason.WITHDRAWN
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "update jobs_vacancy set address = '', apply_url = '',"
            " description = regexp_replace(description, %(contact)s, '…', 'gi'),"
            " requirements = regexp_replace(requirements, %(contact)s, '…', 'gi')"
            " where id = any(%(keys)s) and source = %(source)s and state = 'closed'",
            {"contact": _CONTACT, "keys": list(keys), "source": source},
        )
    return len(closed)
