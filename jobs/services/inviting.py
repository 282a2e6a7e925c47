"""A company invites a seeker who agreed to be found to apply for its vacancy."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobs.enums import ApplyMode
from jobs.matching.weights import FAR
from jobs.models import Application, ApplyInvitation, Candidate, Vacancy
from seekers.models import Seeker
from sikas import clock
from sikas.accounts.models import User
from sikas.notifications.services import tell

# So that an invitation means something to who gets it, and nobody is flooded.
A_DAY = 50  # invitations to one vacancy in 24 hours
A_WEEK = 3  # open invitations of one person in seven days, from all companies


class NotInvitableError(ValidationError):
    """The person does not agree (any more), does not fit, or has applied; nobody was told."""

    def __init__(self) -> None:
        super().__init__(_("Orang ini tidak dapat diundang lagi. Lihat kandidat lain."))


class VacancyNotInvitingError(ValidationError):
    """The vacancy is not open (any more), or one applies elsewhere; nobody was told."""

    def __init__(self) -> None:
        super().__init__(_("Undangan hanya untuk lowongan terbit yang dilamar lewat SIKAS."))


class TooManyInvitationsError(ValidationError):
    """A_DAY people were invited to the vacancy; nobody was told."""

    def __init__(self) -> None:
        super().__init__(_("Paling banyak %s undangan sehari. Lanjutkan besok.") % A_DAY)


class InvitedEnoughError(ValidationError):
    """The person has A_WEEK open invitations of this week; nobody was told."""

    def __init__(self) -> None:
        super().__init__(_("Orang ini sudah mendapat cukup undangan minggu ini. Coba lagi nanti."))


@database.atomic
def invite_to_apply(*, vacancy: Vacancy, seeker_id: int, by: User) -> ApplyInvitation:
    """Invite a candidate, once; a second tap answers with the first invitation.

    Locks the vacancy, then the person: both limits are counted under their locks, and who withdraws
    the consent at this moment is waited for. Side effects in order: the invitation; a message to
    the person. Raises VacancyNotInvitingError, NotInvitableError, TooManyInvitationsError,
    InvitedEnoughError.
    """
    held = Vacancy.objects.select_for_update(of=("self",), no_key=True)
    open_one = held.public().filter(pk=vacancy.pk, apply_mode=ApplyMode.INTERNAL).first()
    if open_one is None:
        raise VacancyNotInvitingError
    seeker = _held_candidate(open_one, seeker_id)
    known = ApplyInvitation.objects.filter(vacancy=open_one, seeker=seeker).first()
    if known:
        return known
    _count(open_one, seeker)
    made = ApplyInvitation.objects.create(vacancy=open_one, seeker=seeker, by=by)
    tell(
        person=seeker.user,
        event="jobs.apply_invited",
        key=f"apply_invitation:{made.pk}",
        context={
            "title": open_one.title,
            "company": str(vacancy.company),
            "path": open_one.get_absolute_url(),
            "settings": reverse("profile_visibility"),
        },
    )
    return made


def _held_candidate(vacancy: Vacancy, seeker_id: int) -> Seeker:
    """Return a person who may be invited, held until the end; others are as if unknown."""
    seekers = Seeker.objects.living().select_for_update(of=("self",), no_key=True)
    seeker = seekers.select_related("user").filter(pk=seeker_id, user__is_active=True).first()
    group = vacancy.occupation.code[:FAR] if vacancy.occupation else ""
    fits = Candidate.objects.filter(seeker_id=seeker_id, occupation__startswith=group)
    has_applied = Application.objects.filter(seeker_id=seeker_id, vacancy=vacancy)
    if seeker is None or not group or not fits.exists() or has_applied.exists():
        raise NotInvitableError
    return seeker


def _count(vacancy: Vacancy, seeker: Seeker) -> None:
    """Hold both limits; their rows are locked."""
    now = clock.now()
    today = vacancy.invitations.filter(at__gt=now - timedelta(days=1))
    if today.count() >= A_DAY:
        raise TooManyInvitationsError
    week = ApplyInvitation.objects.filter(seeker=seeker, at__gt=now - timedelta(days=7)).open()
    if week.count() >= A_WEEK:
        raise InvitedEnoughError
