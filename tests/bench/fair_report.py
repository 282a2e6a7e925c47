"""The closing report of a fair with 200,000 applications: seconds and memory of each step."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection

from jobfair.models import Fair, Participant
from jobfair.models.people import new_pass_code
from seekers.models import Seeker
from sikas.reference.models import Area
from tests import databases
from tests.bench.portal import database, environment
from tests.bench.registry import Result, benchmark
from tests.jobfair.fairs import BoothFactory, FairFactory, position_in

PEOPLE, EACH = 20_000, 10  # applications of each person
COMPANIES, POSITIONS = 100, 10  # positions of each company
SECONDS, MIB = 60, 300
# A process of its own: what the kernel tells is its peak from the first byte.
REPORT = """
import json, resource, sys, tempfile, time
import django
django.setup()
from jobfair.models import Fair
from jobfair.report import editions, paper, sheets, workbook
from jobfair.report.checks import difference
from jobfair.services.reporting import freeze_report
fair, found, began = Fair.objects.get(), {}, time.perf_counter()
def lap(name):
    global began
    found[name] = time.perf_counter() - began
    began = time.perf_counter()
report = freeze_report(fair=fair, version=0)
assert difference(report.figures["checks"]) == 0, report.figures["checks"]
lap("freeze")
reports = editions.frozen(fair)
with tempfile.TemporaryFile() as file:
    workbook.write(sheets.officers(reports), file, title="Laporan")
    found["xlsx_bytes"] = file.tell()
lap("xlsx")
found["pdf_bytes"] = len(paper.report_pdf(reports))
lap("pdf")
workbook.write(sheets.public(editions.public(reports)), tempfile.TemporaryFile(), title="Laporan")
lap("public_xlsx")
found["applications"] = report.figures["summary"]["applications"]
found["mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(found))
"""
# Person number p applies to ten positions in a row; the end of the list goes on at its beginning.
APPLICATIONS = """
    with people as (
        select id as participant_id, seeker_id, row_number() over (order by id) as p
        from jobfair_participant
    ), places as (
        select id as position_id, vacancy_id, row_number() over (order by id) - 1 as n
        from jobfair_position
    ), sent as (
        insert into jobs_application (receipt, key, seeker_id, vacancy_id, name, sex, birth_date,
            area_id, education, experience_months, profile, letter, state, reject_reason,
            reject_note, tags, received_at, waiting_since)
        select translate(lpad(to_hex(p), 4, '0') || '-' || lpad(to_hex(k), 4, '0'),
                '01abcdef', 'VZBCDFGH'), gen_random_uuid(), seeker_id, vacancy_id, 'Siti',
            1 + p %% 2, date '1980-01-01' + (p %% 9000)::int, (select id from reference_area
                where level = 'district' order by id offset p %% 25 limit 1),
            (array[30, 40, 41, 81])[1 + p %% 4], 0, '{}', '', 'sent', '', '', '{}',
            %(opens)s + (p * 25 + k) * interval '1 second', now()
        from people cross join generate_series(0, %(each)s - 1) k
            join places on n = (p * 7 + k) %% %(places)s
        returning id, seeker_id, vacancy_id, received_at
    ), stepped as (
        insert into jobs_applicationtransition (subject_id, from_state, to_state, reason, at)
        select id, '', 'sent', '', received_at from sent
    )
    insert into jobfair_entry (application_id, fair_id, position_id, participant_id, way,
        arrived_at)
    select sent.id, %(fair)s, places.position_id, people.participant_id, 'web', received_at
    from sent join people using (seeker_id) join places using (vacancy_id)
"""


@benchmark("fair")
def report() -> Iterator[Result]:
    """Freeze, write as XLSX with every application, and draw as PDF."""
    with database() as name:
        _fill()
        done = subprocess.run(
            [sys.executable, "-c", REPORT],
            cwd=databases.ROOT,
            env=os.environ | environment(name) | {"PROCESS_KIND": "web"},
            check=True,
            stdout=subprocess.PIPE,
        )
    found = json.loads(done.stdout)
    yield Result("fair.report.applications", found["applications"], "", PEOPLE * EACH, "higher")
    steps = ("freeze", "xlsx", "pdf", "public_xlsx")
    for step in steps:
        yield Result(f"fair.report.{step}", found[step], "s")
    yield Result("fair.report.seconds", sum(found[step] for step in steps), "s", SECONDS)
    yield Result("fair.report.memory", found["mib"], "MiB", MIB)
    yield Result("fair.report.xlsx_size", found["xlsx_bytes"] / 1e6, "MB")
    yield Result("fair.report.pdf_size", found["pdf_bytes"] / 1e6, "MB")


def _fill() -> None:
    """Save a fair of a week that is over, with all that its people sent."""
    fair = FairFactory.create(over=True)
    for _company in range(COMPANIES):
        booth = BoothFactory.create(fair=fair)
        for _position in range(POSITIONS):
            position_in(booth=booth)
    area = Area.objects.filter(level="village").first()
    born = date(1990, 1, 1)
    people = Seeker.objects.bulk_create(
        Seeker(name=f"Siti {n}", birth_date=born + timedelta(n % 5000), area=area)
        for n in range(PEOPLE)
    )
    Participant.objects.bulk_create(
        Participant(fair=fair, seeker=person, pass_code=new_pass_code(), used=EACH)
        for person in people
    )
    _apply(fair)


def _apply(fair: Fair) -> None:
    values: dict[str, Any] = {
        "opens": fair.opens_at, "fair": fair.pk, "each": EACH, "places": COMPANIES * POSITIONS
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(APPLICATIONS, values)
        cursor.execute("analyze")
