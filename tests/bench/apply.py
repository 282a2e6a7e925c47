"""Applying at 10,000 open vacancies: CPU of a request, and how many a second through HTTP."""

import statistics
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from itertools import count
from uuid import uuid4

from django.core.management import call_command

from jobs.enums import ApplyMode
from jobs.models import Application, Vacancy
from seekers.enums import Sex
from seekers.models import Education, Seeker
from sikas.accounts.models import User
from sikas.reference.enums import EducationLevel
from sikas.reference.models import Area
from tests.bench import cpu
from tests.bench.portal import Measured, database, portal
from tests.bench.registry import Result, benchmark
from tests.bench.taps import Person, Tap, signed_in, tap

VACANCIES = 10_000
CLIENTS = (1, 8, 32)
WORKERS = 2  # as many as cores, as production has
EACH, WARM_UP = 60, 20  # applications of each person
REDIRECTED = 302  # to the receipt
TARGET_CPU, TARGET_RATE = 4, 400  # ms of a request; a second


@benchmark("apply")
def applying() -> Iterator[Result]:
    """One person after the other, then many at once; every form is sent twice by the last ones."""
    with database() as name:
        call_command("demo", vacancies=VACANCIES, stdout=StringIO())
        people = _people(sum(CLIENTS) + CLIENTS[-1] + 1)
        open_ = Vacancy.objects.public().filter(apply_mode=ApplyMode.INTERNAL)
        paths = [f"/lowongan/{row.slug}-{row.pk}/lamar/" for row in open_.order_by("pk")[:EACH]]
        before = Application.objects.count()
        with portal(name, WORKERS) as running:
            users = iter(people)
            tap(running, [_person(running, next(users), paths[:WARM_UP])])
            yield from _cpu_of_one(running, next(users), paths)
            yield from _many(running, users, paths)
            doubled = [_person(running, next(users), paths, taps=2) for _one in range(CLIENTS[-1])]
            _answers, _seconds = tap(running, doubled)
        sent = Application.objects.count() - before
        expected = WARM_UP + EACH * (sum(CLIENTS[1:]) + 1 + CLIENTS[-1])
        yield Result("apply.missing_or_doubled", abs(sent - expected), "rows", 0)


def _cpu_of_one(running: Measured, user: User, paths: Sequence[str]) -> Iterator[Result]:
    person = _person(running, user, paths)
    began = cpu.seconds(running.web, running.postmaster)
    answers, seconds = tap(running, [person])
    spent = cpu.seconds(running.web, running.postmaster) - began
    yield Result("apply.request_cpu", 1000 * spent / EACH, "ms", TARGET_CPU)
    yield Result("apply.rate_1", EACH / seconds, "/s")
    yield Result("apply.failed_1", _failed(answers.statuses), "requests", 0)


def _many(running: Measured, users: Iterator[User], paths: Sequence[str]) -> Iterator[Result]:
    for number in CLIENTS[1:]:
        people = [_person(running, next(users), paths) for _one in range(number)]
        answers, seconds = tap(running, people)
        rate = len(answers.statuses) / seconds
        yield Result(f"apply.rate_{number}", rate, "/s", TARGET_RATE, "higher")
        p95 = statistics.quantiles(answers.seconds, n=20)[-1]
        yield Result(f"apply.p95_{number}", 1000 * p95, "ms")
        yield Result(f"apply.failed_{number}", _failed(answers.statuses), "requests", 0)


def _failed(statuses: Sequence[int]) -> int:
    return sum(status != REDIRECTED for status in statuses)


def _person(running: Measured, user: User, paths: Sequence[str], taps: int = 1) -> Person:
    forms = [Tap(path, {"key": str(uuid4()), "letter": "Saya siap."}) for path in paths]
    return signed_in(running, user, paths[-1], [form for form in forms for _tap in range(taps)])


def _people(number: int) -> list[User]:
    """Save people whose profiles have the basics."""
    area = Area.objects.filter(code__startswith="12.09.").order_by("-code").first()
    places = count(1)
    users = User.objects.bulk_create(
        User(name=f"Pelamar {place}", email=f"pelamar{place}@contoh.example", password="!")
        for place in (next(places) for _one in range(number))
    )
    seekers = Seeker.objects.bulk_create(
        Seeker(user=user, name=user.name, birth_date=date(1998, 5, 4), sex=Sex.MALE, area=area)
        for user in users
    )
    Education.objects.bulk_create(
        Education(seeker=seeker, level=EducationLevel.SMK, school="SMKN 2 Kisaran")
        for seeker in seekers
    )
    return users
