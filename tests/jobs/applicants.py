"""Seekers with profiles that can be sent, and applications, for tests."""

from datetime import UTC, date, datetime
from uuid import uuid4

from jobs.enums import InterviewKind, PlacementKind
from jobs.models import Application, Interview, Placement, Vacancy
from jobs.services.applying import submit_application
from seekers.enums import Sex
from seekers.models import Education, Seeker
from sikas.accounts.models import User
from sikas.reference.enums import EducationLevel
from tests.factories import UserFactory
from tests.jobs.factories import VacancyFactory
from tests.seekers.factories import SeekerFactory
from tests.seekers.places import make_village


def ready_seeker(**facts: object) -> Seeker:
    """Save a seeker with an account and the basics; `facts` replace the profile's."""
    values: dict[str, object] = {
        "birth_date": date(1995, 2, 15),
        "sex": Sex.FEMALE,
        "phone": "+6281234567890",
    }
    values |= facts
    values.setdefault("area", make_village())
    if "user" not in values:
        values["user"] = UserFactory.create()
    seeker = SeekerFactory.create(**values)
    Education.objects.create(seeker=seeker, level=EducationLevel.SMK, school="SMKN 2 Kisaran")
    return seeker


def account_of(seeker: Seeker) -> User:
    """Return the account of a seeker who has one."""
    assert seeker.user
    return seeker.user


def applied(
    *, seeker: Seeker | None = None, vacancy: Vacancy | None = None, letter: str = ""
) -> Application:
    """Send an application through the service."""
    receipt = submit_application(
        seeker=seeker or ready_seeker(),
        vacancy=vacancy or VacancyFactory.create(),
        key=uuid4(),
        letter=letter,
    )
    return receipt.application


def invited(application: Application, **facts: object) -> Interview:
    """Save an invitation to an interview at the company's place."""
    values = {
        "kind": InterviewKind.PLACE,
        "starts_at": datetime(2026, 12, 1, 2, 30, tzinfo=UTC),
        "where": "Jl. Imam Bonjol 5, Kisaran",
    }
    return Interview.objects.create(application=application, **values | facts)


def told_hired(application: Application) -> Placement:
    """Save what a company tells of a hire, whatever the state of the application."""
    return Placement.objects.create(
        application=application,
        vacancy=application.vacancy,
        kind=PlacementKind.AKL,
        started_on=date(2026, 12, 1),
    )
