"""The link of an invitation: who invites to what; accept it, after signing in or registering."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from employers.services import team
from sikas import clock
from sikas.accounts.views.account import signed_in


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation to whoever has its link; take on who is signed in.

    Officers verify companies, so they cannot act for one.
    """
    found = team.find_invitation(token)
    if found is None:
        raise Http404
    person = signed_in(request) if request.user.is_authenticated else None
    if request.method == "POST" and person and not person.is_staff:
        try:
            member = team.accept(invitation=found, person=person)
        except team.InvitationOverError:
            return _over(request)
        messages.success(request, _("Anda kini di tim %s.") % member.company)
        return redirect("company_dashboard", member.company_id)
    if found.accepted_at or found.revoked_at or found.expires_at <= clock.now():
        return _over(request)
    return render(request, "employers/invitation.html", {"invitation": found, "person": person})


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "employers/invitation_over.html", status=410)
