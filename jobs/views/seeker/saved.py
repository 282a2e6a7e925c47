"""Keeping vacancies: the button, and the list of those that are kept."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs.models import Vacancy
from jobs.saved import SavedRow, saved_vacancies
from jobs.services.saving import save_vacancy, unsave_vacancy
from jobs.views.numbers import posted_number
from seekers.views.own import seeking_person
from sikas.posting import posted_from


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """List what one keeps, with its state."""
    rows = [SavedRow.of(vacancy) for vacancy in saved_vacancies(seeking_person(request))]
    return render(request, "jobs/saved/vacancies.html", {"rows": rows})


@posted_from("saved_vacancies")
def save(request: HttpRequest) -> HttpResponse:
    """Keep a vacancy that anybody may see."""
    person = seeking_person(request)
    vacancy = get_object_or_404(Vacancy.objects.shown(), pk=posted_number(request, "vacancy"))
    try:
        save_vacancy(person=person, vacancy=vacancy)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, _("Lowongan tersimpan. Kami kabari sebelum ditutup."))
    return redirect(_back(request, vacancy.get_absolute_url()))


@posted_from("saved_vacancies")
def unsave(request: HttpRequest) -> HttpResponse:
    """Keep a vacancy no longer; a second tap is answered like the first."""
    unsave_vacancy(person=seeking_person(request), vacancy_id=posted_number(request, "vacancy"))
    messages.success(request, _("Lowongan tidak disimpan lagi."))
    return redirect(_back(request, "saved_vacancies"))


def _back(request: HttpRequest, otherwise: str) -> str:
    """Return the page of ours from which somebody came."""
    address = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts=None, require_https=request.is_secure()
    )
    return address if ours else otherwise
