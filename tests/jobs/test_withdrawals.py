"""The word that something is withdrawn from the public: who sends it, and who hears it."""

import select
import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg2
import pytest
from django.db import connection, transaction

from employers.models import Company
from jobs.models import Vacancy
from sikas import withdrawals
from sikas.memory import standing
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db(transaction=True)

MOMENT, LONG = 0.2, 10  # seconds in which nothing comes; in which something must


@pytest.fixture
def heard() -> Iterator[Callable[[float], bool]]:
    """Return a function that waits so many seconds for word and tells whether it came."""
    connection.ensure_connection()
    with closing(psycopg2.connect(connection.connection.dsn)) as own:
        own.autocommit = True
        own.cursor().execute("listen withdrawals")

        def hear(seconds: float) -> bool:
            if select.select([own], [], [], seconds)[0]:
                own.poll()
            found = bool(own.notifies)
            own.notifies.clear()
            return found

        yield hear


@pytest.mark.parametrize(
    "withdraw",
    (
        lambda: Company.objects.update(state="suspended"),
        lambda: Vacancy.objects.update(state="closed", close_reason="filled"),
        lambda: Vacancy.objects.all().delete(),
    ),
    ids=("suspended", "closed", "deleted"),
)
def test_withdrawal_of_a_vacancy_is_told(heard, withdraw):
    VacancyFactory()
    assert not heard(MOMENT)
    withdraw()
    assert heard(LONG)


@pytest.mark.parametrize(
    "withdraw",
    (lambda: Company.objects.update(state="suspended"), lambda: Company.objects.all().delete()),
    ids=("suspended", "deleted"),
)
def test_withdrawal_of_a_company_without_vacancies_is_told(heard, withdraw):
    CompanyFactory()
    withdraw()
    assert heard(LONG)


def test_what_withdraws_nothing_is_not_told(heard):
    vacancy = VacancyFactory()
    Vacancy.objects.filter(pk=vacancy.pk).update(title="Kasir malam")
    Company.objects.update(name="Toko Laut")
    CompanyFactory(submitted=True).delete()
    with transaction.atomic():
        Company.objects.filter(pk=vacancy.company_id).update(state="suspended")
        transaction.set_rollback(True)
    assert not heard(MOMENT)


def test_listener_renews_the_standing_and_ends_with_its_connection(heard, monkeypatch):
    monkeypatch.setattr(standing, "mark", None)
    monkeypatch.setattr(withdrawals, "LOOK_SECONDS", 0.05)  # a silent connection is asked
    ended = threading.Event()

    def listen() -> None:
        with pytest.raises(psycopg2.OperationalError):
            withdrawals.hear(parameters)
        ended.set()

    parameters = connection.get_connection_params()
    threading.Thread(target=listen, daemon=True).start()
    first = changed(None)
    CompanyFactory().delete()
    changed(first)
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and application_name = 'withdrawals'"
        )
    assert ended.wait(LONG)


def changed(mark: int | None) -> int | None:
    """Wait until the mark is another one; return it."""
    for _ in range(LONG * 50):
        if standing.mark != mark:
            return standing.mark
        threading.Event().wait(0.02)
    raise AssertionError("nothing was heard")
