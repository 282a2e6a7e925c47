"""The team of a company: who is in it, who is invited, what each may do."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.enums import MemberRole
from employers.forms import InvitationForm
from employers.models import Company
from employers.services import team
from employers.views.acting import acting_company
from sikas.accounts.views.account import signed_in
from sikas.accounts.views.limited import refuse
from sikas.posting import posted_from

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def overview(request: HttpRequest, company_id: int) -> HttpResponse:
    """Show the team; invite somebody."""
    company = acting_company(request, company_id, owner=request.method == "POST")
    posted = request.POST if request.method == "POST" else None
    form = InvitationForm(posted, person=signed_in(request))
    if form.is_valid() and _invite(request, company, form):
        return redirect("company_team", company.pk)
    context = {
        "company": company,
        "form": form,
        "is_owner": company.acting_role == MemberRole.OWNER,
        "members": company.members.filter(is_active=True)
        .select_related("user")
        .order_by("role", "user__name", "pk"),
        "invitations": company.invitations.open().order_by("-sent_at", "pk"),
    }
    return refuse(render(request, "employers/team.html", context), form.wait)


def _invite(request: HttpRequest, company: Company, form: InvitationForm) -> bool:
    contact = form.cleaned_data["contact"]
    try:
        team.invite(
            company=company,
            contact=contact,
            role=MemberRole(form.cleaned_data["role"]),
            by=signed_in(request),
        )
    except team.AlreadyMemberError as error:
        form.add_error("contact", error)
        return False
    messages.success(request, _("Undangan dikirim ke %s.") % contact.address)
    return True


@posted_from("company_team", "company_id")
def change_role(request: HttpRequest, company_id: int, member_id: int) -> HttpResponse:
    """Make a recruiter an owner, or the other way."""
    company = acting_company(request, company_id, owner=True)
    member = get_object_or_404(company.members.filter(is_active=True), pk=member_id)
    to = MemberRole.RECRUITER if request.POST.get("role") == "recruiter" else MemberRole.OWNER
    try:
        team.change_role(member=member, role=to)
    except team.LastOwnerError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("%s kini %s.") % (member.user, str(to.label).lower()))
    if member.user == request.user:
        return redirect("company_dashboard", company.pk)
    return redirect("company_team", company.pk)


@posted_from("company_team", "company_id")
def remove(request: HttpRequest, company_id: int, member_id: int) -> HttpResponse:
    """Take somebody off the team."""
    company = acting_company(request, company_id, owner=True)
    member = get_object_or_404(company.members.filter(is_active=True), pk=member_id)
    try:
        team.remove(member=member)
    except team.LastOwnerError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("%s tidak lagi di tim.") % member.user)
    return redirect("company_team", company.pk)


@page
def leave(request: HttpRequest, company_id: int) -> HttpResponse:
    """Ask, then leave the team."""
    company = acting_company(request, company_id)
    if request.method == "POST":
        try:
            team.leave(member=company.members.get(user=signed_in(request)))
        except team.LastOwnerError as error:
            messages.error(request, error.messages[0])
            return redirect("company_team", company.pk)
        messages.success(request, _("Anda sudah keluar dari tim %s.") % company)
        return redirect("all_my_companies")
    return render(request, "employers/leave.html", {"company": company})


@posted_from("company_team", "company_id")
def send_again(request: HttpRequest, company_id: int, invitation_id: int) -> HttpResponse:
    """Send an invitation once more, with a new link."""
    company = acting_company(request, company_id, owner=True)
    invitation = get_object_or_404(company.invitations.open(), pk=invitation_id)
    try:
        InvitationForm.count(signed_in(request), invitation.contact)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("company_team", company.pk)
    team.send_again(invitation=invitation)
    messages.success(
        request, _("Undangan dikirim lagi ke %s. Tautan lama tidak berlaku.") % invitation.address
    )
    return redirect("company_team", company.pk)


@posted_from("company_team", "company_id")
def revoke(request: HttpRequest, company_id: int, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    company = acting_company(request, company_id, owner=True)
    invitation = get_object_or_404(company.invitations.open(), pk=invitation_id)
    if team.revoke(invitation=invitation):
        messages.success(request, _("Undangan dibatalkan. Tautannya tidak berlaku lagi."))
    return redirect("company_team", company.pk)
