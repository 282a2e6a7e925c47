"""docs/security/retention.md says what the code does."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from employers.enums import MemberRole
from employers.models import Invitation
from employers.services.team import FORGOTTEN_AFTER
from employers.tasks import forget_invitations
from integration.pruning import RUNS_KEPT, SETTLED_KEPT, UNSEEN_KEPT
from jobs.selectors import CLOSED_PAGE_KEPT
from jobs.services.alerts import FORGOTTEN_AFTER as ALERTS_FORGOTTEN_AFTER
from jobs.services.reports import CONTACT_KEPT
from sikas.accounts.models.requests import ERASED_AFTER
from sikas.accounts.services.cleaning import GRACE
from sikas.celery import app
from sikas.clock import now
from sikas.documents.sweeping import AGE
from sikas.notifications.delivery import KEPT
from tests.jobs.factories import CompanyFactory

TABLE = Path(settings.BASE_DIR) / "docs" / "security" / "retention.md"
PERIODS = {
    "account,": ("24 hours", ERASED_AFTER),
    "codes": ("1 hour", GRACE),
    "messages": ("90 days", KEPT),
    "invitations": ("30 days", FORGOTTEN_AFTER),
    "vacancies that": ("90 days", CLOSED_PAGE_KEPT),
    "contacts in reports": ("90 days", CONTACT_KEPT),
    "days on": ("30 days", ALERTS_FORGOTTEN_AFTER),
    "files": ("1 day", AGE),
    "items of the ministry that could not be read, after": ("30 days", SETTLED_KEPT),
    "items of the ministry that could not be read and": ("90 days", UNSEEN_KEPT),
    "runs of": ("90 days", RUNS_KEPT),
}


def rows() -> list[list[str]]:
    lines = TABLE.read_text().splitlines()
    return [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")][1:]


def in_words(period: timedelta) -> str:
    hours = int(period / timedelta(hours=1))
    number, unit = (hours // 24, "day") if hours % 24 == 0 and hours != 24 else (hours, "hour")
    return f"{number} {unit}" + ("s" if number != 1 else "")


@pytest.mark.parametrize("start", sorted(PERIODS))
def test_periods_are_those_of_the_code(start):
    (row,) = [row for row in rows() if row[0].startswith(start)]
    words, period = PERIODS[start]
    assert words in row[1]
    assert words.replace("1 day", "24 hours") == in_words(period)


def test_every_task_of_the_table_is_on_the_timetable():
    planned = {job["task"] for job in app.conf.beat_schedule.values()}
    named = {row[2].strip("`") for row in rows() if len(row) > 2 and "`" in row[2]}
    assert named
    assert named <= planned


@pytest.mark.django_db
def test_task_forgets_old_invitations():
    kept, old = now() - FORGOTTEN_AFTER + timedelta(days=1), now() - FORGOTTEN_AFTER
    company = CompanyFactory.create()
    for number, ends in enumerate((kept, old - timedelta(days=1))):
        Invitation.objects.create(
            company=company,
            address=f"tamu{number}@contoh.id",
            role=MemberRole.RECRUITER,
            channel="email",
            digest=str(number) * 64,
            sent_at=ends - timedelta(days=7),
            expires_at=ends,
        )
    forget_invitations()
    assert [invitation.address for invitation in Invitation.objects.all()] == ["tamu0@contoh.id"]
