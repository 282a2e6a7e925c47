"""The company's page of a vacancy with 5,000 applicants."""

import statistics
import time
from collections.abc import Iterator

from django.db import connection

from jobs.models import Application, Vacancy
from tests.bench.pages import collect_static
from tests.bench.portal import database, portal
from tests.bench.registry import Result, benchmark
from tests.harness import Client
from tests.jobs.company_side import owner_of
from tests.jobs.factories import CompanyFactory, VacancyFactory
from tests.jobs.recruiting import fill

APPLICANTS = 5_000
TARGET, P95 = 10, 60  # milliseconds: CPU of a request; of the slowest but one in twenty
TIMED = 200  # requests
# Every fact differs, and a profile is as long as a real one: what is read by mistake is dear.
VARY = """
    update jobs_application set
        name = 'Pelamar ' || id,
        education = (array[30, 40, 41, 70, 81])[1 + id % 5],
        experience_months = id % 120,
        profile = jsonb_build_object(
            'skills', array['Las ' || id % 50], 'summary', repeat(md5(id::text), 60)),
        state = (array['sent', 'viewed', 'shortlisted'])[1 + id % 3],
        waiting_since = now() - id % 20 * interval '1 day',
        received_at = now() - id % 20 * interval '1 day'
"""


@benchmark("matching")
def applicants() -> Iterator[Result]:
    """CPU, application and database together, and p95 of the list, filtered and as it comes."""
    collect_static()
    with database() as name:
        vacancy = _filled_vacancy()
        person = owner_of(vacancy)
        base = f"/perusahaan-saya/{vacancy.company_id}/lowongan/{vacancy.pk}/pelamar/"
        pages = {
            "list": base,
            "deep": f"{base}?halaman=60",
            "filtered": f"{base}?pendidikan=70&pengalaman=2&urut=nama",
            "search": f"{base}?q=las+17",
            "one": f"/perusahaan-saya/{vacancy.company_id}/pelamar/"
            f"{Application.objects.order_by('pk')[2_500].pk}/",
        }
        with portal(name) as running:
            client = running.client(person)
            for kind, path in pages.items():
                spent = running.milliseconds(client, path)
                yield Result(f"applicants.{APPLICANTS}.{kind}", spent, "ms", TARGET)
                yield Result(f"applicants.{APPLICANTS}.{kind}_p95", p95(client, path), "ms", P95)


def p95(client: Client, path: str) -> float:
    """Return milliseconds within which 95 of 100 requests are answered."""
    times = []
    for _request in range(TIMED):
        began = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(times, n=20)[-1]


def _filled_vacancy() -> Vacancy:
    vacancy: Vacancy = VacancyFactory.create(company=CompanyFactory.create())
    with connection.cursor() as cursor:
        fill(vacancy, APPLICANTS)
        cursor.execute(VARY)
        cursor.execute("vacuum (full, analyze) jobs_application")
    return vacancy
