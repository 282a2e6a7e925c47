"""A hire: the company tells it, the seeker or an officer confirms it, the register counts it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from employers.services import tell_team
from jobs.enums import ApplicationState, PlacementKind, PlacementState
from jobs.models import Application, Placement, Vacancy
from jobs.services.ending import end_interviews
from seekers.enums import MovementKind
from seekers.services.register import enter_movement
from sikas.accounts.models import User
from sikas.notifications.services import tell
from sikas.workflow.claims import release
from sikas.workflow.transitions import transition


class NoOpeningLeftError(ValidationError):
    """As many people as the vacancy asks for are hired already."""

    def __init__(self, openings: int) -> None:
        super().__init__(
            _("Jumlah kebutuhan lowongan ini sudah terisi: %(openings)s orang."),
            params={"openings": openings},
        )


@database.atomic
def hire_applicant(
    *,
    application: Application,
    kind: PlacementKind,
    started_on: date,
    wage: int | None = None,
    by: User,
) -> Placement:
    """Tell that an applicant was hired; two recruiters cannot fill one opening twice.

    Side effects in order: the vacancy is locked, the application moves to "Diterima" with its
    record, its living interview ends, the placement waits for confirmation. The caller tells the
    seeker. Raises NoOpeningLeftError, or TransitionRefusedError when the application has an outcome
    already.
    """
    vacancy = Vacancy.objects.select_for_update(no_key=True).get(pk=application.vacancy_id)
    if vacancy.placements.standing().count() >= vacancy.openings:
        raise NoOpeningLeftError(vacancy.openings)
    transition(application, ApplicationState.HIRED, by=by)
    end_interviews([application.pk], by=by)
    return Placement.objects.create(
        application=application, vacancy=vacancy, kind=kind, started_on=started_on, wage=wage
    )


@database.atomic
def confirm_placement(*, placement: Placement, by: User, reason: str = "") -> Placement:
    """Make a hire certain, by the word of the seeker or an officer.

    Side effects in order: state and record, the movement in the register. Raises
    TransitionRefusedError when it is settled already.
    """
    transition(placement, PlacementState.CONFIRMED, by=by, reason=reason, confirmed_by=by)
    enter_movement(
        seeker=placement.application.seeker,
        kind=MovementKind.PLACED,
        happened_on=placement.started_on,
        source=f"placement:{placement.pk}",
        by=by,
    )
    return placement


def dispute_placement(*, placement: Placement, by: User, reason: str = "") -> Placement:
    """Take down that the seeker says the hire did not happen; an officer settles it."""
    return transition(placement, PlacementState.DISPUTED, by=by, reason=reason)


@database.atomic
def settle_placement(
    *, placement: Placement, to: str, officer: User, reason: str = ""
) -> Placement:
    """Carry out an officer's decision: confirmed, or void because the hire did not happen.

    Side effects in order: state and record (confirmed: the movement in the register; void: the
    opening is free again, the application keeps what the company told), the person is told, the
    company when it is void, the case is given back. Raises TransitionRefusedError.
    """
    if to == PlacementState.CONFIRMED:
        confirm_placement(placement=placement, by=officer, reason=reason)
    else:
        transition(placement, PlacementState.VOID, by=officer, reason=reason)
    _tell(placement, to, reason)
    release(placement, officer)
    return placement


def _tell(placement: Placement, to: str, reason: str) -> None:
    application, vacancy = placement.application, placement.vacancy
    company = vacancy.company
    context = {
        "title": vacancy.title,
        "company": vacancy.employer,
        "confirmed": to == PlacementState.CONFIRMED,
        "path": application.get_absolute_url(),
    }
    key = f"placement:{placement.pk}:{to}"
    if application.seeker.user:
        person = application.seeker.user
        tell(person=person, event="jobs.placement_settled", key=key, context=context)
    if company and to == PlacementState.VOID:
        path = reverse("company_vacancy", args=[company.pk, vacancy.pk])
        told = {"title": vacancy.title, "reason": reason, "path": path}
        tell_team(company, event="jobs.placement_void", key=key, context=told)
