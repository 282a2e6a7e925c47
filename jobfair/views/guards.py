"""Who may see and do what about fairs on the officers' side."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from jobfair.models import Booth, Fair
from jobfair.readiness import with_needs
from jobfair.selectors import with_time
from sikas.accounts.views.officers import officers_only

MANAGE, READ = "jobfair.manage_fair", "jobfair.view_fair"
managers, readers = officers_only(MANAGE), officers_only(READ)


def fair_of(pk: int) -> Fair:
    """Return a fair with its phase and the database's time, or 404."""
    return get_object_or_404(with_time(Fair.objects.with_phase()), pk=pk)


def booths_of(fair: Fair) -> "QuerySet[Booth]":
    """Return the booths of this fair alone, with what each needs."""
    return with_needs(Booth.objects.filter(fair=fair)).select_related("company", "fair")
