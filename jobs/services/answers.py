"""Nobody waits for ever: companies are reminded, then the applicant is told that no answer came."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db import transaction as database
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from employers.models import Company
from employers.services import tell_team
from jobs.enums import UNDECIDED, ApplicationState, InterviewState
from jobs.models import Application, Interview
from jobs.selectors import similar_vacancies
from jobs.services.ending import end_interviews
from jobs.services.telling import moment
from sikas.clock import DatabaseNow
from sikas.notifications.services import Telling, tell_many
from sikas.workflow.transitions import transition_many

FIRST_REMINDER, LAST_REMINDER = timedelta(days=7), timedelta(days=14)
# After the last reminder; so a company that was told late, because no worker ran, has it whole.
LAST_CHANCE = timedelta(days=7)
# Before the day by which an outcome is due, where one was set (a job fair promises it).
DUE_REMINDERS = (timedelta(days=11), timedelta(days=7), timedelta(days=2))
BATCH = 500  # applications closed in one transaction
SIMILAR_TOLD = 3
LOOKED_BACK = timedelta(days=180)
PLANNED = (InterviewState.INVITED, InterviewState.ACCEPTED)
ANSWERS = (
    ApplicationState.SHORTLISTED,
    ApplicationState.INTERVIEW,
    ApplicationState.OFFERED,
    ApplicationState.HIRED,
    ApplicationState.NOT_SELECTED,
)

# Who waits for an interview that is still to come does not wait for the company. `marks` are the
# moments at which a company is told again; told once a mark has passed, it is not told of it again.
_DUE = """
    jobs_application a join jobs_vacancy v on v.id = a.vacancy_id
    cross join lateral (
        select case when a.answer_by is null
            then array[a.waiting_since + %(first)s, a.waiting_since + %(last)s]
            else array[a.answer_by - %(due_1)s, a.answer_by - %(due_2)s, a.answer_by - %(due_3)s]
        end as marks) m
    where a.state = any(%(undecided)s)
        and not exists (
            select from jobs_interview i where i.application_id = a.id
                and i.state = any(%(planned)s) and i.starts_at > sikas_now())
        and (a.told_at is null or exists (
            select from unnest(m.marks) mark where mark <= sikas_now() and a.told_at < mark))
"""
_COMPANIES = f"""
    select distinct v.company_id from {_DUE} and v.company_id is not null order by 1
"""  # noqa: S608
_TOLD = f"""
    with due as (
        select a.id, v.id as vacancy_id, v.title, a.told_at is null as is_new,
            m.marks[cardinality(m.marks)] <= sikas_now() as is_last
        from {_DUE} and v.company_id = %(company)s
        order by a.id for update of a
    ), told as (
        update jobs_application set told_at = sikas_now() where id in (select id from due)
    )
    select vacancy_id, title, count(*) filter (where is_new),
        count(*) filter (where not is_new and not is_last),
        count(*) filter (where not is_new and is_last)
    from due group by vacancy_id, title order by title, vacancy_id
"""  # noqa: S608
_MEASURE = """
    with first_answer as (
        select v.company_id, a.received_at, a.state, (
            select min(t.at) from jobs_applicationtransition t
            where t.subject_id = a.id and t.to_state = any(%(answers)s)) as at
        from jobs_application a join jobs_vacancy v on v.id = a.vacancy_id
        where v.company_id is not null and a.received_at >= sikas_now() - %(back)s
    ), counted as (
        select company_id, count(*) as due, count(at) as answered,
            percentile_cont(0.5) within group (order by at - received_at) as usual
        from first_answer where at is not null or state = 'unanswered'
        group by company_id
    ), forgotten as (
        delete from jobs_responsiveness where company_id not in (select company_id from counted)
    )
    insert into jobs_responsiveness (company_id, due, answered, usual, counted_at)
    select company_id, due, answered, usual, sikas_now() from counted
    on conflict (company_id) do update set due = excluded.due, answered = excluded.answered,
        usual = excluded.usual, counted_at = excluded.counted_at
"""


@dataclass(frozen=True)
class Waiting:
    """How many applicants of a vacancy are new, wait long, or are about to end unanswered."""

    title: str
    path: str
    new: int
    first: int
    last: int


def tell_of_applicants() -> int:
    """Tell each company's team who applied and who waits; return how many companies were told.

    Each application is told of when it is new, after FIRST_REMINDER and after LAST_REMINDER; where
    an outcome is due by a day, DUE_REMINDERS before it. Note and message are one transaction for
    each company: run again, after a worker died, it tells of what is new since and of nothing else.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COMPANIES, _reminding())
        keys = [key for (key,) in cursor.fetchall()]
    return sum(_tell_company(key) for key in keys)


