"""How the exchange stands, and what officers may do with it; every act is a POST."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from integration import overview, steering
from integration.enums import Kind
from integration.models import Host
from integration.sync_forms import ClosingForm, TimetableForm
from integration.views.guards import MANAGE, managers, readers, stream_of
from sikas.accounts.models import User
from sikas.accounts.views.account import signed_in
from sikas.posting import posted_from
from sikas.ui.formats import format_number

ACTS: Mapping[str, tuple[Callable[[Kind, User], object], Promise]] = {
    "tarik": (
        lambda kind, by: steering.pull_now(kind=kind, by=by),
        gettext_lazy("Penarikan dimulai. Muat ulang sebentar lagi."),
    ),
    "seluruh-data": (
        lambda kind, by: steering.pull_now(kind=kind, by=by, whole=True),
        gettext_lazy("Seluruh data dibaca ulang. Muat ulang sebentar lagi."),
    ),
    "jeda": (
        lambda kind, by: steering.pause(kind=kind, by=by),
        gettext_lazy("Aliran dijeda. Data yang ada tetap tampil."),
    ),
    "lanjutkan": (
        lambda kind, by: steering.resume(kind=kind, by=by),
        gettext_lazy("Aliran dilanjutkan."),
    ),
}


@readers
@require_safe
def sync(request: HttpRequest) -> HttpResponse:
    """Show all streams, the servers, and what waits."""
    context = {
        "faces": overview.stream_faces(),
        "hosts": overview.host_faces(),
        "manners": overview.manners(),
        "groups": overview.quarantine_groups(),
        "events": overview.act_events(overview.acts()[: overview.ACTS_SHOWN]),
        "may_manage": request.user.has_perm(MANAGE),
    }
    return render(request, "officer/sync/sync.html", context)


@readers
@require_safe
def stream(request: HttpRequest, kind_slug: str) -> HttpResponse:
    """Show one stream."""
    found = stream_of(kind_slug)
    parts = overview.stream_parts(found)
    context = {
        "face": overview.stream_face(found),
        "may_manage": request.user.has_perm(MANAGE),
        "events": overview.act_events(parts.pop("acts")),
        **parts,
    }
    return render(request, "officer/sync/stream.html", context)


@managers
@posted_from("sync_stream", "kind_slug")
def act(request: HttpRequest, kind_slug: str, act_slug: str) -> HttpResponse:
    """Carry out what needs no form."""
    found = stream_of(kind_slug)
    if act_slug not in ACTS:
        raise Http404
    run, done = ACTS[act_slug]
    try:
        run(Kind(found.kind), signed_in(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, str(done))
    return redirect("sync_stream", kind_slug=kind_slug)


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def timetable(request: HttpRequest, kind_slug: str) -> HttpResponse:
    """Set how often a stream is read, and when not."""
    found = stream_of(kind_slug)
    form = TimetableForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        by = signed_in(request)
        steering.set_timetable(kind=Kind(found.kind), by=by, **form.cleaned_data)
        messages.success(request, _("Jadwal tersimpan."))
        return redirect("sync_stream", kind_slug=kind_slug)
    context = {"kind_slug": kind_slug, "kind": Kind(found.kind).label, "form": form}
    return render(request, "officer/sync/timetable.html", context)


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, kind_slug: str) -> HttpResponse:
    """Show which records would be closed; a worker closes them when the officer agrees."""
    found = stream_of(kind_slug)
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by = signed_in(request)
        try:
            number = steering.approve_closing(
                kind=Kind(found.kind), by=by, seen=form.cleaned_data["seen"]
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("sync_closing", kind_slug=kind_slug)
        words = ngettext(
            "%s data akan ditutup. Muat ulang sebentar lagi.",
            "%s data akan ditutup. Muat ulang sebentar lagi.",
            number,
        )
        messages.success(request, words % format_number(number))
        return redirect("sync_stream", kind_slug=kind_slug)
    number, rows = overview.closings(found)
    context = {
        "kind_slug": kind_slug,
        "kind": Kind(found.kind).label,
        "number": number,
        "rows": rows,
    }
    return render(request, "officer/sync/closing.html", context)


@managers
@posted_from("sync")
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a server that is left alone be asked."""
    steering.try_again(host=get_object_or_404(Host, pk=pk), by=signed_in(request))
    messages.success(request, _("Sambungan dicoba lagi. Muat ulang sebentar lagi."))
    return redirect("sync")
