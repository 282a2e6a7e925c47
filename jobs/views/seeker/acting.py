"""Which application of the job seeker who is signed in."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jobs.models import Application
from sikas.accounts.views.account import signed_in


def own_application(request: HttpRequest, receipt: str) -> Application:
    """Return one's own application; raises Http404 for others'."""
    mine = Application.objects.of_person(signed_in(request))
    found = mine.select_related(
        "seeker", "vacancy__company__responsiveness", "vacancy__area__parent"
    )
    return get_object_or_404(found, receipt=receipt)
