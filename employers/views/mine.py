"""The companies for which one acts: choose one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from employers.models import Company
from sikas.accounts.views.account import signed_in


@require_safe
def choose(request: HttpRequest, *, always: bool = False) -> HttpResponse:
    """Lead to one's company; with several, or `always`, let choose."""
    companies = list(Company.objects.visible_to(signed_in(request)).order_by("name", "pk"))
    if len(companies) == 1 and not always:
        return redirect("company_dashboard", companies[0].pk)
    return render(request, "employers/mine.html", {"companies": companies})
