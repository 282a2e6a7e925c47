"""How often somebody may try: one atomic statement per attempt, in PostgreSQL.

Counters live where the accounts live, so a lost Redis neither opens nor closes the door, and
parallel attempts cannot read the same count. A window starts with its first attempt.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import ngettext

from sikas.accounts.models import Attempt

MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True)
class Rate:
    """At most `amount` attempts in `seconds` for each value of the subjects in `per`."""

    amount: int
    seconds: int
    per: tuple[str, ...]


# Subjects: person (who is signed in), address (the client's network address), target (the
# account tried). Mobile networks put thousands of people behind one address: those are wide.
RATES: dict[str, tuple[Rate, ...]] = {
    "password": (
        Rate(5, 15 * MINUTE, ("target", "address")),
        Rate(20, HOUR, ("target",)),
        Rate(600, HOUR, ("address",)),
    ),
    # Who has an account elsewhere proves it there; here it costs a call.
    "sign_in_elsewhere": (Rate(600, HOUR, ("address",)),),
    "second_factor": (Rate(5, 5 * MINUTE, ("person",)), Rate(30, DAY, ("person",))),
    "signup": (Rate(300, HOUR, ("address",)),),
    "send_code": (
        Rate(5, HOUR, ("target",)),
        Rate(10, DAY, ("target",)),
        Rate(300, HOUR, ("address",)),
    ),
    # A code itself bears five guesses: a limit per target alone would only let a stranger, who
    # asked for a code to your address, keep you from entering yours.
    "enter_code": (Rate(600, HOUR, ("address",)), Rate(30, HOUR, ("target", "address"))),
    # Whether a number is registered is told to who types it: nobody may try them one by one.
    "claim_nib": (Rate(20, DAY, ("person",)),),
    # Nobody claims the numbers of others one after the other.
    "give_nik": (Rate(10, DAY, ("person",)),),
    # A working day at the counter; an officer's stolen session gets no further.
    "reveal_nik": (Rate(100, DAY, ("person",)),),
    "impersonate": (Rate(20, DAY, ("person",)),),
    "recover_login": (Rate(5, DAY, ("target",)), Rate(40, DAY, ("person",))),
    # A copy of all that is kept of a person is many queries.
    "export": (Rate(20, HOUR, ("person",)),),
    # An officer reads each of them.
    "report": (Rate(20, DAY, ("person",)),),
    "report_unknown": (Rate(60, HOUR, ("address",)), Rate(10, DAY, ("target", "address"))),
    # Strangers get these messages.
    "invite": (Rate(30, DAY, ("person",)), Rate(5, DAY, ("target",))),
}

_TAKE = """
insert into accounts_attempt as a (key, count, resets_at)
select key, 1, sikas_now() + make_interval(secs => seconds)
from unnest(%s::text[], %s::integer[]) as wanted (key, seconds)
order by key
on conflict (key) do update set
    count = case when a.resets_at <= sikas_now() then 1 else a.count + 1 end,
    resets_at = case when a.resets_at <= sikas_now() then excluded.resets_at else a.resets_at end
returning key, count, ceil(extract(epoch from resets_at - sikas_now()))::integer
"""


class TooManyAttemptsError(ValidationError):
    """Refused for now; `wait` is in seconds. The message says how long, in Indonesian."""

    def __init__(self, wait: int) -> None:
        self.wait = max(wait, 1)
        minutes = -(-self.wait // MINUTE)
        super().__init__(
            ngettext(
                "Terlalu banyak percobaan. Coba lagi dalam %(minutes)s menit.",
                "Terlalu banyak percobaan. Coba lagi dalam %(minutes)s menit.",
                minutes,
            ),
            code="too_many_attempts",
            params={"minutes": minutes},
        )


@dataclass(frozen=True)
class Taken:
    """Attempts that were counted; `give_back` them when they turn out well."""

    keys: tuple[str, ...]

    def give_back(self) -> None:
        """Count these attempts no longer: a success is no sign of guessing."""
        Attempt.objects.filter(key__in=self.keys).update(count=Greatest(F("count") - 1, 0))


def take(action: str, **subjects: str) -> Taken:
    """Count one attempt of `action`; raise TooManyAttemptsError when one of its rates is used up.

    Call it outside a transaction that may be rolled back: an attempt stays counted.
    """
    wanted = {_key(action, rate, subjects): rate for rate in RATES[action]}
    keys = list(wanted)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [keys, [wanted[key].seconds for key in keys]])
        waits = [wait for key, count, wait in cursor.fetchall() if count > wanted[key].amount]
    if waits:
        raise TooManyAttemptsError(max(waits))
    return Taken(tuple(keys))


def forget(**subjects: Collection[str]) -> None:
    """Delete the counters of these values alone; those that a network shares run out by themselves.

    Keys are plain hashes: who guesses a phone number could find that it was tried.
    """
    keys = [
        _key(action, rate, {rate.per[0]: value})
        for action, rates in RATES.items()
        for rate in rates
        if len(rate.per) == 1
        for value in subjects.get(rate.per[0], ())
    ]
    Attempt.objects.filter(key__in=keys).delete()


def _key(action: str, rate: Rate, subjects: Mapping[str, str]) -> str:
    values = [subjects[name] for name in rate.per]
    text = "\x1f".join([action, str(rate.amount), str(rate.seconds), *rate.per, *values])
    return hashlib.sha256(text.encode()).hexdigest()
