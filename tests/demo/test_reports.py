"""The demo's reports: an urgent case, others, and settled ones."""

import pytest

from jobs.demo import reports
from jobs.models import VacancyReport
from jobs.reports import number_of_urgent, reported_vacancies
from tests.demo.conftest import NOW
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_reports_have_an_urgent_case_and_settled_ones(loaded, clock):
    clock.freeze(NOW)
    people = [UserFactory.create() for _ in range(4)]
    assert reports.load(now=NOW, people=people, officer=loaded.officers[0])
    assert not reports.load(now=NOW, people=people, officer=loaded.officers[0])
    assert number_of_urgent() == 1
    assert reported_vacancies().count() == 3
    assert VacancyReport.objects.filter(state="dismissed", transitions__isnull=False).count() == 2
