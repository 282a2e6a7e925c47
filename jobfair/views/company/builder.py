"""The page on which a company builds its booth, whatever of it was just sent."""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobfair import own
from jobfair.calendar import Span, live_spans
from jobfair.forms.building import CapForm, HoursForm, LogoForm, StaffForm, WelcomeForm
from jobfair.models import Booth
from jobfair.own_presenters import FairCard, OwnPosition, checks
from jobfair.readiness import needs, score
from jobfair.services.booths import JOINABLE
from jobfair.services.building import WRITABLE
from jobfair.services.positions import BUILDING
from jobfair.views.company.acting import acting_booth

SECTIONS = ("tampilkan", "sambutan", "logo", "lowongan", "penjaga", "jam")
Forms = Mapping[str, forms.Form]


@require_safe
def booth(request: HttpRequest, company_id: int, slug: str) -> HttpResponse:
    """Show what the booth has and lacks, with a form for each part of it."""
    return builder_page(request, acting_booth(request, company_id, slug))


def builder_page(
    request: HttpRequest,
    booth: Booth,
    *,
    bound: Forms | None = None,
    faults: Mapping[str, Sequence[str]] | None = None,
) -> HttpResponse:
    """Render the page; `bound` are forms that were sent, `faults` what was wrong by section.

    A form whose place is gone meanwhile is left out: the page says why it is gone.
    """
    runs = booth.fair.phase in JOINABLE
    may_write, may_propose = booth.state in WRITABLE and runs, booth.state in BUILDING and runs
    positions = [OwnPosition.of(one) for one in own.positions_of(booth)]
    vacancies = list(own.vacancies_to_bring(booth)) if may_propose else []
    places = {"hours", *(("welcome", "logo") if may_write else ())}
    places |= {f"cap_{one.pk}" for one in positions if one.may_close}
    places |= {f"new_{one.pk}" for one in vacancies}
    bound = {name: form for name, form in (bound or {}).items() if name in places}
    context = {
        **_standing(booth),
        "may_write": may_write,
        "may_propose": may_propose,
        "faults": dict.fromkeys(SECTIONS, ()) | dict(faults or {}),
        "bound": list(bound.values()),
        "welcome": bound.get("welcome") or WelcomeForm(initial={"about": booth.about}),
        "logo": bound.get("logo") or LogoForm(),
        "staff": staff_form(booth),
        "hours": bound.get("hours") or hours_form(booth),
        "is_staffed": vars(booth)["has_hours"],
        "positions": [
            (one, bound.get(f"cap_{one.pk}") or cap_form(one.pk, one.cap)) for one in positions
        ],
        "vacancies": [(one, bound.get(f"new_{one.pk}") or new_form(one.pk)) for one in vacancies],
    }
    return render(request, "jobfair/company/booth.html", context)


def _standing(booth: Booth) -> dict[str, object]:
    found = needs(booth)
    return {
        "company": booth.company,
        "fair": booth.fair,
        "booth": booth,
        "card": FairCard.of(booth.company, booth.fair, booth),
        "score": score(found),
        "checks": checks(found),
    }


def staff_form(booth: Booth, data: QueryDict | None = None) -> StaffForm:
    """Return the form of who stands in the booth."""
    return StaffForm(data, team=list(own.team_of(booth)))


def hours_form(booth: Booth, data: QueryDict | None = None) -> HoursForm:
    """Return the form of a booth's live hours."""
    chosen = [Span(row.day, row.starts, row.ends) for row in booth.hours.all()]
    return HoursForm(data, windows=live_spans(booth.fair), chosen=chosen)


def cap_form(key: int, cap: int | None = None, data: QueryDict | None = None) -> CapForm:
    """Return the form of a position's limit."""
    return CapForm(data, auto_id=f"batas-{key}-%s", initial={"cap": cap})


def new_form(key: int, data: QueryDict | None = None) -> CapForm:
    """Return the form that brings a vacancy to the fair."""
    return CapForm(data, auto_id=f"bawa-{key}-%s")
