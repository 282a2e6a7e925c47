"""Answering an invitation to an interview, and putting it into one's calendar."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jobs.calendar import calendar_response, interview_calendar
from jobs.enums import InterviewState
from jobs.forms.answering import OtherTimeForm, RevisionForm
from jobs.models import Application, Interview
from jobs.models.interviews import LIVING_INTERVIEWS
from jobs.services.interviewing import accept_interview, ask_other_time
from jobs.views.seeker.acting import own_application
from sikas.accounts.views.account import signed_in
from sikas.posting import posted_from
from sikas.workflow.transitions import TransitionRefusedError

IN_CALENDARS = (*LIVING_INTERVIEWS, InterviewState.CANCELLED)


@posted_from("application", "receipt")
def accept(request: HttpRequest, receipt: str) -> HttpResponse:
    """Agree to the time; a second tap is answered like the first."""
    application = own_application(request, receipt)
    interview = _newest(application)
    form = RevisionForm(request.POST)
    form.is_valid()
    if interview.state != InterviewState.ACCEPTED:
        try:
            accept_interview(interview=interview, revision=form.read, by=signed_in(request))
        except ValidationError as changed:
            messages.warning(request, changed.messages[0])
            return redirect(application)
        except TransitionRefusedError:
            return _over(request, application)
    messages.success(request, _("Perusahaan tahu bahwa Anda datang. Simpan ke kalender?"))
    return redirect(application)


@require_http_methods(["GET", "HEAD", "POST"])
def other_time(request: HttpRequest, receipt: str) -> HttpResponse:
    """Ask for another time in one's own words."""
    application = own_application(request, receipt)
    interview = _newest(application)
    if interview.state not in LIVING_INTERVIEWS:
        return _over(request, application)
    first = {"revision": interview.revision, "wish": interview.wish}
    form = OtherTimeForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid() and _ask(request, interview, form):
        messages.success(request, _("Permintaan Anda sampai di perusahaan. Tunggu kabarnya."))
        return redirect(application)
    context = {"application": application, "interview": interview, "form": form}
    return render(request, "jobs/applications/other_time.html", context)


@require_safe
def calendar(request: HttpRequest, receipt: str) -> HttpResponse:
    """Give the interview as an entry for the phone's calendar; a cancelled one removes it."""
    application = own_application(request, receipt)
    interview = _newest(application)
    if interview.state not in IN_CALENDARS:
        raise Http404
    vacancy = application.vacancy
    words = {"title": vacancy.title, "employer": vacancy.employer}
    entry = interview_calendar(
        interview,
        title=_("Wawancara %(title)s – %(employer)s") % words,
        url=settings.SITE_URL + application.get_absolute_url(),
    )
    return calendar_response(entry, f"wawancara-{application.receipt}")


def _newest(application: Application) -> Interview:
    """Return the last invitation; raises Http404 when there was none."""
    found = application.interviews.order_by("pk").last()
    if not found:
        raise Http404
    found.application = application  # with its vacancy and company
    return found


def _ask(request: HttpRequest, interview: Interview, form: OtherTimeForm) -> bool:
    """Ask; False when the company changed or ended the interview meanwhile, and the form says so.

    What was typed stays, beside the new time.
    """
    wish, by = form.cleaned_data["wish"], signed_in(request)
    if interview.state == InterviewState.OTHER_TIME and wish == interview.wish:
        return True  # a second tap
    try:
        ask_other_time(interview=interview, wish=wish, revision=form.read, by=by)
    except ValidationError as changed:
        form.add_error(None, changed)
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["revision"] = interview.revision  # type: ignore[index]
        return False
    except TransitionRefusedError:
        form.add_error(None, _("Wawancara ini sudah selesai, dibatalkan, atau sedang diubah."))
        return False
    return True


def _over(request: HttpRequest, application: Application) -> HttpResponse:
    messages.info(request, _("Wawancara ini sudah selesai atau dibatalkan."))
    return redirect(application)
