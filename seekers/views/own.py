"""Whose profile: that of the job seeker who is signed in."""

from django.http import Http404, HttpRequest

from seekers.models import Seeker
from seekers.services.profile import own_profile
from sikas.accounts.enums import Kind
from sikas.accounts.models import User
from sikas.accounts.views.account import signed_in


def seeking_person(request: HttpRequest) -> User:
    """Return who is signed in; raises Http404 for everybody who is no job seeker."""
    person = signed_in(request)
    if person.kind != Kind.SEEKER:
        raise Http404
    return person


def own_seeker(request: HttpRequest) -> Seeker:
    """Return the profile of who is signed in, one that was never saved when there is none."""
    return own_profile(seeking_person(request))
