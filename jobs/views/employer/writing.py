"""A vacancy written step by step: every step saved by itself, by a button or while typing."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobs import own_presenters
from jobs.enums import IN_THE_MAKING, Step, VacancyState
from jobs.forms import FORMS, StepForm
from jobs.models import Vacancy
from jobs.services.drafts import DraftConflictError, NotWritableError, fingerprint, save_draft
from jobs.views.employer.acting import acting_vacancy
from jobs.views.employer.occupations import suggestions
from sikas import clock
from sikas.posting import posted_from
from sikas.ui.formats import format_time

CONFLICT = 409
SEARCH = "cari_jabatan"  # the button that looks for occupations


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, company_id: int, vacancy_id: int, part: str) -> HttpResponse:
    """Show a step and save it; htmx gets the occupations that fit what is typed."""
    company, vacancy = acting_vacancy(request, company_id, vacancy_id)
    form = _form(request, vacancy, part)
    if vacancy.state not in IN_THE_MAKING:
        messages.info(request, NotWritableError().messages[0])
        return redirect(own_presenters.own_url(vacancy))
    if form.is_bound and form.is_valid() and _save(form):
        return _saved(request, form)
    is_part = bool(getattr(request, "htmx", None)) and form.step == Step.POSITION
    context: dict[str, Any] = {"form": form}
    if form.step == Step.POSITION:
        context |= suggestions(request, form)
    if not is_part:
        before = own_presenters.beside(form.step, -1)
        context |= {
            "company": company,
            "vacancy": vacancy,
            "findings": form.findings,
            "steps": own_presenters.progress(form.step),
            "before_url": own_presenters.step_url(vacancy, before) if before else "",
            "autosave_url": own_presenters.own_url(vacancy, "company_vacancy_autosave", part),
            "wanted": own_presenters.wanted(vacancy),
        }
    template = "jobs/own/occupations.html" if is_part else "jobs/own/step.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@posted_from("company_vacancy_step", "company_id", "vacancy_id", "part")
def autosave(request: HttpRequest, company_id: int, vacancy_id: int, part: str) -> HttpResponse:
    """Save what is right of a step while somebody types; what is wrong is said at the button."""
    _company, vacancy = acting_vacancy(request, company_id, vacancy_id)
    form = _form(request, vacancy, part)
    try:
        saved = save_draft(
            vacancy=vacancy,
            values=form.values,
            fields=form.columns,
            loaded=form.data.get("loaded", ""),
        )
    except DraftConflictError:
        note = _("Rekan Anda atau tab lain menyimpan langkah ini. Tekan Simpan untuk melanjutkan.")
        return JsonResponse({"note": note}, status=CONFLICT)
    except NotWritableError as error:
        return JsonResponse({"note": error.messages[0]}, status=CONFLICT)
    note = _("Tersimpan %s.") % format_time(clock.now())
    if wrong := form.wrong_labels:
        note = f"{note} {_('Belum tersimpan: %s.') % wrong}"
    return JsonResponse(
        {
            "note": note,
            "loaded": fingerprint(saved, form.columns),
            "findings": {
                name: render_to_string("jobs/own/findings.html", {"found": found})
                for name, found in form.findings.items()
            },
        }
    )


def _form(request: HttpRequest, vacancy: Vacancy, part: str) -> StepForm:
    if part not in FORMS:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    return FORMS[Step(part)](posted, vacancy=vacancy)


def _save(form: StepForm) -> bool:
    try:
        save_draft(
            vacancy=form.vacancy,
            values=form.values,
            fields=form.columns,
            loaded=form.cleaned_data["loaded"],
        )
    except DraftConflictError as error:
        form.show_newer(error.saved)
        return False
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _saved(request: HttpRequest, form: StepForm) -> HttpResponse:
    """Lead on: forward at first, back to the whole when an officer wants something corrected."""
    vacancy, here = form.vacancy, own_presenters.step_url(form.vacancy, form.step)
    if SEARCH in request.POST:
        asked = urlencode({"cari": form.data.get("cari", "")})
        return redirect(f"{here}?{asked}#id_occupation")
    messages.success(request, _("Tersimpan."))
    after = own_presenters.beside(form.step, 1)
    onward = after if after and vacancy.state == VacancyState.DRAFT else Step.REVIEW
    return redirect(own_presenters.step_url(vacancy, onward))
