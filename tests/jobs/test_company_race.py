"""Two people of a company act on one vacancy at the same moment."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from jobs.deadlines import today
from jobs.models import Vacancy
from jobs.services.drafts import (
    NotWritableError,
    copy_vacancy,
    fingerprint,
    save_draft,
    start_draft,
)
from jobs.services.results import report_result
from jobs.services.submission import extend_vacancy, submit_vacancy
from sikas.workflow.transitions import TransitionRefusedError
from tests.jobs.company_side import complete_draft, owner_of
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db(transaction=True)

MOMENT, MOMENTS = 0.02, 250  # seconds between two looks, and how often
FIELDS = ("title",)


@pytest.fixture
def unguarded(monkeypatch) -> None:
    """Switch off the lock that lets the second person see what the first one did."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_options: self.all())


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity"
            " where datname = current_database() and wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


@contextmanager
def meanwhile(act: Callable[[], object]) -> Iterator[None]:
    """Do what is inside in a transaction; before it ends, somebody else begins to `act`."""
    done = threading.Event()

    def run() -> None:
        try:
            with suppress(NotWritableError, TransitionRefusedError):
                act()
        finally:
            connection.close()
            done.set()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        yield
        thread.start()
        for _look in range(MOMENTS):
            if done.wait(MOMENT) or somebody_waits():
                break
    thread.join()


def save_while_submitting(draft: Vacancy) -> str:
    """Return the title of a vacancy that is submitted while a colleague saves another one."""
    owner, loaded = owner_of(draft), fingerprint(draft, FIELDS)

    def save() -> None:
        colleague = Vacancy.objects.get(pk=draft.pk)
        values = {"title": "Kasir, wanita cantik"}
        save_draft(vacancy=colleague, values=values, fields=FIELDS, loaded=loaded)

    with meanwhile(save):
        submit_vacancy(vacancy=draft, by=owner)
    draft.refresh_from_db()
    assert draft.state == "submitted"
    return draft.title


def extend_while_closing(vacancy: Vacancy) -> bool:
    """Tell whether a vacancy runs longer that is closed while a colleague extends it."""
    owner, before = owner_of(vacancy), vacancy.closes_at

    def extend() -> None:
        extend_vacancy(vacancy=vacancy, until=today() + timedelta(days=60), by=owner)

    nobody = {"men_here": 0, "women_here": 0, "men_elsewhere": 0, "women_elsewhere": 0}
    with meanwhile(extend):
        report_result(vacancy=vacancy, by=owner, **nobody)
    vacancy.refresh_from_db()
    assert vacancy.state == "closed"
    return vacancy.closes_at != before


def drafts_after_two_taps(act: Callable[[], object]) -> int:
    """Return how many drafts there are when two people begin one at the same moment."""
    with meanwhile(act):
        act()
    return Vacancy.objects.filter(state="draft").count()


def test_what_the_office_reads_is_what_was_submitted(occupation, district):
    assert save_while_submitting(complete_draft(occupation, district, title="Kasir")) == "Kasir"


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_a_submitted_vacancy_is_written_in(occupation, district):
    draft = complete_draft(occupation, district, title="Kasir")
    assert save_while_submitting(draft) == "Kasir, wanita cantik"


def test_closed_vacancy_is_not_extended_by_a_colleague():
    assert extend_while_closing(VacancyFactory()) is False


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_a_closed_vacancy_runs_longer():
    assert extend_while_closing(VacancyFactory()) is True


def test_two_taps_begin_one_draft_and_make_one_copy():
    company, vacancy = CompanyFactory(), VacancyFactory()
    assert drafts_after_two_taps(lambda: start_draft(company=company)) == 1
    assert drafts_after_two_taps(lambda: copy_vacancy(vacancy=vacancy)) == 2  # and that one


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_two_taps_begin_two_drafts():
    company = CompanyFactory()
    assert drafts_after_two_taps(lambda: start_draft(company=company)) == 2
