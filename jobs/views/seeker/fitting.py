"""Vacancies that fit a job seeker: a list of their own, the best of them on the account page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from jobs.matching.pages import ON_ACCOUNT, ON_PAGE, invitations_for, vacancies_for
from jobs.saved import is_seeker
from seekers.views.own import seeking_person
from sikas.accounts.models import User


@require_safe
def fitting(request: HttpRequest) -> HttpResponse:
    """List what fits, each with its reason, after the invitations to apply."""
    person = seeking_person(request)
    context = {
        "rows": vacancies_for(person, ON_PAGE),
        "invitations": invitations_for(person),
    }
    return render(request, "jobs/fitting/vacancies.html", context)


def panel(user: User) -> SafeString | None:
    """Return the section of the account page; nothing where nothing fits."""
    if not is_seeker(user):
        return None
    context = {"rows": vacancies_for(user, ON_ACCOUNT), "invitations": invitations_for(user)}
    return render_to_string("jobs/fitting/panel.html", context) if any(context.values()) else None
