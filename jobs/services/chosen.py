"""Applicants that somebody of a company chose: all of them its own, locked until it is done."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.utils.translation import gettext_lazy as _
from psycopg2.errors import LockNotAvailable

from employers.enums import CompanyState
from employers.models import Company
from jobs.applicants import applicants_of
from jobs.enums import UNDECIDED, ApplicationState
from jobs.models import Application
from sikas.accounts.models import User
from sikas.clock import DatabaseNow
from sikas.workflow.transitions import transition_many

PATIENCE = "3s"  # with a colleague's batch; what is longer is tried again by the person
LONGEST = "60s"  # of one statement for thousands; the web's own limit is for pages


class ForeignApplicantsError(Exception):
    """Of the chosen applications at least one is not to this company; nothing was done."""


@dataclass(frozen=True)
class Outcome:
    """What an action did: the keys that it reached, and how many it passed over, by their state."""

    done: Collection[int]
    passed: Mapping[str, int] = field(default_factory=dict)


class SuspendedCompanyError(ValidationError):
    """The office suspended the company; nothing was done."""

    def __init__(self) -> None:
        super().__init__(
            _("Perusahaan Anda dibekukan petugas. Pelamar dapat dibaca, tidak dapat ditindak.")
        )


class ErasedApplicantError(ValidationError):
    """The applicant's data were erased; nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("Pelamar ini sudah menghapus datanya."))


class ApplicantsBusyError(ValidationError):
    """Somebody else works on the same applicants; nothing was done."""

    def __init__(self) -> None:
        super().__init__(
            _("Rekan Anda sedang mengubah pelamar yang sama. Belum ada yang berubah. Coba lagi.")
        )


@contextmanager
def patience() -> Iterator[None]:
    """Wait for locks inside no longer than PATIENCE; leave time to the thousands that follow.

    Until the end of the transaction. Raises ApplicantsBusyError.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('lock_timeout', %s, true),"
            " set_config('statement_timeout', %s, true)",
            [PATIENCE, LONGEST],
        )
    try:
        yield
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise ApplicantsBusyError from None
        raise


def lock_chosen(company: Company, keys: Collection[int]) -> dict[int, str]:
    """Lock applications in the order of their keys; return the state of each.

    Those of somebody whose data were erased are left out: nothing is written about them again.
    Raises SuspendedCompanyError, ForeignApplicantsError when one is not to `company`,
    ApplicantsBusyError.
    """
    if not Company.objects.filter(pk=company.pk, state=CompanyState.VERIFIED).exists():
        raise SuspendedCompanyError
    own = applicants_of(company).filter(pk__in=keys).order_by("pk")
    held = own.select_for_update(no_key=True, of=("self",))
    with patience():
        rows = list(held.values_list("pk", "state", "seeker__erased_at"))
    if len(rows) != len(set(keys)):
        raise ForeignApplicantsError
    return {pk: state for pk, state, erased_at in rows if erased_at is None}


def view(keys: Collection[int], *, by: User) -> list[int]:
    """Note that the company has seen applications which it had not; whatever it does next."""
    new = Application.objects.filter(pk__in=keys, state=ApplicationState.SENT)
    return transition_many(new, ApplicationState.VIEWED, by=by)


def move(
    states: Mapping[int, str],
    to: ApplicationState,
    *,
    by: User,
    reason: str = "",
    **fields: Any,
) -> Outcome:
    """Move locked applications to a state, through "Dilihat"; those that may not go stay."""
    seen = view(states, by=by)
    if to in UNDECIDED:
        fields["decided_at"] = None  # it may come back from "Tidak ditanggapi"
    moved = transition_many(
        Application.objects.filter(pk__in=states), to, by=by, reason=reason, **fields
    )
    if to == ApplicationState.VIEWED:
        moved += seen
    return Outcome(moved, passed_over(states, moved))


def passed_over(states: Mapping[int, str], done: Collection[int]) -> Counter[str]:
    """Count those that an action did not reach, by the state they were in."""
    reached = set(done)
    return Counter(state for key, state in states.items() if key not in reached)


def give_sign(keys: Collection[int]) -> None:
    """Note that the company gave the applicants a sign just now: their waiting begins again."""
    waiting = Application.objects.filter(pk__in=keys, state__in=UNDECIDED)
    waiting.update(waiting_since=DatabaseNow())
