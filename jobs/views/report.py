"""Reporting a vacancy, and the receipt; open to everybody."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jobs import selectors
from jobs.forms.reports import ReportForm
from jobs.models import Vacancy, VacancyReport
from jobs.report_enums import ReportReason
from jobs.services.reports import report_vacancy
from sikas.accounts.models import User
from sikas.accounts.views.limited import refuse


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a report about a vacancy that has a public page."""
    found = selectors.vacancy_page(pk)
    if not found or (not selectors.is_open(found) and selectors.is_gone(found)):
        raise Http404
    if slug != found.slug and request.method != "POST":
        return redirect("vacancy_report", found.slug, pk, permanent=True)
    form = ReportForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid() and (made := _take(form, found)):
        return redirect("report_receipt", made.pk)
    context = {"form": form, "vacancy": found}
    return refuse(render(request, "jobs/report.html", context), form.wait)


def _take(form: ReportForm, found: Vacancy) -> VacancyReport | None:
    """Save the report; None when a limit refused, which the form then says."""
    user, data = form.request.user, form.cleaned_data
    reporter = user if isinstance(user, User) else None
    try:
        if reporter:
            form.take("report", person=str(reporter.pk))
        else:
            form.take("report_unknown", target=str(found.pk))
    except ValidationError as refused:
        form.add_error(None, refused)
        return None
    return report_vacancy(
        vacancy=found,
        reason=ReportReason(data["reason"]),
        text=data["text"],
        contact=data.get("contact", ""),
        reporter=reporter,
        key=data["key"],
    )


@never_cache
@login_not_required
@require_safe
def receipt(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Tell who reported the number, what happens next, and later what came of it."""
    found = get_object_or_404(VacancyReport.objects.select_related("vacancy"), pk=pk)
    return render(request, "jobs/report_receipt.html", {"report": found})
