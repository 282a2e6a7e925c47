"""Hiring from the company's side: tell of a hire, close a vacancy whose openings are filled."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from jobs.applicants import applicants_of
from jobs.enums import UNDECIDED, ApplicationState, PlacementKind, RejectReason
from jobs.models import Application, Placement, Vacancy
from jobs.services.chosen import Outcome, lock_chosen, patience, view
from jobs.services.deciding import reject_applications
from jobs.services.placing import hire_applicant
from jobs.services.results import report_result
from jobs.services.telling import tell_applicants
from seekers.enums import Sex
from sikas.accounts.models import User
from sikas.ui.formats import format_date
from sikas.workflow.transitions import TransitionRefusedError


@dataclass(frozen=True)
class Hired:
    """How many people were hired here, by sex, and how many openings there are."""

    men: int
    women: int
    all: int
    openings: int

    @property
    def is_full(self) -> bool:
        """Tell whether nobody more can be hired."""
        return self.all >= self.openings


def hired_for(vacancy: Vacancy) -> Hired:
    """Return who was hired for a vacancy through the portal, in one query."""
    found = vacancy.placements.standing().aggregate(
        men=Count("pk", filter=Q(application__sex=Sex.MALE)),
        women=Count("pk", filter=Q(application__sex=Sex.FEMALE)),
        all=Count("pk"),
    )
    return Hired(**found, openings=vacancy.openings)


def default_kind(vacancy: Vacancy) -> PlacementKind:
    """Return the kind of placement that a vacancy leads to: abroad, or within the province."""
    return PlacementKind.AKAN if vacancy.country else PlacementKind.AKL


@database.atomic
def hire(
    *,
    company: Company,
    application: Application,
    kind: PlacementKind,
    started_on: date,
    wage: int | None = None,
    by: User,
) -> Placement:
    """Tell that an applicant was hired and ask him to confirm it.

    Side effects in order: as `hire_applicant`, then a message to the seeker. Raises
    ForeignApplicantsError, ApplicantsBusyError, NoOpeningLeftError, TransitionRefusedError.
    """
    # The vacancy before the application, as every hire locks them.
    with patience():
        Vacancy.objects.select_for_update(no_key=True).get(pk=application.vacancy_id)
    states = lock_chosen(company, [application.pk])
    if not states:
        raise TransitionRefusedError(application, ApplicationState.HIRED)  # his data were erased
    view(states, by=by)
    placement = hire_applicant(
        application=application, kind=kind, started_on=started_on, wage=wage, by=by
    )
    tell_applicants(
        "jobs.application_hired",
        [application.pk],
        about="hired",
        facts=lambda _row: {"date": format_date(started_on)},
    )
    return placement


class UncertainNumbersError(ValidationError):
    """Of somebody who was hired the sex is not known any more: his data were erased."""

    def __init__(self) -> None:
        super().__init__(_("Isi jumlah laki-laki dan perempuan yang diterima."))


@database.atomic
def close_as_filled(*, company: Company, vacancy: Vacancy, note: str = "", by: User) -> Outcome:
    """Report the hires of a vacancy, close it, and answer everybody who still waits.

    Side effects in order: the report with the people hired here, the vacancy closes as filled,
    the others get "Lowongan sudah terisi" with `note`. All or nothing. Raises
    UncertainNumbersError, TooManyHiredError, TransitionRefusedError.
    """
    hired = hired_for(vacancy)
    if hired.men + hired.women != hired.all:
        raise UncertainNumbersError
    report_result(
        vacancy=vacancy,
        men_here=hired.men,
        women_here=hired.women,
        men_elsewhere=0,
        women_elsewhere=0,
        by=by,
    )
    waiting = applicants_of(company).filter(vacancy=vacancy, state__in=UNDECIDED)
    keys = list(waiting.order_by("pk").values_list("pk", flat=True))
    return reject_applications(
        company=company, keys=keys, reason=RejectReason.FILLED, note=note, by=by
    )
