"""Applying at the same moment, on the running server: never doubled, never after the close.

Each race is run a second time on the same server with its guard taken away, and must then show the
fault.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import requests
from django.conf import settings
from django.db import connection
from django.test import Client as Browser

from jobs.enums import CloseReason
from jobs.models import Application, Vacancy
from jobs.services.moderation import close_vacancy
from seekers.models import Seeker
from tests.harness import Client, Portal, race
from tests.jobs.applicants import account_of, ready_seeker
from tests.jobs.factories import VacancyFactory

TAPS = 8
APPLICANTS = 6
MOMENT, MOMENTS = 0.02, 500  # seconds between two looks, and how often


def signed_in(portal: Portal, seeker: Seeker) -> Client:
    """Return a client in which a seeker is signed in."""
    browser, client = Browser(), portal.client()
    browser.force_login(account_of(seeker))
    name = settings.SESSION_COOKIE_NAME
    client.cookies.set(name, browser.cookies[name].value)
    return client


def to_apply(vacancy: Vacancy) -> str:
    return f"{vacancy.get_absolute_url()}lamar/"


def tap(vacancy: Vacancy, key: Callable[[], str]) -> Callable[[Client], requests.Response]:
    """Return what a client does: sends the form of the page that it looks at."""
    return lambda client: client.submit(to_apply(vacancy), {"key": key(), "letter": "Saya siap."})


def taps_at_once(portal: Portal, key: Callable[[], str]) -> tuple[list[requests.Response], int]:
    """Let one person tap at the same moment in several tabs; return answers and applications."""
    seeker, vacancy = ready_seeker(), VacancyFactory()
    clients = [signed_in(portal, seeker) for _tab in range(TAPS)]
    for client in clients:
        client.get(to_apply(vacancy))
    answers = race(clients, tap(vacancy, key))
    return answers, Application.objects.filter(vacancy=vacancy).count()


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_taps_at_once_are_one_application_with_one_receipt(portal):
    same = str(uuid4())
    for key in (lambda: same, lambda: str(uuid4())):  # a double submit, two tabs
        answers, number = taps_at_once(portal, key)
        assert number == 1
        assert {answer.status_code for answer in answers} == {302}
        assert len({answer.headers["Location"] for answer in answers}) == 1
    execute("alter table jobs_application drop constraint application_once_per_form")
    execute("drop index application_one_living")
    _answers, number = taps_at_once(portal, lambda: same)
    assert number > 1, "without the two constraints nothing else stands in the way"


def applications_after_the_close(portal: Portal) -> int:
    """Close a vacancy while people apply; return how many got in after the close was answered."""
    vacancy = VacancyFactory()
    clients = [signed_in(portal, ready_seeker()) for _person in range(APPLICANTS)]
    for client in clients:
        client.get(to_apply(vacancy))
    late = clients.pop()
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(race, clients, tap(vacancy, lambda: str(uuid4())))
        wait_until_somebody_writes()
        close_vacancy(vacancy=vacancy, reason=CloseReason.FILLED, by=None)
        at_the_close = Application.objects.filter(vacancy=vacancy).count()
        refused = tap(vacancy, lambda: str(uuid4()))(late)
        answers = sending.result()
    assert (refused.status_code, "Saya siap." in refused.text) == (410, True)
    assert {answer.status_code for answer in answers} <= {302, 410}
    accepted = sum(answer.status_code == 302 for answer in answers)
    there = Application.objects.filter(vacancy=vacancy).count()
    assert there == accepted, "who has a receipt is in, and nobody else"
    return there - at_the_close


def wait_until_somebody_writes() -> None:
    """Wait until an application is being written; a trigger holds it for a while."""
    for _look in range(MOMENTS):
        with connection.cursor() as cursor:
            cursor.execute(
                "select exists (select from pg_stat_activity"
                " where datname = current_database() and wait_event = 'PgSleep')"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(MOMENT)
    raise AssertionError("nobody applied")


def leave_the_share_locks_out() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_functiondef('jobs_submit_application'::regproc)")
        text = cursor.fetchone()[0]
        assert "for share of v, c" in text
        cursor.execute(text.replace("for share of v, c", "").replace("%", "%%"))


def test_nothing_is_accepted_after_the_close_was_answered(portal):
    execute(
        "create function hold() returns trigger language plpgsql as"
        " $$ begin perform pg_sleep(0.3); return new; end $$;"
        " create trigger zz_hold before insert on jobs_application"
        " for each row execute function hold()"
    )
    assert applications_after_the_close(portal) == 0
    leave_the_share_locks_out()
    assert applications_after_the_close(portal) > 0
