"""A company brings its vacancies to a fair; the office has read them, and verifies each for it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from employers.services import require_reason
from jobfair.enums import BoothState, PositionState
from jobfair.models import Booth, Position
from jobfair.services.booths import NotJoinableError, takes_companies
from jobs.models import Vacancy
from sikas.accounts.models import User
from sikas.workflow.transitions import transition

BUILDING = (BoothState.APPROVED, BoothState.READY)


class NotOwnVacancyError(ValidationError):
    """The vacancy is another company's, or is not open."""

    def __init__(self) -> None:
        super().__init__(_("Pilih lowongan perusahaan ini yang sedang terbit."))


class BoothNotBuildingError(ValidationError):
    """Only a booth that was approved takes positions."""

    def __init__(self) -> None:
        super().__init__(_("Stan belum disetujui, atau sedang dibekukan."))


class CapTooLowError(ValidationError):
    """More applications were taken already than the company now wants."""

    def __init__(self) -> None:
        super().__init__(_("Sudah ada lebih banyak lamaran daripada batas itu."))


@database.atomic
def propose_position(
    *, booth: Booth, vacancy: Vacancy, by: User, cap: int | None = None
) -> Position:
    """Bring an open vacancy of the booth's company to the fair; a second tap changes nothing.

    Raises BoothNotBuildingError, NotJoinableError when the fair is over, NotOwnVacancyError.
    """
    if Booth.objects.get(pk=booth.pk).state not in BUILDING:
        raise BoothNotBuildingError
    if not takes_companies(booth.fair_id):
        raise NotJoinableError
    if not Vacancy.objects.public().filter(pk=vacancy.pk, company=booth.company_id).exists():
        raise NotOwnVacancyError
    position, is_new = Position.objects.get_or_create(
        fair_id=booth.fair_id, vacancy=vacancy, defaults={"booth": booth, "cap": cap}
    )
    if is_new:
        position.transitions.create(from_state="", to_state=position.state, by=by)
    elif position.state in (PositionState.CLOSED, PositionState.RETURNED):
        transition(position, PositionState.PROPOSED, by=by)
    return position


@database.atomic
def decide_position(*, position: Position, to: str, officer: User, reason: str = "") -> Position:
    """Verify a position, or return it with a reason. Raises MissingReasonError."""
    reason = require_reason(reason, needed=to != PositionState.VERIFIED)
    return transition(position, to, by=officer, reason=reason)


def close_position(*, position: Position, by: User) -> Position:
    """Take a position out of the fair; what was sent stays. Raises TransitionRefusedError."""
    return transition(position, PositionState.CLOSED, by=by)


@database.atomic
def set_cap(*, position: Position, cap: int | None) -> Position:
    """Limit how many applications a position takes, or lift the limit; raises CapTooLowError.

    While there was none nothing was counted: so it is counted here, and who applies waits.
    """
    row = Position.objects.select_for_update().get(pk=position.pk)
    row.taken = row.entries.filter(is_counted=True).count() if cap is not None else 0
    row.cap = cap
    try:
        with database.atomic():
            row.save(update_fields=["cap", "taken"])
    except IntegrityError:
        raise CapTooLowError from None
    return row
