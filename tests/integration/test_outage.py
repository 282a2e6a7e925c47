"""The ministry is gone for three days: nobody notices at the portal, and afterwards all is well."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.db.models import Sum

from integration import tasks
from integration.enums import Kind, RunState, Trouble
from integration.kemnaker import ministry
from integration.models import HttpTally, Stream, SyncRun
from jobs.models import Vacancy
from sikas import clock as time
from tests.factories import UserFactory
from tests.integration.exchange import Exchange, configuration, know_industries
from tests.integration.invariants import heals
from tests.seekers.places import make_village
from training.models import Programme

OUTAGE = timedelta(days=3)
SIZES = {"vacancies": 220, "trainings": 30, "companies": 60, "seekers": 60}
CHANGED = {"vacancies": 200, "trainings": 20, "companies": 40, "seekers": 40}  # 300
REMOVED = 5  # of each kind
LONGEST = timedelta(minutes=15)  # between two tries
PACE = [timedelta()] * 12 + [timedelta(hours=3)] * 24  # at the latest: then we skip some tries
# How old what one sees is: the only thing that may change.
AGE = re.compile(r'<p class="soft small">(?:Data Kemnaker|Dihitung dari) .*?</p>')
CHANCE = re.compile(r'csrfmiddlewaretoken" value="\w+"|nonce="[^"]*"')


@pytest.fixture
def known_ministry(simulator, connect, monkeypatch):
    """Let the portal know the ministry, so that it could ask it."""
    for name in ("MINISTRY_URL", "MINISTRY_PARTNER_URL"):
        monkeypatch.setenv(name, simulator.url)
    for name in ("PROGRAMMES_PAGE", "PARTNER_PAGE"):
        monkeypatch.setattr(ministry, name, 100)
    monkeypatch.setattr(tasks, "ring", lambda task, *args: task(*args))
    return simulator


@pytest.fixture
def exchanges(known_ministry, portal, clock, settings):
    """Return the four kinds, read before the ministry goes."""
    settings.MINISTRY = settings.MINISTRY | configuration(known_ministry.url) | {"page_size": 100}
    make_village()
    know_industries()
    known_ministry.populate(**SIZES)
    for record in known_ministry.live("trainings"):  # a day that passes ends registrations
        known_ministry.put("trainings", record, schedules=[])
    found = [Exchange(known_ministry, clock, kind) for kind in Kind]
    for exchange in found:
        exchange.run()
    return found


def addresses() -> list[str]:
    vacancy, programme = Vacancy.objects.order_by("pk")[0], Programme.objects.order_by("pk")[0]
    return [
        *("/", "/lowongan/", "/lowongan/?q=operator", "/pelatihan/"),
        vacancy.get_absolute_url(),
        programme.get_absolute_url(),
    ]


def pages(portal) -> dict[str, str]:
    """Return public pages as somebody sees them, without the lines that say how old they are."""
    client, found = portal.client(), {}
    for address in addresses():
        answer = client.get(address)
        assert answer.status_code == 200, address
        found[address] = CHANCE.sub("", AGE.sub("", answer.text))
    return found


def tries() -> int:
    """Return how often the ministry was asked, by whomever."""
    return HttpTally.objects.aggregate(all=Sum("count"))["all"] or 0


def wait_in_vain(clock) -> list[timedelta]:
    """Let the timetable try for three days; return how long the first kind waits after each try."""
    waits = []
    for pace in PACE:
        due = min(stream.next_at for stream in Stream.objects.all() if stream.next_at)
        clock.move(max(due - time.now() + timedelta(seconds=1), pace))
        tasks.pull_due()
        stream = Stream.objects.get(kind=Kind.VACANCIES)
        if stream.trouble and stream.next_at:
            waits.append(stream.next_at - time.now())
    return waits


def return_changed(simulator) -> None:
    """Open the ministry again; it has lived on."""
    simulator.clock(advance=OUTAGE.total_seconds())
    for kind, changed in CHANGED.items():
        living = sorted(simulator.live(kind))
        name = "title" if kind in ("vacancies", "trainings") else "name"
        for record in living[:changed]:
            simulator.put(kind, record, **{name: f"Sesudah tiga hari {record}"})
        for record in living[-REMOVED:]:
            simulator.remove(kind, record)
    simulator.listen(is_open=True)


def run(exchange: Exchange) -> SyncRun:
    """Pull until a run is over; a host that rests is tried again when its rest is over."""
    while True:
        done = exchange.turn()
        if done and done.state != RunState.RUNNING and not exchange.stream.trouble:
            return done


def test_portal_lives_through_three_days_without_the_ministry(portal, exchanges, clock):
    simulator = exchanges[0].simulator
    before, asked = pages(portal), tries()
    assert len(simulator.requests()) == asked, "every request is counted"
    simulator.listen(is_open=False)
    began = time.now()
    waits = wait_in_vain(clock)
    assert time.now() - began > OUTAGE
    assert waits[0] <= timedelta(seconds=30)
    assert timedelta(minutes=5) < max(waits) <= LONGEST
    for stream in Stream.objects.all():
        assert stream.trouble == Trouble.UNREACHABLE, "also while the server is left alone"
        assert stream.trouble_at
        assert stream.trouble_at <= began + stream.period + timedelta(hours=3)
    asked = tries()
    assert pages(portal) == before
    assert "Data Kemnaker terakhir" in portal.client().get("/lowongan/").text
    assert tries() == asked, "a page asks nobody"
    return_changed(simulator)
    officer = UserFactory.create(staff=True)
    for exchange in exchanges:
        heals(exchange.kind, exchange.contents, partial(run, exchange), officer)
    assert "Sesudah tiga hari" in portal.client().get("/lowongan/?q=sesudah").text
