"""What vacancies by COPY look like: valid, spread as advertisements are, with their steps."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.db.models import Count
from pytest_django.plugin import DjangoDbBlocker

from employers.models import Company
from jobs.enums import Source, VacancyState
from jobs.models import Vacancy, VacancyTransition
from jobs.models.vacancies import MAX_TEXT
from tests.clock import Clock, bent_clock
from tests.demo.conftest import NOW, Setting
from tests.demo.rows import snapshot
from tests.demo.test_bulk import FIRMS, MANY, fill

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def market(people: Setting, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Fill a portal without the demo once for all tests of this module."""
    with django_db_blocker.unblock(), bent_clock() as clock, transaction.atomic():
        clock.freeze(NOW)
        assert fill() == MANY
        yield
        transaction.set_rollback(True)


@pytest.fixture
def filled(market: None, clock: Clock) -> None:
    """Stand in the filled portal, at NOW."""
    clock.freeze(NOW)


def test_bulk_rows_pass_full_validation(filled):
    rows = [*Vacancy.objects.all()[:300], *Company.objects.all()]
    assert len(rows) > FIRMS
    for row in rows:
        row.full_clean()  # raises


def test_bulk_spreads_as_advertisements_do(filled):
    shown = Vacancy.objects.order_by()
    by_occupation = shown.values("occupation").annotate(n=Count("pk")).values_list("n", flat=True)
    occupations = sorted(by_occupation)
    assert len(occupations) > 150
    assert occupations[-1] > 12 * occupations[len(occupations) // 2]
    sources = Counter(shown.values_list("source", flat=True))
    assert 0.07 < sources[Source.LOCAL] / MANY < 0.13
    assert sources[Source.PARTNER] < sources[Source.LOCAL] < sources[Source.KARIRHUB]
    districts = Counter(code[:8] for code in shown.values_list("area__code", flat=True))
    assert len(districts) == 25
    assert districts["12.09.20"] > 3 * districts["12.09.25"]
    lengths = [len(text) for text in shown.values_list("description", flat=True)]
    assert min(lengths) < 250
    assert 5000 < max(lengths) <= MAX_TEXT
    assert len(set(shown.values_list("title", flat=True))) > 800


def test_local_bulk_rows_have_their_steps(filled):
    local = Vacancy.objects.filter(source=Source.LOCAL)
    steps = VacancyTransition.objects.filter(subject__in=local)
    assert steps.count() == VacancyTransition.objects.count() == 2 * local.count()
    for vacancy in local.prefetch_related("transitions"):
        _submitted, published = vacancy.transitions.all()
        assert (published.to_state, published.at) == (VacancyState.PUBLISHED, vacancy.published_at)
    assert all(company.transitions.count() == 2 for company in Company.objects.all())


def test_second_bulk_run_adds_nothing_and_a_larger_one_the_difference(filled):
    before = snapshot()
    assert fill() == 0
    assert snapshot() == before
    assert fill(MANY + 50) == 50
