"""An interview on the company's side: change it, call it off, note what came of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.models import Company
from jobs.forms.deciding import CancelForm, InterviewForm
from jobs.models import Application, Interview
from jobs.services import interviews
from jobs.views.employer.choosing import acting_applicant, back_to_applicant, kept_filters
from sikas.accounts.views.account import signed_in
from sikas.posting import posted_from
from sikas.workflow.transitions import TransitionRefusedError

page = require_http_methods(["GET", "HEAD", "POST"])


def _acting_interview(
    request: HttpRequest, company_id: int, application_id: int, interview_id: int
) -> tuple[Company, Application, Interview]:
    company, found = acting_applicant(request, company_id, application_id)
    return company, found, get_object_or_404(found.interviews.order_by("pk"), pk=interview_id)


@page
def change(
    request: HttpRequest, company_id: int, application_id: int, interview_id: int
) -> HttpResponse:
    """Propose another time or place."""
    company, found, row = _acting_interview(request, company_id, application_id, interview_id)
    form = InterviewForm.of(row, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            interviews.reschedule_interview(
                company=company, interview=row, plan=form.plan, by=signed_in(request)
            )
        except ValidationError as error:
            form.add_error("day", error)
        except TransitionRefusedError:
            return _moved_on(request, found)
        else:
            messages.success(request, _("Wawancara diubah. Pelamar diminta menjawab lagi."))
            return back_to_applicant(request, found)
    kept = kept_filters(request)
    context = {"company": company, "applicant": found, "form": form, "kept": kept}
    return render(request, "jobs/applicants/meeting_change.html", context)


@page
def cancel(
    request: HttpRequest, company_id: int, application_id: int, interview_id: int
) -> HttpResponse:
    """Ask, then call an interview off."""
    company, found, row = _acting_interview(request, company_id, application_id, interview_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["text"]
        try:
            interviews.cancel_interview(interview=row, reason=reason, by=signed_in(request))
        except TransitionRefusedError:
            return _moved_on(request, found)
        messages.success(request, _("Wawancara dibatalkan. Pelamar dikabari."))
        return back_to_applicant(request, found)
    context = {
        "company": company,
        "applicant": found,
        "form": form,
        "interview": row,
        "kept": kept_filters(request),
    }
    return render(request, "jobs/applicants/meeting_cancel.html", context)


@posted_from("company_applicant", "company_id", "application_id")
def record(
    request: HttpRequest, company_id: int, application_id: int, interview_id: int
) -> HttpResponse:
    """Note whether the applicant came."""
    _company, found, row = _acting_interview(request, company_id, application_id, interview_id)
    came = request.POST.get("hasil") == "hadir"
    try:
        interviews.record_interview_result(interview=row, came=came, by=signed_in(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except TransitionRefusedError:
        return _moved_on(request, found)
    else:
        messages.success(request, _("Hasil wawancara tercatat."))
    return back_to_applicant(request, found)


def _moved_on(request: HttpRequest, found: Application) -> HttpResponse:
    messages.info(request, _("Wawancara ini sudah berubah. Ini keadaannya sekarang."))
    return back_to_applicant(request, found)
