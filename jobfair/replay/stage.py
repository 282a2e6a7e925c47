"""What stands before the replay begins: a rehearsal with booths and people; no application yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from jobfair.demo.stage import build_booths, make_people, vacancies_for_fair
from jobfair.models import Fair, Position
from jobfair.replay.plan import PEOPLE
from jobfair.services.fairs import announce_fair, reschedule_fair
from seekers.models import Seeker
from sikas import clock
from sikas.accounts.models import User

SOON = timedelta(hours=1)  # until the stage is ready; then the real times are set
LEAD = timedelta(seconds=10)  # for those who stand before the door
SESSIONS = timedelta(hours=3)


@dataclass(frozen=True)
class Stage:
    """A fair, its positions, and the session of each person."""

    fair: Fair
    positions: Sequence[Position]
    sessions: Sequence[str]


def set_stage(*, minutes: float, seed: int, officer: User) -> Stage:
    """Make a rehearsal that opens in LEAD and takes applications for `minutes`.

    Companies, vacancies and booths are those of the portal, made ready as officers and companies
    do; the people are new ones. Raises StageError when there are too few vacancies.
    """
    vacancies = vacancies_for_fair()
    number = Fair.objects.filter(is_rehearsal=True).count() + 1
    soon = clock.now() + SOON
    draft = Fair.objects.create(
        name=f"Ulangan Job Fair 2022 ({number})",
        slug=f"ulangan-2022-{number}",
        is_rehearsal=True,
        catalogue_at=clock.now(),
        registration_at=clock.now(),
        opens_at=soon,
        closes_at=soon + timedelta(minutes=minutes),
    )
    fair = announce_fair(fair=draft, by=officer)
    positions = build_booths(fair=fair, vacancies=vacancies, officer=officer)
    people = make_people(PEOPLE, domain=f"{fair.slug}.contoh.example", seed=seed)
    sessions = [_session(person) for person in people]
    opens = clock.now() + LEAD
    times = {
        "catalogue_at": draft.catalogue_at,
        "registration_at": draft.registration_at,
        "opens_at": opens,
        "closes_at": opens + timedelta(minutes=minutes),
    }
    fair = reschedule_fair(fair=fair, times=times, by=officer, reason="Gladi bersih dimulai.")
    return Stage(fair, positions, sessions)


def _session(person: Seeker) -> str:
    """Sign a person in, as somebody who did so on the days before; return the session's key."""
    assert person.user  # noqa: S101 - of the stage
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.user.get_session_auth_hash()
    store.set_expiry(int(SESSIONS.total_seconds()))
    store.save()
    key: str = store.session_key
    return key
