"""One page for every action on chosen applicants: says to whom, takes what it needs, does it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.models import Company
from employers.views.acting import acting_company
from jobs.acts import ACTS, Act, outcome_words
from jobs.applicants import MAX_CHOSEN, applicants_of
from jobs.models import ReplyTemplate
from jobs.services.chosen import ForeignApplicantsError
from jobs.views.employer.choosing import Choice, chosen, way_back
from sikas.accounts.views.account import signed_in
from sikas.ui.formats import format_number

NAMED = 5  # applicants whose names the page shows


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, company_id: int, word: str) -> HttpResponse:
    """Show the form of an action for the chosen applicants; do it when the form was sent."""
    company = acting_company(request, company_id)
    if word not in ACTS:
        raise Http404
    kind, choice = ACTS[word], chosen(request, company)
    if fault := _fault(choice):
        messages.error(request, fault)
        return redirect(way_back(request, company))
    form, replies = _form(request, company, kind)
    if form.is_bound and form.is_valid() and _perform(request, company, kind, choice.keys, form):
        return redirect(way_back(request, company))
    own = applicants_of(company).filter(pk__in=choice.keys)
    if own.count() != len(choice.keys):
        raise Http404
    context = {
        "company": company,
        "act": kind,
        "form": form,
        "replies": replies,
        "keys": ",".join(map(str, choice.keys)),
        "number": len(choice.keys),
        "names": list(own.order_by("name", "pk").values_list("name", flat=True)[:NAMED]),
        "more": max(0, len(choice.keys) - NAMED),
        "back": way_back(request, company),
    }
    return render(request, "jobs/applicants/act.html", context)


def _fault(choice: Choice) -> str:
    if choice.too_many:
        return _("Paling banyak %s pelamar sekaligus. Persempit saringannya.") % format_number(
            MAX_CHOSEN
        )
    return "" if choice.keys else _("Pilih pelamar dulu, lalu pilih tindakannya.")


def _form(
    request: HttpRequest, company: Company, kind: Act
) -> tuple[forms.Form, list[ReplyTemplate]]:
    """Return the form, bound when it was sent; filled in when a template was chosen."""
    replies = list(company.reply_templates.all()) if kind.takes_reply else []
    if request.method == "POST" and request.POST.get("kirim"):
        form = kind.form(request.POST)
    else:
        form = kind.form(initial=_initial(request, replies))
    if "gap" in form.fields and len(chosen(request, company).keys) == 1:
        del form.fields["gap"]
    return form, replies


def _initial(request: HttpRequest, replies: list[ReplyTemplate]) -> dict[str, Any]:
    given = request.POST if request.method == "POST" else request.GET
    kept = {name: given[name] for name in ("reason", "text") if given.get(name)}
    picked = next((one for one in replies if str(one.pk) == given.get("templat")), None)
    return kept | ({"text": picked.text} if picked else {})


def _perform(
    request: HttpRequest, company: Company, kind: Act, keys: list[int], form: forms.Form
) -> bool:
    try:
        outcome = kind.perform(company, keys, form, signed_in(request))
    except ForeignApplicantsError:
        raise Http404 from None
    except ValidationError as error:
        form.add_error(None, error)
        return False
    tell = messages.success if outcome.done else messages.info
    tell(request, outcome_words(kind, outcome))
    return True
