"""What officers do with the programmes of this office: stop offering them, offer them again."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sikas.accounts.models import User
from sikas.workflow.transitions import transition
from training.enums import ProgrammeState, Source
from training.models import Programme


def close_programme(*, programme: Programme, officer: User, reason: str = "") -> None:
    """Offer a programme no longer; interest in it stays.

    Raises ValidationError for a programme that is not this office's, TransitionRefusedError for a
    closed one.
    """
    _only_local(programme)
    transition(programme, ProgrammeState.CLOSED, by=officer, reason=reason.strip())


def reopen_programme(*, programme: Programme, officer: User) -> None:
    """Offer a closed programme again; raises what `close_programme` raises."""
    _only_local(programme)
    transition(programme, ProgrammeState.OPEN, by=officer, closed_at=None)


def _only_local(programme: Programme) -> None:
    if programme.source != Source.LOCAL:
        raise ValidationError(_("Program dari portal lain hanya dapat disembunyikan."))
