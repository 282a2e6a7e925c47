"""What is suspended or closed is gone from every page at once, also from those kept in memory."""

import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from jobs.models import Vacancy
from tests import databases
from tests.harness import Client, Portal, race
from tests.jobs.factories import CompanyFactory, VacancyFactory

BEFORE, AFTER = 1.0, 2.5  # seconds of looking around the withdrawal; a list is kept for ten
AT_ONCE = 0.8  # seconds, on a busy machine: the word travels in milliseconds
THREADS = 16  # more than the server has
PATHS = ("/", "/lowongan/", "/perusahaan/", "/lowongan/atom.xml")
SUSPEND = "update employers_company set state = 'suspended'"


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def without_word() -> None:
    """Take away the guard: nobody is told of withdrawals."""
    run("drop trigger withdrawal_told on jobs_vacancysearch")
    run("drop trigger withdrawal_told on employers_company")


def look(client: Client, path: str) -> list[tuple[float, bool]]:
    """Look at a page again and again; return when, and whether the firm was named."""
    seen, until = [], time.monotonic() + BEFORE + AFTER
    while (began := time.monotonic()) < until:
        seen.append((began, "Toko Padam" in client.get(path).text))
    return seen


def seconds_named_after(portal: Portal, sql: str) -> float:
    """Return how long after `sql` any page still named the firm."""
    VacancyFactory(title="Kasir", company=CompanyFactory(name="Toko Padam"))
    with ThreadPoolExecutor(len(PATHS)) as pool:
        looks = [pool.submit(look, portal.client(), path) for path in PATHS]
        time.sleep(BEFORE)
        run(sql)
        withdrawn = time.monotonic()
        seen = [one for future in looks for one in future.result()]
    assert any(named for began, named in seen if began < withdrawn)
    return max((began - withdrawn for began, named in seen if named), default=0)


def test_suspended_company_is_gone_from_kept_pages_at_once(portal):
    assert seconds_named_after(portal, SUSPEND) < AT_ONCE


def test_without_the_word_kept_pages_go_on_naming_it(portal):
    without_word()
    assert seconds_named_after(portal, SUSPEND) > AT_ONCE


def test_nothing_is_kept_while_nobody_can_hear(portal: Portal, database_server: databases.Server):
    without_word()
    vacancy = VacancyFactory(title="Kasir")
    client = portal.client()
    for _ in range(5):
        assert "Kasir" in client.get("/lowongan/").text
    # Every thread of the server needs its connection: soon none will get one.
    race(
        [portal.client() for _ in range(THREADS)],
        lambda one: one.get(f"/lowongan/?q=kasir{id(one)}"),
    )
    name = connection.settings_dict["NAME"]
    database_server.run(f'alter database "{name}" allow_connections false')
    database_server.run(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = %s and application_name = 'withdrawals'",
        name,
    )
    try:
        time.sleep(AT_ONCE / 2)
        assert client.get("/readyz").json()["checks"]["withdrawals"] == "deaf"
        Vacancy.objects.filter(pk=vacancy.pk).update(state="closed", close_reason="filled")
        for _ in range(5):
            assert "Kasir" not in client.get("/lowongan/").text
    finally:
        database_server.run(f'alter database "{name}" allow_connections true')
