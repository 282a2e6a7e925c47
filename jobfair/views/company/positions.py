"""A company brings its vacancies to a fair, limits them and takes them out again."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jobfair.models import Booth, Position
from jobfair.services.positions import close_position, propose_position, set_cap
from jobfair.views.company.acting import acting_booth
from jobfair.views.company.builder import builder_page, cap_form, new_form
from jobfair.views.company.building import carried_out, kept
from jobs.models import Vacancy
from sikas.accounts.views.account import signed_in
from sikas.posting import posted_from

SECTION = "lowongan"


@posted_from("company_booth", "company_id", "slug")
def propose(request: HttpRequest, company_id: int, slug: str, vacancy_id: int) -> HttpResponse:
    """Bring one of the company's vacancies to the fair, with a limit or without."""
    booth = acting_booth(request, company_id, slug)
    vacancy = get_object_or_404(Vacancy.objects.filter(company=booth.company_id), pk=vacancy_id)
    form = new_form(vacancy.pk, request.POST)
    if not form.is_valid():
        return builder_page(request, booth, bound={f"new_{vacancy.pk}": form})
    return carried_out(
        request,
        booth,
        SECTION,
        lambda: propose_position(
            booth=booth, vacancy=vacancy, by=signed_in(request), cap=form.cleaned_data["cap"]
        ),
        _("%s diajukan. Petugas memeriksanya.") % vacancy.title,
    )


@posted_from("company_booth", "company_id", "slug")
def limit(request: HttpRequest, company_id: int, slug: str, position_id: int) -> HttpResponse:
    """Limit how many applications a position takes, or lift the limit."""
    booth, position = _own(request, company_id, slug, position_id)
    form = cap_form(position.pk, data=request.POST)
    if form.is_valid():
        try:
            set_cap(position=position, cap=form.cleaned_data["cap"])
        except ValidationError as error:
            form.add_error("cap", error)
        else:
            return kept(request, booth, SECTION, _("Batas lamaran tersimpan."))
    return builder_page(request, booth, bound={f"cap_{position.pk}": form})


@posted_from("company_booth", "company_id", "slug")
def close(request: HttpRequest, company_id: int, slug: str, position_id: int) -> HttpResponse:
    """Take a position out of the fair; what was sent stays."""
    booth, position = _own(request, company_id, slug, position_id)
    return carried_out(
        request,
        booth,
        SECTION,
        lambda: close_position(position=position, by=signed_in(request)),
        _("%s ditarik dari job fair. Lamaran yang sudah masuk tetap ada.") % position,
    )


def _own(
    request: HttpRequest, company_id: int, slug: str, position_id: int
) -> tuple[Booth, Position]:
    booth = acting_booth(request, company_id, slug)
    return booth, get_object_or_404(Position.objects.filter(booth=booth), pk=position_id)
