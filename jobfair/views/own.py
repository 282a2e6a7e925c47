"""My fair: taking part, what one has sent, the pass that the gate reads."""

from io import BytesIO

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobfair import selectors
from jobfair.models import Fair, Participant
from jobfair.presenters import FairFace
from jobfair.services.entering import register as take_part
from jobfair.views.finding import fair_or_404
from jobs.journey import Row
from jobs.own_applications import ALL, own_applications
from jobs.saved import is_seeker
from seekers.services.profile import start_profile
from seekers.views.own import seeking_person
from sikas.accounts.views.account import signed_in
from sikas.documents.responses import HEADERS
from sikas.posting import posted_from

QR_KINDS = {"png": "image/png", "svg": "image/svg+xml"}
QR_SCALE = 12  # pixels of a module
QUIET_ZONE = 4  # modules around the code, as the standard asks


@require_safe
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how one takes part: quota, pass, what was sent and where it stands."""
    fair = fair_or_404(slug)
    if not is_seeker(request.user):
        return render(request, "jobfair/not_seeker.html", {"fair": fair})
    participant = selectors.participant_of(request.user, fair)
    sent = own_applications(signed_in(request), ALL).filter(fair_entry__fair=fair)
    context = {
        "fair": fair,
        "face": FairFace.of(fair),
        "participant": participant,
        "rows": [Row.of(one) for one in sent],
    }
    return render(request, "jobfair/mine.html", context)


@posted_from("fair_mine", "slug")
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Take part in a fair; a second tap changes nothing."""
    fair, person = fair_or_404(slug), seeking_person(request)
    if FairFace.of(fair).takes_people:
        take_part(fair=fair, seeker=start_profile(person=person))
        messages.success(request, _("Anda terdaftar. Kartu peserta Anda siap."))
    else:
        messages.warning(request, _("Pendaftaran job fair ini belum dibuka atau sudah ditutup."))
    return redirect("fair_mine", slug)


@never_cache
@require_safe
def own_pass(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one's pass, to be printed or kept for the gate where there may be no signal."""
    fair, participant = _own(request, slug)
    code = segno.make(_address(participant), error="m")
    context = {
        "fair": fair,
        "face": FairFace.of(fair),
        "participant": participant,
        "name": participant.seeker.name,
        "qr": mark_safe(code.svg_inline(omitsize=True, light="#fff", border=QUIET_ZONE)),  # noqa: S308
    }
    return render(request, "jobfair/pass.html", context)


@never_cache
@require_safe
def pass_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Give the QR code of one's pass as a picture."""
    fair, participant = _own(request, slug)
    picture = BytesIO()
    code = segno.make(_address(participant), error="m")
    code.save(picture, kind=kind, scale=QR_SCALE, border=QUIET_ZONE)
    response = HttpResponse(picture.getvalue(), content_type=QR_KINDS[kind])
    response["Content-Security-Policy"] = HEADERS["Content-Security-Policy"]
    response["Content-Disposition"] = f'attachment; filename="kartu-{fair.slug}.{kind}"'
    return response


@never_cache
@require_safe
@login_not_required
def seen_pass(request: HttpRequest, pass_code: str) -> HttpResponse:
    """Say for which fair a pass is and whether it is good now; nothing about the person."""
    found = get_object_or_404(Participant.objects.select_related("fair"), pass_code=pass_code)
    fair = selectors.public_fair(found.fair.slug)
    running = selectors.current_fair()
    context = {
        "fair": fair or found.fair,
        "is_good": fair is not None and (fair == running or fair.is_rehearsal),
        "running": running,
    }
    return render(request, "jobfair/seen_pass.html", context)


def _own(request: HttpRequest, slug: str) -> tuple[Fair, Participant]:
    fair = fair_or_404(slug)
    if participant := selectors.participant_of(request.user, fair):
        return fair, participant
    raise Http404


def _address(participant: Participant) -> str:
    return settings.SITE_URL + reverse("fair_pass", args=[participant.pass_code])
