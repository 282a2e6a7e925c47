"""A job seeker's interest in training: told, taken back, and listed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seekers.views.own import seeking_person
from sikas.posting import posted_from
from training.models import Programme
from training.presenters import InterestRow
from training.selectors import interests_of
from training.services.interests import show_interest, withdraw_interest


@require_safe
def interests(request: HttpRequest) -> HttpResponse:
    """List the programmes in which one is interested."""
    rows = [InterestRow.of(interest) for interest in interests_of(seeking_person(request))]
    return render(request, "training/interests.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:  # noqa: ARG001
    """Note one's interest in a programme that anybody may see; who only comes by goes to its page.

    So does who had to sign in first.
    """
    person = seeking_person(request)
    programme = get_object_or_404(Programme.objects.shown(), pk=pk)
    if request.method != "POST":
        return redirect(programme)
    try:
        show_interest(person=person, programme=programme)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, _("Minat Anda tercatat. Petugas melihatnya."))
    return redirect(programme)


@posted_from("my_interests")
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:  # noqa: ARG001
    """Take one's interest back; a second tap is told that nothing was left to do."""
    if withdraw_interest(person=seeking_person(request), programme_id=pk):
        messages.success(request, _("Minat Anda dibatalkan."))
    else:
        messages.info(request, _("Minat ini sudah dibatalkan sebelumnya."))
    return redirect("my_interests")
