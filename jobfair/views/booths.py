"""Officers: whom to invite, who is ready, and one booth with what may be done about it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from employers.models import Company
from jobfair import boards
from jobfair.enums import BoothState
from jobfair.forms.inviting import CompanyFilterForm, InviteForm
from jobfair.forms.officer import BoothReasonForm
from jobfair.models import Booth
from jobfair.preparing import fair_before
from jobfair.services.booths import JOINABLE, decide_booth, invite_companies, remind_of_needs
from jobfair.views.guards import MANAGE, booths_of, fair_of, managers, readers
from sikas.accounts.views.account import signed_in
from sikas.posting import posted_from
from sikas.workflow.transitions import TransitionRefusedError

PAGE = 50
EVERYBODY = "semua"


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose verified companies and invite them."""
    fair = fair_of(pk)
    if request.method == "POST":
        return _invite(request, pk)
    form = CompanyFilterForm(request.GET)
    before = fair_before(fair)
    found = boards.candidates(fair=fair, before=before, **form.asked)
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    context = {
        "fair": fair,
        "form": form,
        "before": before,
        "page": page,
        "rows": [boards.candidate(company) for company in page],
        "may_invite": fair.phase in JOINABLE,
    }
    return render(request, "officer/fair/invite.html", context)


def _invite(request: HttpRequest, pk: int) -> HttpResponse:
    form = InviteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih dulu perusahaannya. Belum ada yang diundang."))
    else:
        chosen = form.cleaned_data["perusahaan"]
        companies = Company.objects.filter(pk__in=chosen).order_by("pk")
        try:
            number = invite_companies(fair=fair_of(pk), companies=companies, by=signed_in(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            words = boards.invited_words(len(set(chosen)), number)
            (messages.success if number else messages.warning)(request, words)
    address = redirect("fair_invite", pk=pk)
    address["Location"] += f"?{request.GET.urlencode()}" if request.GET else ""
    return address


@readers
@require_safe
def readiness(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every company of the fair in red, amber or green, and what it lacks."""
    fair = fair_of(pk)
    rows = boards.board(booths_of(fair))
    context = {
        "fair": fair,
        "rows": rows,
        "numbers": boards.number_of(rows),
        "reminded": boards.reminded_today([row.booth for row in rows]),
        "may_remind": request.user.has_perm(MANAGE) and any(row.may_remind for row in rows),
        "everybody": EVERYBODY,
    }
    return render(request, "officer/fair/readiness.html", context)


@managers
@posted_from("fair_readiness", "pk")
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind one company, or all that are not ready, of what is missing; once a day."""
    found = booths_of(fair_of(pk))
    wanted = request.POST.get("booth", "")
    if wanted != EVERYBODY:
        is_number = wanted.isascii() and wanted.isdigit() and len(wanted) < 19  # noqa: PLR2004 - a bigint
        found = found.filter(pk=get_object_or_404(found, pk=wanted if is_number else 0).pk)
    done = boards.reminded_today(found)
    waiting = [booth for booth in found if booth.pk not in done]
    number = sum(remind_of_needs(booth=booth, key=boards.reminder_key()) for booth in waiting)
    if number:
        words = ngettext("%d perusahaan diingatkan.", "%d perusahaan diingatkan.", number)
        messages.success(request, words % number)
    else:
        messages.info(request, _("Tidak ada yang perlu diingatkan lagi hari ini."))
    return redirect("fair_readiness", pk=pk)


@readers
@require_safe
def booth(request: HttpRequest, pk: int, booth_id: int) -> HttpResponse:
    """Show one booth: how far it is, its positions and people, and what may be done."""
    fair = fair_of(pk)
    found = get_object_or_404(booths_of(fair), pk=booth_id)
    positions = found.positions.select_related("vacancy").order_by("pk")
    allowed = found.TRANSITIONS[BoothState(found.state)]
    context = {
        "fair": fair,
        "booth": found,
        "row": boards.board_row(found),
        "tag": (boards.BOOTH_TAGS[BoothState(found.state)], found.get_state_display()),
        "positions": [(one, one.get_state_display()) for one in positions],
        "staff": found.staff.select_related("member__user").order_by("pk"),
        "hours": found.hours.order_by("day", "starts"),
        "events": boards.booth_events(found),
        "may_manage": request.user.has_perm(MANAGE),
        "may_suspend": BoothState.SUSPENDED in allowed,
        "may_restore": found.state == BoothState.SUSPENDED,
        "reminded": bool(boards.reminded_today([found])),
    }
    return render(request, "officer/fair/booth.html", context)


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request: HttpRequest, pk: int, booth_id: int) -> HttpResponse:
    """Take a booth away from the public, with a reason that its company reads."""
    fair = fair_of(pk)
    found = get_object_or_404(booths_of(fair), pk=booth_id)
    form = BoothReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        to, reason = BoothState.SUSPENDED, form.cleaned_data["reason"]
        return _decide(request, found, to, reason, _("Stan dibekukan. Perusahaan diberi tahu."))
    context = {"fair": fair, "booth": found, "form": form}
    return render(request, "officer/fair/booth_suspend.html", context)


@managers
@posted_from("officer_booth", "pk", "booth_id")
def restore(request: HttpRequest, pk: int, booth_id: int) -> HttpResponse:
    """Let a suspended booth be built again."""
    found = get_object_or_404(booths_of(fair_of(pk)), pk=booth_id, state=BoothState.SUSPENDED)
    done = _("Stan dipulihkan. Perusahaan membukanya lagi sendiri.")
    return _decide(request, found, BoothState.APPROVED, "", done)


def _decide(
    request: HttpRequest, booth: Booth, to: BoothState, reason: str, done: str
) -> HttpResponse:
    try:
        decide_booth(booth=booth, to=to, officer=signed_in(request), reason=reason)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except TransitionRefusedError:
        messages.error(request, _("Keadaan stan ini sudah berubah. Lihat lagi, lalu putuskan."))
    else:
        messages.success(request, done)
    return redirect("officer_booth", pk=booth.fair_id, booth_id=booth.pk)
