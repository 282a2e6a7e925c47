"""Two profiles of one person that both took part in a fair are one participant."""

from django.db import transaction as database
from django.db.models import F

from jobfair.models import Entry, Participant
from seekers.models import Seeker


@database.atomic
def settle_double_participant(row: Participant, keep: Seeker) -> None:
    """Give what was sent in the fair to the participant that stays, and count it there.

    `row` belongs to the profile that goes away. The quota of one person may then be more than used
    up: what was sent stays sent.
    """
    stays = Participant.objects.select_for_update(no_key=True).get(fair=row.fair_id, seeker=keep)
    Entry.objects.filter(participant=row).update(participant=stays)
    Participant.objects.filter(pk=stays.pk).update(used=F("used") + row.used)
    row.delete()
