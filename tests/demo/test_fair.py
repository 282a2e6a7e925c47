"""The demo's fair runs now, with booths, positions and people in every state."""

from datetime import timedelta

import pytest
from django.db.models import F

from jobfair.calendar import live_spans
from jobfair.demo import running
from jobfair.demo.stage import COMPANIES, POSITIONS, StageError, vacancies_for_fair
from jobfair.enums import BoothState, PositionState
from jobfair.models import Booth, BoothHours, Entry, Fair, Participant, Position
from jobs.enums import ApplicationState
from jobs.models import Vacancy
from tests.demo.conftest import NOW

pytestmark = pytest.mark.django_db


def test_fair_of_a_new_portal_is_in_progress(loaded, monkeypatch):
    monkeypatch.setattr(running, "PEOPLE", 40)
    manager = loaded.officers[0]
    assert running.load(now=NOW, manager=manager, seed=1)
    assert not running.load(now=NOW, manager=manager, seed=1)
    fair = Fair.objects.listed().get()
    assert fair.is_open
    spans = {(span.day, span.starts, span.ends) for span in live_spans(fair)}
    assert set(BoothHours.objects.values_list("day", "starts", "ends")) <= spans
    states = list(Booth.objects.values_list("state", flat=True))
    assert (len(states), set(states)) == (COMPANIES, {BoothState.READY, *running.UNREADY})
    assert Position.objects.filter(state=PositionState.VERIFIED).count() > POSITIONS / 2
    entries = list(Entry.objects.select_related("application"))
    assert len(entries) > 100
    assert {entry.application.state for entry in entries} >= {
        ApplicationState.SENT,
        ApplicationState.HIRED,
        ApplicationState.NOT_SELECTED,
    }
    assert all(fair.opens_at <= entry.arrived_at <= NOW for entry in entries)
    assert Participant.objects.filter(used=0).exists()
    assert not Participant.objects.filter(used__gt=fair.quota).exists()
    assert not Participant.objects.filter(registered_at__gt=F("fair__opens_at")).exists()
    for participant in Participant.objects.prefetch_related("entries")[:20]:
        counted = [entry for entry in participant.entries.all() if entry.is_counted]
        assert participant.used == len(counted)


def test_stage_has_the_size_of_2022_or_says_so(loaded):
    chosen = vacancies_for_fair()
    assert len(chosen) == POSITIONS
    assert len({vacancy.company_id for vacancy in chosen}) == COMPANIES
    Vacancy.objects.update(closes_at=F("published_at") + timedelta(minutes=1))
    with pytest.raises(StageError):
        vacancies_for_fair()
