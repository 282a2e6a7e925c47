"""A seeker's interest in a programme: told with one tap, taken back with another."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from seekers.models import Seeker
from seekers.services.profile import locked, start_profile
from sikas.accounts.models import User
from training.models import Interest, Programme

MOST_INTERESTS = 30  # of one person: a list by which the office can still plan


@transaction.atomic
def show_interest(*, person: User, programme: Programme) -> bool:
    """Note that a person would like to take part, once however often it is said; tell if it is new.

    Begins the person's profile where there is none. Raises ValidationError when the programme is
    not offered any more, or MOST_INTERESTS are noted already.
    """
    seeker = locked(start_profile(person=person))  # two taps, one after the other
    if not Programme.objects.public().filter(pk=programme.pk).exists():
        raise ValidationError(_("Program pelatihan ini sudah ditutup."))
    others = Interest.objects.filter(seeker=seeker).exclude(programme=programme)
    if others.count() >= MOST_INTERESTS:
        raise ValidationError(
            _("Sudah ada %s pelatihan yang Anda minati. Batalkan yang tidak perlu lagi.")
            % MOST_INTERESTS
        )
    _interest, is_new = Interest.objects.get_or_create(seeker=seeker, programme=programme)
    return is_new


def withdraw_interest(*, person: User, programme_id: int) -> bool:
    """Take an interest back; tell whether there was one."""
    mine = Interest.objects.filter(seeker__user=person, programme_id=programme_id)
    deleted, _models = mine.delete()
    return bool(deleted)


def drop_double_interest(row: Interest, _keep: Seeker) -> None:
    """Forget the second interest in one programme: the person has the first."""
    row.delete()
