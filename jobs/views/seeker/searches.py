"""Keeping searches: to be told of new vacancies."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jobs.enums import Rhythm
from jobs.forms.searches import RhythmForm
from jobs.models import SavedSearch
from jobs.saved import SearchRow
from jobs.search import criteria, lists
from jobs.search.describing import describe
from jobs.services import searches as services
from seekers.views.own import seeking_person
from sikas.posting import posted_from

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def searches(request: HttpRequest) -> HttpResponse:
    """List the searches that one keeps."""
    own = SavedSearch.objects.filter(user=seeking_person(request)).order_by("-saved_at", "-pk")
    known = lists.current()
    context = {"rows": [SearchRow.of(search, known) for search in own]}
    return render(request, "jobs/saved/searches.html", context)


@page
def new(request: HttpRequest) -> HttpResponse:
    """Keep the search of the address, as often as the form says."""
    person, known = seeking_person(request), lists.current()
    asked, notes = criteria.read(request.GET, known)
    form = RhythmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        rhythm = Rhythm(form.cleaned_data["rhythm"])
        try:
            services.save_search(person=person, criteria=asked, rhythm=rhythm)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Pencarian tersimpan. Kami kabari bila ada lowongan baru."))
            return redirect("saved_searches")
    context = {
        "form": form,
        "notes": notes,
        "name": describe(asked, known),
        "action": reverse("save_search") + asked.query_string(),
        "results": reverse("vacancies") + asked.query_string(),
    }
    return render(request, "jobs/saved/new_search.html", context)


@posted_from("saved_searches")
def rhythm(request: HttpRequest, search_id: int) -> HttpResponse:
    """Change how often one is told."""
    found, form = _own(request, search_id), RhythmForm(request.POST)
    if form.is_valid():
        services.set_rhythm(search=found, rhythm=Rhythm(form.cleaned_data["rhythm"]))
        messages.success(request, _("Tersimpan."))
    else:
        messages.warning(request, _("Pilih setiap hari atau setiap Senin."))
    return redirect("saved_searches")


@posted_from("saved_searches")
def pause(request: HttpRequest, search_id: int) -> HttpResponse:
    """Be told nothing of a search for a while, or again (`kembali`)."""
    found = _own(request, search_id)
    if "kembali" in request.POST:
        services.resume(search=found)
        messages.success(request, _("Kami kabari lagi bila ada lowongan baru."))
    else:
        services.pause(search=found)
        messages.success(request, _("Kabar dijeda."))
    return redirect("saved_searches")


@posted_from("saved_searches")
def remove(request: HttpRequest, search_id: int) -> HttpResponse:
    """Keep a search no longer."""
    _own(request, search_id).delete()
    messages.success(request, _("Pencarian dihapus."))
    return redirect("saved_searches")


def _own(request: HttpRequest, search_id: int) -> SavedSearch:
    return get_object_or_404(SavedSearch, user=seeking_person(request), pk=search_id)
