"""For which company the person who is signed in acts."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from employers.enums import MemberRole
from employers.models import Company
from sikas.accounts.views.account import signed_in


def acting_company(request: HttpRequest, company_id: int, *, owner: bool = False) -> Company:
    """Return the company for which `request.user` acts, with his role as `acting_role`.

    Raises Http404 for everybody who is not an active member of its team, and with `owner=True` for
    members who are not its owner.
    """
    company = get_object_or_404(Company.objects.visible_to(signed_in(request)), pk=company_id)
    if owner and company.acting_role != MemberRole.OWNER:
        raise Http404
    return company
