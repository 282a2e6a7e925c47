"""Positions of a fair that fit a job seeker, with the reason."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from jobfair.enums import Phase
from jobfair.models import Fair
from jobfair.presenters import PlaceRow, is_full
from jobfair.selectors import places
from jobs.matching.reasons import why_vacancy
from jobs.matching.vacancies import fitting_vacancies, person
from jobs.saved import is_seeker
from seekers.models import Seeker
from sikas.accounts.models import User

SHOWN = 3
LOOKED_AT = 200  # of what fits anywhere; what is in the fair stands among these
OFFERING = (Phase.ANNOUNCED, Phase.REGISTRATION, Phase.OPEN, Phase.PAUSED)


@dataclass(frozen=True)
class FittingPlace:
    """A position, and why it fits."""

    place: PlaceRow
    reason: str


def fitting_rows(user: User | AnonymousUser, fair: Fair) -> list[FittingPlace]:
    """Return up to SHOWN positions that fit, best first; none, and no query, for who seeks no work.

    At most four queries.
    """
    if not is_seeker(user) or fair.phase not in OFFERING:
        return []
    key = Seeker.objects.visible_to(user).values_list("pk", flat=True).first()
    found = person(key) if key else None
    fitting = fitting_vacancies(found, limit=LOOKED_AT) if found else []
    if not found or not fitting:
        return []
    here = {place.vacancy_id: place for place in places(fair) if not is_full(place)}
    best = [one for one in fitting if one.vacancy in here][:SHOWN]
    return [
        FittingPlace(PlaceRow.of(here[one.vacancy], fair.slug), why_vacancy(one, found))
        for one in best
    ]
