"""How a job seeker stands to a vacancy: has applied, can with one tap, or must tell more first."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from jobs.deadlines import today
from jobs.enums import ApplicationState
from jobs.journey import TAGS
from jobs.saved import is_seeker
from seekers.models import Seeker
from sikas.accounts.models import User

_STANDING = """
    select p.is_ready, coalesce(a.receipt, ''), coalesce(a.state, '')
    from seekers_seeker s cross join lateral seekers_snapshot(s.id, %s) p
    left join jobs_application a
        on a.seeker_id = s.id and a.vacancy_id = %s and a.state <> 'withdrawn'
    where s.user_id = %s and s.erased_at is null
"""
_KEY = "select id from seekers_seeker where user_id = %s and erased_at is null"


@dataclass(frozen=True)
class Standing:
    """`receipt` and `state` are those of the living application, empty without one.

    `key` names a new form.
    """

    is_ready: bool
    receipt: str
    state: str
    key: UUID

    @property
    def tag(self) -> tuple[str, str]:
        """The kind and the words of the tag of the state."""
        return TAGS[self.state], str(ApplicationState(self.state).label)


def bare_seeker(person: User) -> Seeker:
    """Return the keys of somebody's profile and nothing else, for the hottest of all requests.

    A profile that was never saved has none.
    """
    with connection.cursor() as cursor:
        cursor.execute(_KEY, [person.pk])
        key, *_rest = cursor.fetchone() or (None,)
    return Seeker(pk=key, user_id=person.pk)


def standing_of(user: User | AnonymousUser, vacancy_id: int) -> Standing | None:
    """Return how a seeker who is signed in stands to a vacancy; None for everybody else.

    One query, and none for somebody who is not signed in.
    """
    if not is_seeker(user):
        return None
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [today(), vacancy_id, user.pk])
        is_ready, receipt, state = cursor.fetchone() or (False, "", "")
    return Standing(is_ready=is_ready, receipt=receipt, state=state, key=uuid4())
