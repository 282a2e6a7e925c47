"""The one fair of the access table, and the rows in it that addresses name."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.db.models import Model

from jobfair.models import Booth, Entry, Fair, FairReport, Participant, Position
from jobfair.report.figures import compute
from jobfair.services.entering import register
from jobs.models import Application
from jobs.models.applications import new_receipt
from seekers.services.profile import start_profile
from sikas import clock
from tests.jobfair.fairs import BoothFactory, FairFactory, position_in
from tests.seekers.factories import SeekerFactory
from tests.seekers.people import stored_picture

if TYPE_CHECKING:
    from tests.gates.owners import Estate

SLUG = "job-fair-gerbang"


def the_fair() -> Fair:
    """Return the open fair; only one may run at a time. Its report shows what pages of one show."""
    if fair := Fair.objects.filter(slug=SLUG).first():
        return fair
    fair = FairFactory.create(slug=SLUG)
    with transaction.atomic():
        figures = compute(fair, clock.now())
        FairReport.objects.create(fair=fair, version=0, figures=figures)
    return fair


def a_booth() -> Booth:
    """Return a listed booth of the fair, with a logo that is there."""
    return BoothFactory.create(fair=the_fair(), logo=stored_picture("logo.png"))


def a_position() -> Position:
    """Return a listed position of the fair."""
    return position_in(booth=a_booth())


def a_participant() -> Participant:
    """Return somebody who takes part in the fair."""
    return register(fair=the_fair(), seeker=SeekerFactory.create())


def sent_in_fair(estate: "Estate") -> Model:
    """Return an application that the person sent in the fair."""
    seeker, position = start_profile(person=estate.person), a_position()
    application = Application.objects.create(
        receipt=new_receipt(), key=uuid4(), seeker=seeker, vacancy=position.vacancy
    )
    Entry.objects.create(
        application=application,
        fair=position.fair,
        position=position,
        participant=register(fair=position.fair, seeker=seeker),
        arrived_at=clock.now(),
    )
    return application
