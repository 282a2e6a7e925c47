"""People who fit an open vacancy and agreed to be found; inviting them to apply."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs.enums import ApplyMode
from jobs.matching.pages import candidates_for
from jobs.models import Vacancy
from jobs.own_presenters import own_url
from jobs.services.inviting import VacancyNotInvitingError, invite_to_apply
from jobs.views.employer.acting import acting_vacancy
from jobs.views.numbers import posted_number
from sikas.accounts.views.account import signed_in
from sikas.posting import posted_from


@require_safe
def candidates(request: HttpRequest, company_id: int, vacancy_id: int) -> HttpResponse:
    """List who fits the vacancy, each with the reason."""
    company, vacancy = acting_vacancy(request, company_id, vacancy_id)
    if not _may_invite(vacancy):
        return _refused(request, vacancy)
    context = {"company": company, "vacancy": vacancy, "rows": candidates_for(vacancy)}
    return render(request, "jobs/own/candidates.html", context)


@posted_from("company_candidates", "company_id", "vacancy_id")
def invite(request: HttpRequest, company_id: int, vacancy_id: int) -> HttpResponse:
    """Invite a person to apply."""
    _company, vacancy = acting_vacancy(request, company_id, vacancy_id)
    if not _may_invite(vacancy):
        return _refused(request, vacancy)
    number = posted_number(request, "seeker")
    try:
        invite_to_apply(vacancy=vacancy, seeker_id=number, by=signed_in(request))
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, _("Undangan terkirim. Kontaknya tampil setelah ia melamar."))
    return redirect(own_url(vacancy, "company_candidates"))


def _may_invite(vacancy: Vacancy) -> bool:
    """Tell whether people can be invited to a vacancy: it is open, and one applies here."""
    is_open = Vacancy.objects.public().filter(pk=vacancy.pk).exists()
    return is_open and vacancy.apply_mode == ApplyMode.INTERNAL


def _refused(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    messages.info(request, VacancyNotInvitingError().messages[0])
    return redirect(own_url(vacancy))
