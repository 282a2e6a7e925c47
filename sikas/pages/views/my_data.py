"""Data Saya: see, download and withdraw (UU 27/2022)."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sikas.accounts.views.account import signed_in
from sikas.documents.responses import HEADERS
from sikas.pages import my_data
from sikas.posting import posted_from


@never_cache
@reauthentication_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what is kept, who looked at it and what was agreed to."""
    user = signed_in(request)
    person = my_data.person_of(user)
    sightings = my_data.sightings_of(person)
    context = {
        "has_profile": person.seeker_id is not None,
        "requests": my_data.requests_of(user),
        "sections": my_data.shown_sections(person),
        "sightings": sightings[: my_data.SHOWN_SIGHTINGS],
        "more_sightings": max(0, len(sightings) - my_data.SHOWN_SIGHTINGS),
        "consents": list(my_data.consents_of(person)),
    }
    return render(request, "pages/my_data.html", context)


@never_cache
@reauthentication_required
@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """Send everything that is kept, for another service to read."""
    document = my_data.as_document(my_data.person_of(signed_in(request)))
    named = {"Content-Disposition": 'attachment; filename="data-saya.json"'}
    return JsonResponse(
        document, json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=HEADERS | named
    )


@never_cache
@reauthentication_required
@require_safe
def as_pdf(request: HttpRequest) -> HttpResponse:
    """Send everything that is kept, to read and print."""
    named = {"Content-Disposition": 'attachment; filename="data-saya.pdf"'}
    return HttpResponse(
        my_data.as_pdf(my_data.person_of(signed_in(request))),
        content_type="application/pdf",
        headers=HEADERS | named,
    )


@posted_from("my_data")
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw a consent; what rested on it is gone at once."""
    person = my_data.person_of(signed_in(request))
    name, key = request.POST.get("keeper", ""), request.POST.get("key", "")
    if not my_data.withdraw(person, name=name, key=key):
        raise Http404
    messages.success(request, _("Persetujuan ditarik. Data yang bergantung padanya dihapus."))
    return redirect("my_data")
