"""The breaker of each host, shared by every worker through the table `Host`.

After several failures in a row the host is left alone for a while; then one caller may try, and
the others wait for how that ends. An answer that refuses is an answer: the host works. What only
somebody can put right (a certificate, a name) costs nobody time and is noted, not counted.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from integration.enums import Trouble
from integration.kemnaker.answers import StatusError, clamped
from integration.models import Host
from integration.ports import MinistryError, ProtocolError, RestingError, TransientError

logger = logging.getLogger(__name__)

FAILURES = 5  # in a row open the breaker
REST, LONGEST_REST = 60, 900  # seconds; doubled by each failed trial
TRIAL = 120  # seconds for the one caller; longer than any answer may take
FRESH = 60  # seconds in which a success need not be written again

ANSWERED = {Trouble.THROTTLED, Trouble.REDIRECT}

_READ = """
select extract(epoch from opened_until - sikas_now())::float,
    failures = 0 and last_ok_at > sikas_now() - make_interval(secs => %(fresh)s), last_trouble
from integration_host where name = %(name)s
"""
_TRY = """
update integration_host set opened_until = sikas_now() + make_interval(secs => %(trial)s)
where name = %(name)s and opened_until <= sikas_now() returning id
"""
_SUCCESS = """
insert into integration_host (name, last_ok_at) values (%(name)s, sikas_now())
on conflict (name) do update
set failures = 0, opened_until = null, last_ok_at = excluded.last_ok_at
"""
_PERMIT = """
update integration_host set opened_until = sikas_now()
where name = %(name)s and opened_until > sikas_now()
"""
# While the breaker is open only the one who tries counts: those who asked before tell no news.
_FAILURE = """
insert into integration_host as h (name, failures, last_trouble, last_detail, last_failed_at)
values (%(name)s, %(counts)s::int, %(trouble)s, %(detail)s, sikas_now())
on conflict (name) do update set
    last_trouble = excluded.last_trouble,
    last_detail = excluded.last_detail,
    last_failed_at = excluded.last_failed_at,
    failures = h.failures + (%(trying)s or %(counts)s and h.opened_until is null)::int,
    opened_until = case
        when h.failures + 1 >= %(most)s and (%(trying)s or %(counts)s and h.opened_until is null)
        then sikas_now() + make_interval(
            secs => least(%(rest)s * 2 ^ least(h.failures + 1 - %(most)s, 10), %(longest)s))
        else h.opened_until end
returning failures
"""


@dataclass(frozen=True, slots=True)
class _Seen:
    trying: bool  # we are the one who tries
    known_well: bool  # a success is no news


@contextmanager
def guarding(host: str) -> Iterator[None]:
    """Let the caller ask the host and remember how it went; raises RestingError.

    Writes on failures, on the first success after one, and else once a minute.
    """
    seen = _admit(host)
    try:
        yield
    except MinistryError as error:
        if _is_answer(error):
            _succeeded(host, seen)
        else:
            _failed(host, seen, error)
        raise
    _succeeded(host, seen)


def permit_trial(host: str) -> None:
    """Let the next caller try a host that is left alone."""
    with connection.cursor() as cursor:
        cursor.execute(_PERMIT, {"name": host})


def _admit(host: str) -> _Seen:
    values: dict[str, str | int] = {"name": host, "fresh": FRESH, "trial": TRIAL}
    with connection.cursor() as cursor:
        cursor.execute(_READ, values)
        wait, known_well, trouble = cursor.fetchone() or (None, False, "")
        if wait is None:
            return _Seen(trying=False, known_well=bool(known_well))
        if wait <= 0:
            cursor.execute(_TRY, values)
            if cursor.fetchone():
                return _Seen(trying=True, known_well=False)
            wait = REST / 2  # somebody else tries
    cause = Trouble(trouble or Trouble.RESTING)
    raise RestingError(cause, clamped(wait), f"{host}: {cause.label}" if trouble else host)


def _is_answer(error: MinistryError) -> bool:
    return isinstance(error, StatusError) or error.trouble in ANSWERED


def _succeeded(host: str, seen: _Seen) -> None:
    if seen.known_well:
        return
    with connection.cursor() as cursor:
        cursor.execute(_SUCCESS, {"name": host})
    if seen.trying:
        logger.info("%s answers again", host)


def _failed(host: str, seen: _Seen, error: MinistryError) -> None:
    longest = Host._meta.get_field("last_detail").max_length
    values: dict[str, str | int] = {
        "name": host,
        "trouble": error.trouble.value,
        "detail": error.detail[:longest],
        "trying": seen.trying,
        "counts": isinstance(error, TransientError | ProtocolError),
        "most": FAILURES,
        "rest": REST,
        "longest": LONGEST_REST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FAILURE, values)
        (failures,) = cursor.fetchone()
    logger.warning("%s failed, %s in a row: %s", host, failures, error)
