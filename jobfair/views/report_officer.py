"""The officers' report of a fair: versions side by side, its reconciliation, its files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobfair.enums import FairState, FileKind
from jobfair.models import Fair, FairReport, ReportDownload
from jobfair.report import editions, files, paper, parts, sheets, words
from jobfair.report.checks import difference
from jobfair.services.reporting import due_at, freeze_report, record_download
from sikas import clock
from sikas.accounts.views.account import signed_in
from sikas.posting import posted_from

WATCH, MANAGE = "jobfair.view_fair", "jobfair.manage_fair"
VERSION = "versi"  # of the address
LATEST_DOWNLOADS = 10


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """List the fairs that were held, with the versions of each report."""
    _guard(request, WATCH)
    fairs = Fair.objects.filter(
        state__in=(FairState.ANNOUNCED, FairState.REPORTED), closes_at__lte=clock.now()
    )
    rows = [
        (fair, [words.version_name(report.version) for report in fair.reports.all()])
        for fair in fairs.prefetch_related("reports").order_by("-opens_at", "-pk")
    ]
    return render(request, "jobfair/report_list.html", {"rows": rows})


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report: the version asked for, else the last, with the earlier ones beside it."""
    _guard(request, WATCH)
    fair = get_object_or_404(Fair.objects.with_phase(), pk=pk)
    frozen = editions.frozen(fair)
    shown = _until(request, frozen)
    context: dict[str, Any] = {
        "fair": fair,
        "versions": [(one.version, words.version_name(one.version)) for one in frozen],
        "due": due_at(fair, 0),
        "may_freeze": not frozen and fair.is_over and request.user.has_perm(MANAGE),
    }
    if shown:
        last = shown[-1]
        context |= {
            "report": last,
            "version": words.version_name(last.version),
            "tiles": parts.tiles(last.figures["summary"]),
            "parts": parts.officers(shown),
            "difference": difference(last.figures["checks"]),
            "downloads": _downloads(fair),
        }
    return render(request, "jobfair/report_officer.html", context)


@require_safe
def checks(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every way in which each total of a version was counted."""
    _guard(request, WATCH)
    fair = get_object_or_404(Fair, pk=pk)
    shown = _until(request, editions.frozen(fair))
    if not shown:
        raise Http404
    context = {
        "fair": fair,
        "version": words.version_name(shown[-1].version),
        "part": parts.reconciliation(shown[-1]),
        "difference": difference(shown[-1].figures["checks"]),
    }
    return render(request, "jobfair/report_checks.html", context)


@posted_from("fair_report_officer", "pk")
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the first version now; the task of every hour would."""
    _guard(request, MANAGE)
    fair = get_object_or_404(Fair, pk=pk)
    try:
        freeze_report(fair=fair, version=0, by=signed_in(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Laporan dibekukan."))
    return redirect("fair_report_officer", pk=fair.pk)


@posted_from("fair_report_officer", "pk")
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a file of a version, and take down who took it."""
    _guard(request, WATCH)
    shown = _until(request, editions.frozen(get_object_or_404(Fair, pk=pk)))
    kind = request.POST.get("kind", "")
    if not shown or kind not in FileKind.values:
        raise Http404
    last = shown[-1]
    record_download(report=last, kind=FileKind(kind), by=signed_in(request))
    if kind == FileKind.PDF:
        return files.pdf_response(paper.report_pdf(shown), last, "petugas")
    return files.xlsx_response(sheets.officers(shown), last, "petugas")


def _guard(request: HttpRequest, permission: str) -> None:
    """Let officers with the permission pass; nobody else finds it."""
    user = request.user
    if not (user.is_authenticated and user.is_staff and user.has_perm(permission)):
        raise Http404


def _until(request: HttpRequest, frozen: list[FairReport]) -> list[FairReport]:
    """Return the versions up to the one that is asked for, all without one."""
    asked = (request.POST if request.method == "POST" else request.GET).get(VERSION, "")
    if not asked:
        return frozen
    numbers = [str(one.version) for one in frozen]
    if asked not in numbers:
        raise Http404
    return frozen[: numbers.index(asked) + 1]


def _downloads(fair: Fair) -> list[tuple[Any, str, str]]:
    """Return when, who and what: the latest files that were taken."""
    rows = ReportDownload.objects.filter(report__fair=fair).select_related("by", "report")
    return [
        (
            row.at,
            str(row.by or _("(akun dihapus)")),
            " · ".join(
                (
                    row.get_edition_display(),
                    row.get_kind_display(),
                    words.version_name(row.report.version),
                )
            ),
        )
        for row in rows.order_by("-at", "-pk")[:LATEST_DOWNLOADS]
    ]
