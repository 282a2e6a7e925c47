"""The guards of a fair on the running server, each with its negative control.

A control takes one guard out of the SQL function on the same server, and must then show the fault.
"""

import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.test import Client as Browser

from jobfair.models import Entry, Fair, Participant, Position
from jobfair.services.reporting import freeze_report
from jobs.services.applying import withdraw_application
from seekers.models import Seeker
from sikas import clock as the_clock
from tests.harness import Client, Portal, race
from tests.jobfair.fairs import BoothFactory, FairFactory, position_in
from tests.jobs.applicants import account_of, ready_seeker
from tests.jobs.factories import VacancyFactory

TAKEN, REFUSED = 302, {409, 410}
PEOPLE, PLACES = 6, 60
WINDOW = timedelta(seconds=1.5)  # of firing before the fair closes, and as long after it
PAUSE = 0.05  # seconds between two shots of one person: there are enough places for all of them


def signed_in(portal: Portal, seeker: Seeker) -> Client:
    """Return a client in which a seeker is signed in."""
    browser, client = Browser(), portal.client()
    browser.force_login(account_of(seeker))
    name = settings.SESSION_COOKIE_NAME
    client.cookies.set(name, browser.cookies[name].value)
    return client


def address(position: Position) -> str:
    return f"/job-fair/{position.fair.slug}/jabatan/{position.pk}/lamar/"


def send(client: Client, position: Position) -> int:
    form = {"key": str(uuid4()), "letter": ""}
    return client.submit(address(position), form).status_code


def without(pattern: str, instead: str) -> None:
    """Take a guard out of the function by which applications enter."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_functiondef('jobfair_apply'::regproc)")
        text, found = re.subn(pattern, instead, cursor.fetchone()[0])
        assert found
        cursor.execute(text.replace("%", "%%"))


def places(fair: Fair, number: int, **facts: Any) -> list[Position]:
    booth = BoothFactory.create(fair=fair)
    made = [VacancyFactory.create(company=booth.company) for _one in range(number)]
    return [position_in(booth=booth, vacancy=vacancy, **facts) for vacancy in made]


def visitors(portal: Portal, number: int, position: Position) -> list[Client]:
    """Return people who look at a position."""
    clients = [signed_in(portal, ready_seeker()) for _one in range(number)]
    for client in clients:
        client.get(address(position))
    return clients


def over_quota(portal: Portal) -> int:
    """Let one person apply in many tabs at once; return how many more than the quota got in."""
    fair = FairFactory.create(quota=3, slug=f"jatah-{Fair.objects.count()}", is_rehearsal=True)
    here = places(fair, 8)
    seeker = ready_seeker()
    tabs = [signed_in(portal, seeker) for _tab in here]
    for tab, position in zip(tabs, here, strict=True):
        tab.get(address(position))
    where = dict(zip(map(id, tabs), here, strict=True))
    answers = race(tabs, lambda tab: send(tab, where[id(tab)]))
    assert set(answers) <= {TAKEN} | REFUSED
    there = Entry.objects.filter(fair=fair).count()
    assert answers.count(TAKEN) == there
    return there - fair.quota


def over_cap(portal: Portal) -> int:
    """Let many people apply at once for few places; return how many more than these got in."""
    fair = FairFactory.create(slug=f"penuh-{Fair.objects.count()}", is_rehearsal=True)
    (position,) = places(fair, 1, cap=2)
    answers = race(visitors(portal, PEOPLE, position), lambda client: send(client, position))
    assert set(answers) <= {TAKEN} | REFUSED
    assert Participant.objects.filter(fair=fair, used__gt=0).count() == answers.count(TAKEN)
    return Entry.objects.filter(position=position).count() - 2


def test_quota_and_cap_hold_when_many_tap_at_once(portal):
    assert over_quota(portal) == 0
    assert over_cap(portal) == 0
    without(r"taken < cap", "true")
    with connection.cursor() as cursor:
        cursor.execute("alter table jobfair_position drop constraint position_within_cap")
    assert over_cap(portal) > 0
    without(r"where p\.used < f\.quota", "where true")
    assert over_quota(portal) > 0


def test_withdrawing_twice_at_once_gives_back_once(portal):
    fair = FairFactory.create()
    positions = places(fair, 3)
    seeker = ready_seeker()
    client = signed_in(portal, seeker)
    for position in positions:
        client.get(address(position))
        assert send(client, position) == TAKEN
    application = Entry.objects.order_by("pk")[0].application
    path = f"/lamaran/{application.receipt}/tarik/"
    tabs = [signed_in(portal, seeker) for _tab in range(4)]
    for tab in tabs:
        tab.get(path)
    race(tabs, lambda tab: tab.submit(path, {}))
    participant = Participant.objects.get()
    assert participant.used == 2
    assert Entry.objects.filter(is_counted=True).count() == participant.used
    with connection.cursor() as cursor:  # without the note that it was given back
        cursor.execute("update jobfair_entry set is_counted = true")
        cursor.execute("update jobs_application set state = 'sent', decided_at = null")
    application.refresh_from_db()
    withdraw_application(application=application, by=account_of(seeker))
    assert Participant.objects.get().used == 1, "the trigger gives back what is counted"


@dataclass(frozen=True)
class Shot:
    """One application on its way: when it began, when its answer came, and what it said."""

    began: float
    ended: float
    status: int


def fire(portal: Portal, fair: Fair) -> list[Shot]:
    """Fire applications through the closing instant, none of them twice; return every shot."""
    positions = places(fair, PLACES)
    clients = visitors(portal, PEOPLE, positions[0])
    fair.closes_at = the_clock.now() + WINDOW
    fair.save(update_fields=["closes_at"])
    until = (fair.closes_at + WINDOW).timestamp()

    def shoot(client: Client) -> list[Shot]:
        shots: list[Shot] = []
        for position in positions:
            began = time.time()
            if began > until:
                break
            status = send(client, position)
            shots.append(Shot(began, time.time(), status))
            time.sleep(PAUSE)
        return shots

    with ThreadPoolExecutor(len(clients)) as pool:
        return [shot for shots in pool.map(shoot, clients) for shot in shots]


def wrong(shots: Sequence[Shot], fair: Fair) -> tuple[int, int]:
    """Return how many were taken although late, and refused although early."""
    end = fair.closes_at.timestamp()
    late = sum(shot.status == TAKEN and shot.began > end for shot in shots)
    early = sum(shot.status in REFUSED and shot.ended < end for shot in shots)
    return late, early


def rehearsal(number: int) -> Fair:
    made: Fair = FairFactory.create(slug=f"tutup-{number}", is_rehearsal=True, quota=100)
    return made


def test_fair_closes_to_the_second_under_fire_and_its_report_equals_its_rows(portal):
    fair = rehearsal(1)
    shots = fire(portal, fair)
    assert {shot.status for shot in shots} <= {TAKEN} | REFUSED
    assert wrong(shots, fair) == (0, 0)
    receipts = Entry.objects.filter(fair=fair).count()
    assert receipts > 0
    assert any(shot.status in REFUSED for shot in shots)
    Fair.objects.filter(pk=fair.pk).update(grace=timedelta(0))
    report = freeze_report(fair=fair, version=0)
    assert report.figures["summary"]["applications"] == receipts
    without(r"when arrived >= f\.closes_at then 'late'", "when false then 'late'")
    fair = rehearsal(2)
    late, _early = wrong(fire(portal, fair), fair)
    assert late > 0
