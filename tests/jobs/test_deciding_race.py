"""Recruiters who act at the same moment: one opening is filled once, one applicant answered once.

In processes of our own each race is run again without its lock and then shows the fault; on the
running server many tap at once and nothing is doubled, nothing answers 500.
"""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client as Browser

from jobs.enums import PlacementKind, RejectReason
from jobs.models import Application, ApplicationTransition, Placement
from jobs.services.deciding import add_note, reject_applications
from jobs.services.hiring import hire
from sikas.accounts.services.erasure import erase_person
from sikas.clock import now
from sikas.personal_data import Person
from sikas.workflow.transitions import TransitionRefusedError
from tests.harness import Client, Portal, race
from tests.jobs.applicants import applied
from tests.jobs.racing import leave_locks_out, meanwhile
from tests.jobs.recruiting import Recruiting, start, states

RECRUITERS = 6
BATCH = 5_000
ENDS = ("hired", "not_selected")

in_processes = pytest.mark.django_db(transaction=True)


def try_to_hire(ours: Recruiting, key: int) -> None:
    application = Application.objects.get(pk=key)
    with suppress(ValidationError, TransitionRefusedError):
        hire(
            company=ours.company,
            application=application,
            kind=PlacementKind.AKL,
            started_on=now().date(),
            by=ours.person,
        )


def hires_for_one_opening() -> int:
    ours = Recruiting(openings_either=1)
    first, second = ours.applicants(2)
    with meanwhile(lambda: try_to_hire(ours, second)):
        try_to_hire(ours, first)
    return Placement.objects.filter(vacancy=ours.vacancy).count()


def ends_of_one_applicant() -> list[str]:
    """Return the outcomes that the steps of an applicant name, whom one rejects and one hires."""
    ours = Recruiting(openings_either=1)
    (key,) = ours.applicants(1, state="viewed")
    with meanwhile(lambda: try_to_hire(ours, key)):
        reject_applications(
            company=ours.company, keys=[key], reason=RejectReason.OTHERS, by=ours.person
        )
    steps = ApplicationTransition.objects.filter(
        subject=key, to_state__in=["hired", "not_selected"]
    )
    return sorted(steps.values_list("to_state", flat=True))


@in_processes
def test_two_recruiters_fill_one_opening_once():
    assert hires_for_one_opening() == 1


@in_processes
def test_without_the_lock_they_fill_it_twice(monkeypatch):
    leave_locks_out(monkeypatch)
    assert hires_for_one_opening() == 2


@in_processes
def test_applicant_is_rejected_or_hired():
    assert ends_of_one_applicant() == ["not_selected"]


def notes_about_somebody_who_is_erased() -> int:
    """Let a company write a note while the person is being erased; return how many stay."""
    ours = Recruiting()
    one = ours.applicant()
    reject_applications(
        company=ours.company, keys=[one.pk], reason=RejectReason.OTHERS, by=ours.person
    )
    person = Person(user_id=one.seeker.user_id, seeker_id=one.seeker_id)
    with meanwhile(lambda: erase_person(person)):
        add_note(company=ours.company, key=one.pk, text="Siti, rapi", by=ours.person)
    return one.notes.count()


@in_processes
def test_note_that_is_being_written_goes_with_the_person():
    assert notes_about_somebody_who_is_erased() == 0


@in_processes
def test_without_the_lock_the_note_stays(monkeypatch):
    leave_locks_out(monkeypatch)
    assert notes_about_somebody_who_is_erased() == 1


@pytest.fixture
def without_reasons() -> Iterator[None]:
    """Take the second guard away: a hired application may keep the reason of a rejection."""
    name = "application_reason_when_not_selected"
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_get_constraintdef(oid) from pg_constraint where conname = %s", [name]
        )
        (rule,) = cursor.fetchone()
        cursor.execute(f"alter table jobs_application drop constraint {name}")
        yield
        cursor.execute(f"alter table jobs_application add constraint {name} {rule} not valid")


@in_processes
@pytest.mark.usefixtures("without_reasons")
def test_without_the_lock_an_applicant_is_both(monkeypatch):
    leave_locks_out(monkeypatch)
    assert ends_of_one_applicant() == ["hired", "not_selected"]


def team(portal: Portal, ours: Recruiting) -> list[Client]:
    """Return clients in which the person of the team is signed in, each on the list's page."""
    browser, name = Browser(), settings.SESSION_COOKIE_NAME
    browser.force_login(ours.person)
    clients = []
    for _recruiter in range(RECRUITERS):
        client = portal.client()
        client.cookies.set(name, browser.cookies[name].value)
        client.get(f"/perusahaan-saya/{ours.company.pk}/lowongan/")
        clients.append(client)
    return clients


def hire_and_reject(ours: Recruiting, clients: list[Client]) -> list[int]:
    """Let half of the team hire applicants for one opening, the other half reject them."""
    keys = ours.applicants(3)
    acts = {
        client: (f"{ours.base}{keys[place % 3]}/terima/", start())
        if place < RECRUITERS // 2
        else (
            f"{ours.base}tindakan/tolak/",
            {"dipilih": str(keys[place % 3]), "kirim": "1", "reason": "others"},
        )
        for place, client in enumerate(clients)
    }
    answers = race(clients, lambda client: client.submit(*acts[client]).status_code)
    ends = ApplicationTransition.objects.filter(subject__in=keys, to_state__in=ENDS)
    assert ends.count() == len(set(ends.values_list("subject", flat=True)))
    assert Placement.objects.filter(vacancy=ours.vacancy).count() <= 1
    return answers


def move_thousands(ours: Recruiting, clients: list[Client]) -> list[int]:
    """Let the whole team move the same thousands; with a foreign one among them nobody moves."""
    keys = ours.applicants(BATCH - 1)
    form = {"kirim": "1", "to": "shortlisted"}
    own, mixed = ",".join(map(str, keys)), ",".join(map(str, [*keys, applied().pk]))
    address = f"{ours.base}tindakan/pindah/"
    foreign = race(clients[:2], lambda one: one.submit(address, form | {"dipilih": mixed}))
    assert {answer.status_code for answer in foreign} == {404}
    assert set(states(keys)) == {"sent"}
    moved = race(clients[:2], lambda one: one.submit(address, form | {"dipilih": own}))
    assert set(states(keys)) == {"shortlisted"}
    steps = ApplicationTransition.objects.filter(subject__in=keys, to_state="shortlisted")
    assert steps.count() == len(keys)
    assert all("sedang mengubah" in answer.text for answer in moved if answer.status_code == 200)
    return [answer.status_code for answer in moved]


def test_team_at_one_moment_doubles_nothing(portal):
    ours = Recruiting(openings_either=1)
    clients = team(portal, ours)
    assert set(hire_and_reject(ours, clients)) <= {200, 302}
    assert 302 in (answers := move_thousands(ours, clients))
    assert set(answers) <= {200, 302}  # 200: a colleague's batch was still at work