@database.atomic
def _tell_company(key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, _reminding(company=key))
        rows = cursor.fetchall()
    if not rows:
        return False  # another worker told it meanwhile
    waiting = [
        Waiting(title, reverse("company_vacancy", args=[key, vacancy]), *counts)
        for vacancy, title, *counts in rows
    ]
    tell_team(
        Company.objects.get(pk=key),
        event="jobs.applicants",
        key=f"company:{key}:applicants:{moment()}",
        context={
            "new": sum(row.new for row in waiting),
            "first": sum(row.first for row in waiting),
            "last": sum(row.last for row in waiting),
            "vacancies": [asdict(row) for row in waiting],
            "path": reverse("company_dashboard", args=[key]),
        },
    )
    return True


def _reminding(**more: Any) -> dict[str, Any]:
    return {
        "undecided": [state.value for state in UNDECIDED],
        "planned": [state.value for state in PLANNED],
        "first": FIRST_REMINDER,
        "last": LAST_REMINDER,
        **{f"due_{place}": days for place, days in enumerate(DUE_REMINDERS, start=1)},
        **more,
    }


def close_unanswered() -> int:
    """End applications on which a company was silent, tell their seekers; return how many.

    A company always had LAST_CHANCE after its last reminder. In batches: state, record and message
    of an application are one transaction.
    """
    return sum(iter(_close_batch, 0))


@database.atomic
def _close_batch() -> int:
    silent = Application.objects.undecided().filter(_silence(), ~Exists(_planned_interviews()))
    keys = list(silent.order_by("pk").values_list("pk", flat=True)[:BATCH])
    # Once more with its conditions: what the company moved meanwhile waits no longer.
    moved = transition_many(silent.filter(pk__in=keys), ApplicationState.UNANSWERED, by=None)
    end_interviews(moved, by=None)
    found = Application.objects.filter(pk__in=moved, seeker__user__isnull=False)
    rows = found.select_related("seeker__user", "vacancy__company").order_by("vacancy", "pk")
    for _vacancy, group in groupby(rows, key=attrgetter("vacancy_id")):
        _tell_seekers(list(group))
    return len(keys)


def _silence() -> Q:
    """Condition that the company was told for the last time and its last chance has passed."""
    waited = Q(
        answer_by__isnull=True,
        told_at__lte=DatabaseNow() - LAST_CHANCE,
        told_at__gte=F("waiting_since") + LAST_REMINDER,
    )
    due = Q(answer_by__lte=DatabaseNow(), told_at__gte=F("answer_by") - DUE_REMINDERS[-1])
    return waited | due


def _planned_interviews() -> "QuerySet[Interview]":
    return Interview.objects.filter(
        application=OuterRef("pk"), state__in=PLANNED, starts_at__gt=DatabaseNow()
    )


def move_answers(*, applications: "QuerySet[Application]", until: datetime) -> None:
    """Set by when an outcome is due, for those who still wait."""
    applications.filter(state__in=UNDECIDED).update(answer_by=until)


def _tell_seekers(rows: Sequence[Application]) -> None:
    """Tell the applicants of one vacancy, kindly, and what else is open."""
    vacancy = rows[0].vacancy
    similar = similar_vacancies(vacancy)[:SIMILAR_TOLD]
    context = {
        "title": vacancy.title,
        "company": vacancy.employer,
        "similar": [{"title": str(one), "path": one.get_absolute_url()} for one in similar],
    }
    tellings = [
        Telling(
            row.seeker.user,
            f"application:{row.pk}:unanswered",
            {**context, "path": row.get_absolute_url()},
        )
        for row in rows
    ]
    tell_many(event="jobs.application_unanswered", tellings=tellings)


def measure_answers() -> int:
    """Count anew how often and how soon companies answer; return of how many it is known.

    Due is what was answered, late or not, and what ended unanswered; who still waits in time or
    took the application back says nothing about the company. Received within LOOKED_BACK.
    """
    answers = [state.value for state in ANSWERS]
    values: dict[str, Any] = {"answers": answers, "back": LOOKED_BACK}
    with connection.cursor() as cursor:
        cursor.execute(_MEASURE, values)
        return cursor.rowcount
