"""The lists of a profile: rows added, changed and removed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seekers import presenters, steps
from seekers.models import Seeker
from seekers.rows import KINDS
from seekers.services.background import remove_row, save_row
from seekers.services.profile import start_profile
from seekers.views.own import own_seeker, seeking_person
from sikas.accounts.models import User
from sikas.posting import posted_from


@require_http_methods(["GET", "HEAD", "POST"])
def rows(request: HttpRequest, name: str, row_id: int | None = None) -> HttpResponse:
    """Show a list; add a row, or change the one that is named."""
    kind, person, seeker = KINDS[name], seeking_person(request), own_seeker(request)
    row = _own_row(person, name, row_id) if row_id is not None else None
    posted = request.POST if request.method == "POST" else None
    form = kind.form(posted, instance=row or kind.model())
    if form.is_valid():
        try:
            save_row(seeker=start_profile(person=person), row=form.instance)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(f"profile_{name}")
    context = {
        "kind": kind,
        "step": kind.step,
        "count": len(steps.STEPS),
        "form": form,
        "row": row,
        "rows": presenters.rows(kind, seeker),
        "words": kind.suggest(),
        "next_url": presenters.following(kind.step),
    }
    return render(request, "seekers/rows.html", context)


@posted_from("profile_{name}")
def remove(request: HttpRequest, name: str, row_id: int) -> HttpResponse:
    """Remove a row of a list."""
    remove_row(row=_own_row(seeking_person(request), name, row_id))
    messages.success(request, _("Sudah dihapus."))
    return redirect(f"profile_{name}")


def _own_row(person: User, name: str, row_id: int) -> Any:
    mine = Seeker.objects.visible_to(person)
    return get_object_or_404(KINDS[name].model._default_manager.filter(seeker__in=mine), pk=row_id)
