"""Two profiles of one person that applied to one vacancy: one of the two applications goes on."""

from django.db import transaction as database
from django.utils.translation import gettext as _

from jobs.enums import UNDECIDED, ApplicationState
from jobs.models import Application, ApplicationTransition, ApplyInvitation
from jobs.services.ending import end_interviews
from seekers.models import Seeker
from seekers.services.merging import MergeBlockedError
from sikas.clock import DatabaseNow
from sikas.workflow.transitions import transition

S = ApplicationState
# The further an application is, the later it stands. An end that is no hire comes first: beside it
# the other application may still become something.
_FAR = (S.UNANSWERED, S.NOT_SELECTED, *UNDECIDED, S.HIRED)


@database.atomic
def settle_double_application(row: Application, keep: Seeker) -> None:
    """Let the further of two living applications go on and take the other back, for one person.

    `row` belongs to the profile that goes away and moves to `keep`. Side effects in order: the one
    that is behind is withdrawn with its record, its living interview ends, then `row` moves. Raises
    MergeBlockedError when both ended in a hire, or when it is not for their vacancy that they
    collide.
    """
    living = Application.objects.exclude(state=S.WITHDRAWN)
    other = living.filter(seeker=keep, vacancy=row.vacancy_id).first()
    if not other:
        raise MergeBlockedError(Application)
    behind = min(other, row, key=lambda one: _FAR.index(S(one.state)))
    if behind.state == S.HIRED:
        raise MergeBlockedError(Application)
    _take_back(behind)
    end_interviews([behind.pk], by=None)
    Application.objects.filter(pk=row.pk).update(seeker=keep)


def drop_double_invitation(row: ApplyInvitation, _keep: Seeker) -> None:
    """Forget the second invitation to apply for one vacancy: the person has the first."""
    row.delete()


def _take_back(application: Application) -> None:
    """Withdraw for an officer; the person never sees a refusal stand twice."""
    reason = _("Profil disatukan: orang yang sama melamar dua kali.")
    if S.WITHDRAWN in Application.TRANSITIONS[S(application.state)]:
        transition(application, S.WITHDRAWN, by=None, reason=reason)
        return
    # A refusal is final for people, so this one way out of it is no move of the table.
    ApplicationTransition.objects.create(
        subject=application, from_state=application.state, to_state=S.WITHDRAWN, reason=reason
    )
    Application.objects.filter(pk=application.pk).update(
        state=S.WITHDRAWN, reject_reason="", reject_note="", decided_at=DatabaseNow()
    )
