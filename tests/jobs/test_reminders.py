"""Companies are told before a vacancy closes."""

from datetime import timedelta

import pytest

from jobs.deadlines import today
from jobs.services.reminders import remind_of_closing
from jobs.services.submission import extend_vacancy
from jobs.tasks import remind_of_closing as remind_task
from sikas import clock
from sikas.notifications.models import Message
from sikas.notifications.rendering import render
from tests.jobs.company_side import owner_of
from tests.jobs.factories import VacancyFactory

pytestmark = pytest.mark.django_db


def sent() -> int:
    return Message.objects.filter(event="jobs.vacancy_closing", channel="email").count()


def closing(days: int, **facts):
    vacancy = VacancyFactory(closes_at=clock.now() + timedelta(days=days), **facts)
    return vacancy, owner_of(vacancy)


def test_team_is_told_once_of_a_vacancy_that_closes_soon():
    vacancy, owner = closing(2)
    closing(5)
    assert (remind_of_closing(), remind_of_closing(), sent()) == (1, 1, 1)
    message = Message.objects.get(event="jobs.vacancy_closing", channel="email")
    assert message.recipient == owner
    path = f"/perusahaan-saya/{vacancy.company_id}/lowongan/{vacancy.pk}/"
    assert message.context["path"] == path


@pytest.mark.parametrize(
    "facts",
    (
        {"submitted": True},
        {"published_at": clock.now() - timedelta(days=9), "days": -1},
        {"company__submitted": True},
    ),
    ids=("submitted", "over", "company not verified"),
)
def test_vacancy_that_is_not_open_is_not_spoken_of(facts):
    closing(facts.pop("days", 2), **facts)
    assert (remind_of_closing(), sent()) == (0, 0)


def test_extended_vacancy_is_spoken_of_again_before_its_new_day(clock):
    vacancy, owner = closing(2)
    remind_task()
    extend_vacancy(vacancy=vacancy, until=today() + timedelta(days=10), by=owner)
    assert remind_of_closing() == 0
    clock.move(timedelta(days=9))
    assert (remind_of_closing(), sent()) == (1, 2)


@pytest.mark.parametrize("part", ("subject.txt", "sms.txt", "txt", "html"))
def test_message_names_vacancy_and_day(part):
    context = {"title": "Kasir", "date": "28 November 2026", "path": "/"}
    assert "Lowongan Kasir tutup 28 November 2026" in render("jobs.vacancy_closing", part, context)
