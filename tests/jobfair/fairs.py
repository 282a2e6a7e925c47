"""Fairs, booths and positions for tests."""

from datetime import timedelta
from typing import Any

import factory

from jobfair.enums import BoothState, FairState, PositionState
from jobfair.models import Booth, Fair, Position
from jobs.models import Vacancy
from sikas import clock
from sikas.documents.models import StoredFile
from tests.jobs.factories import CompanyFactory, VacancyFactory


def _now(**delta: float) -> Any:
    return factory.LazyFunction(lambda: clock.now() + timedelta(**delta))


class FairFactory(factory.django.DjangoModelFactory):
    """An announced fair that is open for another week."""

    name = factory.Sequence(lambda n: f"Job Fair Asahan {n}")
    slug = factory.Sequence(lambda n: f"job-fair-{n}")
    state = FairState.ANNOUNCED
    announced_at = _now(days=-9)
    catalogue_at = _now(days=-8)
    registration_at = _now(days=-8)
    opens_at = _now(minutes=-1)
    closes_at = _now(days=7)

    class Meta:
        model = Fair

    class Params:
        draft = factory.Trait(state=FairState.DRAFT, announced_at=None)
        coming = factory.Trait(opens_at=_now(days=1), closes_at=_now(days=8))
        over = factory.Trait(
            opens_at=_now(days=-6),
            closes_at=_now(minutes=-2),
            catalogue_at=_now(days=-13),
            registration_at=_now(days=-13),
        )


def logo() -> StoredFile:
    """Save the row of a picture."""
    number = StoredFile.objects.count()
    return StoredFile.objects.create(
        path=f"aa/logo{number}", original_name="logo.png", content_type="image/png", size=10,
        sha256="0" * 64, width=10, height=10,
    )  # fmt: skip


class BoothFactory(factory.django.DjangoModelFactory):
    """A booth that the public sees."""

    fair = factory.SubFactory(FairFactory)
    company = factory.SubFactory(CompanyFactory)
    state = BoothState.READY
    logo = factory.LazyFunction(logo)
    ready_at = _now(days=-1)

    class Meta:
        model = Booth


def position_in(fair: Fair | None = None, **facts: Any) -> Position:
    """Save a verified position; `booth`, `vacancy`, `cap` and `state` may be given."""
    booth = facts.pop("booth", None) or BoothFactory.create(**({"fair": fair} if fair else {}))
    vacancy: Vacancy = facts.pop("vacancy", None) or VacancyFactory.create(company=booth.company)
    values = {"state": PositionState.VERIFIED} | facts
    return Position.objects.create(fair=booth.fair, booth=booth, vacancy=vacancy, **values)
