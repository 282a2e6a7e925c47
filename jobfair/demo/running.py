"""The fair of a new portal's demo: in its third day, with booths and people in every state."""

import uuid
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from jobfair.demo.stage import build_booths, make_people, vacancies_for_fair
from jobfair.enums import BoothState
from jobfair.models import Entry, Fair, Participant
from jobfair.services.entering import RefusedError, apply_in_fair, register
from jobfair.services.fairs import announce_fair, tell_everybody
from jobs.demo.applications import Stories
from seekers.basics import missing_basics
from seekers.models import Seeker
from sikas.accounts.models import User
from sikas.notifications.enums import State
from sikas.notifications.models import Message

PEOPLE, MOST = 160, 9  # invented visitors, and applications of each at most
ONLY_REGISTERED = 12
TOLD = 0.15  # share of applications of invented visitors that companies did something with
# Nothing was done with them yet: they arrive, more of them at first, when nobody looks at clocks.
_SPREAD = """
    with spread as (
        select a.id, %(opens)s + (%(now)s - %(opens)s)
            * (abs(hashtext(a.receipt)) %% 1000 / 1000.0) ^ 1.6 as at
        from jobs_application a join jobfair_entry e on e.application_id = a.id
        where e.fair_id = %(fair)s and a.state = 'sent' and a.received_at >= %(now)s
    ), first as (
        update jobs_applicationtransition t set at = spread.at
        from spread where t.subject_id = spread.id
    )
    update jobs_application a set received_at = spread.at, waiting_since = spread.at
    from spread where a.id = spread.id
"""
DAYS_OPEN, DAYS_LEFT, CATALOGUE = 2, 5, 7
UNREADY = (
    BoothState.SUSPENDED,
    BoothState.APPROVED,
    BoothState.RETURNED,
    BoothState.APPLIED,
)
DOMAIN = "jobfair.contoh.example"


@transaction.atomic
def load(*, now: datetime, manager: User, seed: int) -> bool:
    """Write the fair unless there is one; tell whether it did."""
    if Fair.objects.exists():
        return False
    fair = announce_fair(fair=_fair(now), by=manager)
    positions = build_booths(
        fair=fair, vacancies=vacancies_for_fair(), officer=manager, unready=UNREADY
    )
    stories, own = Stories(now, seed), _own_people()
    visitors = [*own, *make_people(PEOPLE, domain=DOMAIN, seed=seed)]
    for place, seeker in enumerate(visitors):
        chance = Random(f"{seed}:fair:{place}")  # noqa: S311
        if place % ONLY_REGISTERED == ONLY_REGISTERED - 1:
            register(fair=fair, seeker=seeker)
            continue
        for position in chance.sample(positions, chance.randint(1, MOST)):
            key = uuid.UUID(int=chance.getrandbits(128), version=4)
            try:
                sent = apply_in_fair(seeker=seeker, position=position, key=key)
            except RefusedError:  # what it asks for is not met
                continue
            if sent.is_new and (place < len(own) or chance.random() < TOLD):
                stories.tell(sent.application, chance, since=fair.opens_at)
    _set_back(fair, now)
    # Invented companies read no mail, and a new portal has nothing to tell them.
    Message.objects.filter(event="jobfair.booth", state=State.WAITING).delete()
    text = "Loket bantuan job fair ada di aula kantor, pukul 09.00–16.00 WIB."
    tell_everybody(fair=fair, text=text, by=manager)
    return True


def _fair(now: datetime) -> Fair:
    day = timezone.localtime(now).replace(hour=8, minute=0, second=0, microsecond=0)
    opens = day - timedelta(days=DAYS_OPEN)
    last = day.replace(hour=23, minute=59, second=59) + timedelta(days=DAYS_LEFT - 1)
    name = f"Job Fair Virtual Asahan {day.year}"
    return Fair.objects.create(
        name=name,
        slug=slugify(name),
        about="Melamar dari rumah ke puluhan perusahaan. Gratis, dan setiap lamaran dijawab.",
        venue="Daring, dan aula kantor Disnaker",
        catalogue_at=opens - timedelta(days=CATALOGUE),
        registration_at=opens - timedelta(days=CATALOGUE),
        opens_at=opens,
        closes_at=last,
    )


def _own_people() -> list[Seeker]:
    people = Seeker.objects.living().select_related("user").order_by("pk")
    return [seeker for seeker in people if not missing_basics(seeker)]


def _set_back(fair: Fair, now: datetime) -> None:
    """Spread what just arrived over the days of the fair; people registered before."""
    with connection.cursor() as cursor:
        cursor.execute(_SPREAD, {"fair": fair.pk, "opens": fair.opens_at, "now": now})
    entries = Entry.objects.filter(fair=fair).select_related("application")
    for entry in entries:
        entry.arrived_at = entry.committed_at = entry.application.received_at
    Entry.objects.bulk_update(entries, ["arrived_at", "committed_at"], batch_size=500)
    Participant.objects.filter(fair=fair).update(registered_at=fair.opens_at - timedelta(hours=5))
