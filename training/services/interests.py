"""A seeker's interest in a programme: told with one tap, taken back with another."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from seekers.models import Seeker
from seekers.services.profile import start_profile
from sikas.accounts.models import User
from training.models import Interest, Programme

MOST_INTERESTS = 30  # of one person: a wish by which the office can still plan


@transaction.atomic
def show_interest(*, person: User, programme: Programme) -> None:
    """Note that a person would like to take part, once however often it is said.

    Begins the person's profile where there is none. Raises ValidationError when the programme is
    not offered any more, or MOST_INTERESTS are noted already.
    """
    if not Programme.objects.public().filter(pk=programme.pk).exists():
        raise ValidationError(_("Program pelatihan ini sudah ditutup."))
    seeker = start_profile(person=person)
    others = Interest.objects.filter(seeker=seeker).exclude(programme=programme)
    if others.count() >= MOST_INTERESTS:
        raise ValidationError(
            _("Sudah ada %s pelatihan yang Anda minati. Batalkan yang tidak perlu lagi.")
            % MOST_INTERESTS
        )
    Interest.objects.bulk_create(
        [Interest(seeker=seeker, programme=programme)], ignore_conflicts=True
    )


def withdraw_interest(*, person: User, programme_id: int) -> bool:
    """Take an interest back; False when there is none, or none any more."""
    mine = Interest.objects.filter(seeker__user=person, programme_id=programme_id)
    return bool(mine.delete()[0])


def drop_double_interest(row: Interest, _keep: Seeker) -> None:
    """Forget the second interest in one programme: the person has the first."""
    row.delete()
