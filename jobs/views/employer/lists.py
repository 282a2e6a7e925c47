"""The list of a company's vacancies, and how a new one begins."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from employers.enums import CompanyState
from employers.models import Company
from employers.views.acting import acting_company
from jobs import own, own_presenters
from jobs.enums import Step
from jobs.models import Vacancy
from jobs.services import drafts
from jobs.views.employer.acting import acting_vacancy
from sikas.posting import posted_from

ON_A_PAGE = 20
UNVERIFIED = gettext_lazy(
    "Perusahaan belum terverifikasi. Anda dapat menulis draf sekarang dan mengajukannya setelah "
    "verifikasi."
)
NOTICES = {
    CompanyState.VERIFIED: "",
    CompanyState.SUSPENDED: gettext_lazy(
        "Perusahaan dibekukan. Lowongannya tidak tampil untuk umum; hubungi kantor kami."
    ),
}


@require_safe
def vacancies(request: HttpRequest, company_id: int) -> HttpResponse:
    """Show the vacancies of a company, all or one shelf of them."""
    company = acting_company(request, company_id)
    asked = request.GET.get("keadaan", "")
    shelf = own.Shelf(asked) if asked in own.Shelf.values else own.Shelf.ALL
    counts = own.shelf_counts(company)
    page = Paginator(own.vacancies_on(company, shelf), ON_A_PAGE)
    page.count = counts[shelf]  # counted with the others
    shown = page.get_page(request.GET.get("halaman"))
    context = {
        "company": company,
        "tabs": _tabs(company, counts, shelf),
        "page": shown,
        "rows": own_presenters.rows(shown.object_list),
        "is_all": shelf == own.Shelf.ALL,
        "notice": NOTICES.get(CompanyState(company.state), UNVERIFIED),
    }
    return render(request, "jobs/own/list.html", context)


def _tabs(
    company: Company, counts: dict[own.Shelf, int], chosen: own.Shelf
) -> list[tuple[str, str, int, bool]]:
    """Return label, address, number and whether it is chosen; empty shelves are left out."""
    address = reverse("company_vacancies", args=[company.pk])
    return [
        (
            str(shelf.label),
            f"{address}?keadaan={shelf.value}" if shelf else address,
            counts[shelf],
            shelf == chosen,
        )
        for shelf in own.Shelf
        if counts[shelf] or shelf in (own.Shelf.ALL, chosen)
    ]


@posted_from("company_vacancies", "company_id")
def new(request: HttpRequest, company_id: int) -> HttpResponse:
    """Begin a vacancy."""
    company = acting_company(request, company_id)
    try:
        vacancy = drafts.start_draft(company=company)
    except drafts.TooManyDraftsError as error:
        return _told(request, company, error)
    return redirect(own_presenters.step_url(vacancy, Step.POSITION))


@posted_from("company_vacancy", "company_id", "vacancy_id")
def copy(request: HttpRequest, company_id: int, vacancy_id: int) -> HttpResponse:
    """Begin a vacancy like this one."""
    company, vacancy = acting_vacancy(request, company_id, vacancy_id)
    try:
        made: Vacancy = drafts.copy_vacancy(vacancy=vacancy)
    except drafts.TooManyDraftsError as error:
        return _told(request, company, error)
    messages.success(request, _("Salinan sudah jadi. Isi batas waktunya, lalu ajukan."))
    return redirect(own_presenters.own_url(made))


def _told(request: HttpRequest, company: Company, error: drafts.TooManyDraftsError) -> HttpResponse:
    messages.error(request, error.messages[0])
    return redirect("company_vacancies", company.pk)
