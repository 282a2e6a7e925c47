"""A company says whether it comes to a fair."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobfair.own_presenters import MAY_DECLINE
from jobfair.services.booths import apply_for_booth, decline_booth
from jobfair.views.company.acting import acting_booth, acting_fair
from jobfair.views.company.today import fair_page
from sikas.accounts.views.account import signed_in
from sikas.posting import posted_from
from sikas.workflow.transitions import TransitionRefusedError


@posted_from("company_fair", "company_id", "slug")
def join(request: HttpRequest, company_id: int, slug: str) -> HttpResponse:
    """Ask for a booth: by oneself, invited, or again after a correction."""
    company, fair, booth = acting_fair(request, company_id, slug)
    try:
        apply_for_booth(fair=fair, company=company, by=signed_in(request))
    except ValidationError as error:
        return fair_page(request, company, fair, booth, faults=error.messages)
    except TransitionRefusedError:
        messages.info(request, _("Itu tidak dapat dilakukan lagi. Ini keadaan stan sekarang."))
    else:
        messages.success(request, _("Stan diajukan. Petugas memeriksa menurut urutan."))
    return redirect("company_fair", company.pk, fair.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, company_id: int, slug: str) -> HttpResponse:
    """Ask, then say that the company does not come."""
    booth = acting_booth(request, company_id, slug)
    back = redirect("company_fair", booth.company_id, slug)
    if booth.state not in MAY_DECLINE:
        messages.info(request, _("Itu tidak dapat dilakukan lagi. Ini keadaan stan sekarang."))
        return back
    if request.method == "POST":
        try:
            decline_booth(booth=booth, by=signed_in(request))
        except TransitionRefusedError:
            messages.info(request, _("Itu tidak dapat dilakukan lagi. Ini keadaan stan sekarang."))
        else:
            messages.success(request, _("Dicatat: perusahaan Anda tidak ikut."))
        return back
    context = {"company": booth.company, "fair": booth.fair, "booth": booth}
    return render(request, "jobfair/company/decline.html", context)
