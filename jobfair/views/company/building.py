"""What a company sends while it builds its booth: one address for each part of the page."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jobfair.calendar import live_spans
from jobfair.forms.building import LogoForm, WelcomeForm
from jobfair.models import Booth
from jobfair.services import building
from jobfair.services.booths import open_booth
from jobfair.views.company.acting import acting_booth
from jobfair.views.company.builder import builder_page, hours_form, staff_form
from sikas.accounts.views.account import signed_in
from sikas.posting import posted_from
from sikas.ui.uploads import add_refusals
from sikas.workflow.transitions import TransitionRefusedError


@posted_from("company_booth", "company_id", "slug")
def welcome(request: HttpRequest, company_id: int, slug: str) -> HttpResponse:
    """Keep the words of welcome."""
    booth, form = acting_booth(request, company_id, slug), WelcomeForm(request.POST)
    if not form.is_valid():
        return builder_page(request, booth, bound={"welcome": form})
    return carried_out(
        request,
        booth,
        "sambutan",
        lambda: building.write_welcome(booth=booth, text=form.cleaned_data["about"]),
        _("Sambutan tersimpan."),
    )


@posted_from("company_booth", "company_id", "slug")
def logo(request: HttpRequest, company_id: int, slug: str) -> HttpResponse:
    """Put a picture in the place of the logo."""
    booth, form = acting_booth(request, company_id, slug), LogoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            result = building.set_logo(booth=booth, upload=form.cleaned_data["logo"])
        except ValidationError as error:
            return builder_page(request, booth, faults={"logo": error.messages})
        if add_refusals(form, "logo", [result]):
            return kept(request, booth, "logo", _("Logo tersimpan."))
    return builder_page(request, booth, bound={"logo": form})


@posted_from("company_booth", "company_id", "slug")
def remove_logo(request: HttpRequest, company_id: int, slug: str) -> HttpResponse:
    """Take the logo away; then the booth is not shown until it has one."""
    booth = acting_booth(request, company_id, slug)
    return carried_out(
        request,
        booth,
        "logo",
        lambda: building.remove_logo(booth=booth, by=signed_in(request)),
        _("Logo dihapus. Stan tidak tampil sampai ada logo baru."),
    )


@posted_from("company_booth", "company_id", "slug")
def staff(request: HttpRequest, company_id: int, slug: str) -> HttpResponse:
    """Say who stands in the booth; somebody of another team is not there."""
    booth = acting_booth(request, company_id, slug)
    form = staff_form(booth, request.POST)
    if not form.is_valid():
        raise Http404
    return carried_out(
        request,
        booth,
        "penjaga",
        lambda: building.set_staff(booth=booth, members=form.chosen),
        _("Penjaga stan tersimpan."),
    )


@posted_from("company_booth", "company_id", "slug")
def hours(request: HttpRequest, company_id: int, slug: str) -> HttpResponse:
    """Say when the booth is staffed, day by day."""
    booth = acting_booth(request, company_id, slug)
    form = hours_form(booth, request.POST)
    if not form.is_valid():
        return builder_page(request, booth, bound={"hours": form})
    return carried_out(
        request,
        booth,
        "jam",
        lambda: building.set_hours(booth=booth, spans=form.spans),
        _("Jam langsung tersimpan."),
    )


@posted_from("company_booth", "company_id", "slug")
def every_day(request: HttpRequest, company_id: int, slug: str) -> HttpResponse:
    """Staff the booth whenever the fair is live."""
    booth = acting_booth(request, company_id, slug)
    return carried_out(
        request,
        booth,
        "jam",
        lambda: building.set_hours(booth=booth, spans=live_spans(booth.fair)),
        _("Jam langsung: setiap hari sesuai jam job fair."),
    )


@posted_from("company_booth", "company_id", "slug")
def show(request: HttpRequest, company_id: int, slug: str) -> HttpResponse:
    """Show the booth to the public when it has all it needs, else name what it lacks."""
    booth = acting_booth(request, company_id, slug)
    return carried_out(
        request,
        booth,
        "tampilkan",
        lambda: open_booth(booth=booth, by=signed_in(request)),
        _("Stan tampil. Ini yang dilihat pencari kerja."),
        next_name="company_booth_preview",
    )


def carried_out(
    request: HttpRequest,
    booth: Booth,
    section: str,
    act: Callable[[], object],
    words: str,
    *,
    next_name: str = "",
) -> HttpResponse:
    """Do something to a booth; say at its section of the page what was wrong."""
    try:
        act()
    except ValidationError as error:
        return builder_page(request, booth, faults={section: error.messages})
    except TransitionRefusedError:
        messages.info(request, _("Itu tidak dapat dilakukan lagi. Ini keadaan stan sekarang."))
        return redirect("company_booth", booth.company_id, booth.fair.slug)
    if next_name:
        messages.success(request, words)
        return redirect(next_name, booth.company_id, booth.fair.slug)
    return kept(request, booth, section, words)


def kept(request: HttpRequest, booth: Booth, section: str, words: str) -> HttpResponse:
    """Go back to the section of the page, saying what was done."""
    messages.success(request, words)
    url = reverse("company_booth", args=[booth.company_id, booth.fair.slug])
    return redirect(f"{url}#{section}")
