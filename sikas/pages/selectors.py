"""What the home page counts and shows, over several apps."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from employers.models import Company
from jobs.landings import here
from jobs.search.selectors import search_vacancies
from jobs.search.totals import SECONDS, totals
from jobs.views.list_parts import Card, cards
from sikas.memory import remembered

NEWEST = 6  # two rows of three on a wide screen


@dataclass(frozen=True)
class Figures:
    """The portal in numbers: open vacancies and people wanted here, verified companies, and when.

    `elsewhere` are the open vacancies outside of the regency.
    """

    vacancies: int
    openings: int
    elsewhere: int
    companies: int
    at: datetime


@remembered(SECONDS)
def public_figures() -> Figures:
    """Count what everyone may see, in two queries; zero where there is nothing yet."""
    counted = totals()
    return Figures(
        vacancies=counted.vacancies,
        openings=counted.openings,
        elsewhere=counted.elsewhere,
        companies=Company.objects.public().count(),
        at=counted.at,
    )


def newest_vacancies() -> list[Card]:
    """Return the NEWEST open vacancies of the regency, ready to show, in one query."""
    return cards(search_vacancies(here(), size=NEWEST).rows, reverse("vacancies"))
