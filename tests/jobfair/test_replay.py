"""The replay's plan has the size of 2022 for any seed; its stage opens soon."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from jobfair.replay.plan import APPLICATIONS, PEOPLE, POSITIONS, QUOTA, RHYTHM, make_plan
from sikas.accounts import roles
from tests.factories import make_officer

COMMAND = "replay_fair_2022"


@pytest.mark.parametrize("seed", (1, 2022, 77_777))
def test_plan_has_the_size_of_2022_for_any_seed(seed):
    plan = make_plan(seed)
    assert plan == make_plan(seed) == sorted(plan)
    assert len(plan) == APPLICATIONS
    assert len({(sending.person, sending.position) for sending in plan}) == APPLICATIONS
    numbers = Counter(sending.person for sending in plan)
    assert (len(numbers), max(numbers.values()) <= QUOTA) == (PEOPLE, True)
    assert {sending.position for sending in plan} <= set(range(POSITIONS))
    assert 0 <= plan[0].moment < plan[-1].moment < 1


def test_week_begins_and_ends_with_a_rush():
    plan = make_plan(1)
    for begin, end, share in RHYTHM:
        sent = sum(begin <= sending.moment < end for sending in plan)
        assert abs(sent / APPLICATIONS - share) < 0.05


def test_plans_of_two_seeds_differ():
    assert make_plan(1) != make_plan(2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "words"),
    (({"minutes": 0}, "60 menit"), ({"minutes": 61}, "60 menit"), ({}, "pengelola job fair")),
)
def test_command_says_what_it_needs(options, words):
    with pytest.raises(CommandError, match=words):
        call_command(COMMAND, url="http://localhost:1", **options)


@pytest.mark.django_db
def test_command_says_when_there_are_too_few_vacancies():
    make_officer(roles.FAIR_MANAGER)
    with pytest.raises(CommandError, match="kurang"):
        call_command(COMMAND, url="http://localhost:1")
