"""Search rows: triggers write them; what only time makes useless is removed here."""

from datetime import timedelta

from django.utils import timezone

from sikas import clock
from training.models import ProgrammeSearch

KEPT = timedelta(days=2)  # for those whose today is not the server's


def drop_past_rows() -> int:
    """Remove the rows of batches whose registration is over; return how many."""
    last = timezone.localdate(clock.now()) - KEPT
    return ProgrammeSearch.objects.filter(last_day__lt=last).delete()[0]
