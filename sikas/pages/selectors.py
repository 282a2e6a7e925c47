"""What the home page counts, over several apps."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce

from employers.models import Company
from jobs.models import Vacancy
from jobs.presenters import VacancyRow
from sikas import clock

NEWEST = 6  # two rows of three on a wide screen


@dataclass(frozen=True)
class Figures:
    """The portal in numbers: open vacancies, people wanted, verified companies, and when."""

    vacancies: int
    openings: int
    companies: int
    at: datetime


def public_figures() -> Figures:
    """Count what everyone may see, in two queries; zero where there is nothing yet."""
    people = F("openings_men") + F("openings_women") + F("openings_either")
    open_now = Vacancy.objects.public().aggregate(
        vacancies=Count("pk"), openings=Coalesce(Sum(people), 0)
    )
    return Figures(**open_now, companies=Company.objects.public().count(), at=clock.now())


def newest_vacancies() -> list[VacancyRow]:
    """Return the NEWEST open vacancies, ready to show, in one query."""
    found = Vacancy.objects.public().select_related("company", "area")
    return [VacancyRow.of(vacancy) for vacancy in found.order_by("-published_at", "-pk")[:NEWEST]]
