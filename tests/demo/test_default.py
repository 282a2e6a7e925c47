"""The demo of a new portal: what it holds, how it came to be, and that it stays."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import Count, F, Q

from employers.demo.companies import read_companies
from employers.enums import COMPANY_TRANSITIONS, CompanyState
from employers.models import Company, CompanyTransition
from jobs.demo.positions import read_positions
from jobs.demo.vacancies import read_rows
from jobs.enums import VACANCY_TRANSITIONS, CloseReason, Source, VacancyState
from jobs.models import Vacancy, VacancyTransition
from jobs.models.vacancies import MAX_TEXT
from tests.demo.conftest import NOW
from tests.demo.rows import real_words

pytestmark = pytest.mark.django_db


def test_public_portal_has_the_size_of_the_first_job_fair(loaded):
    assert Company.objects.public().count() == 37
    shown = Vacancy.objects.public()
    assert shown.count() == shown.filter(source=Source.LOCAL).count() == 97
    hiring = Company.objects.filter(vacancies__in=shown).annotate(
        open=Count("vacancies", filter=Q(vacancies__in=shown))
    )
    counts = list(hiring.values_list("open", flat=True))
    assert len(counts) == 37
    assert max(counts) == 12


def test_every_state_is_there(loaded):
    assert set(Company.objects.values_list("state", flat=True)) == set(CompanyState.values)
    assert set(Vacancy.objects.values_list("state", flat=True)) == set(VacancyState.values)
    closed = Vacancy.objects.filter(state=VacancyState.CLOSED)
    assert set(closed.values_list("close_reason", flat=True)) == set(CloseReason.values)


@pytest.mark.parametrize(
    ("model", "allowed"), [(Company, COMPANY_TRANSITIONS), (Vacancy, VACANCY_TRANSITIONS)]
)
def test_every_case_walked_allowed_steps_in_order_of_time(loaded, model, allowed):
    for case in model.objects.prefetch_related("transitions"):
        state, moment = "draft", case.created_at
        for step in case.transitions.all():
            assert step.from_state == state
            assert step.to_state in allowed[state]
            assert moment <= step.at <= NOW
            state, moment = step.to_state, step.at
        assert state == case.state
        stamp = case.STATE_TIMESTAMPS.get(case.state)
        assert stamp is None or getattr(case, stamp) == moment


def test_last_change_of_a_vacancy_is_its_last_step(loaded):
    for vacancy in Vacancy.objects.exclude(state=VacancyState.DRAFT):
        assert vacancy.updated_at == vacancy.transitions.latest().at


def test_refusals_say_why_and_officers_decide_in_office_hours(loaded):
    steps = [
        *CompanyTransition.objects.exclude(to_state=CompanyState.SUBMITTED),
        *VacancyTransition.objects.filter(to_state__in=["published", "returned", "rejected"]),
    ]
    refused = [step for step in steps if step.to_state in ("returned", "rejected", "suspended")]
    assert len(refused) > 10
    assert all(len(step.reason) > 30 for step in refused)
    decided = [step for step in steps if step.by_id]  # nobody here decided on the ministry's
    assert {step.by_id for step in decided} == {officer.pk for officer in loaded.officers}
    local = [step.at + timedelta(hours=7) for step in decided]
    assert all(at.weekday() < 5 and 8 <= at.hour < 16 for at in local)


def test_suspended_company_shows_nothing(loaded):
    suspended = Company.objects.get(state=CompanyState.SUSPENDED)
    assert suspended.vacancies.filter(state=VacancyState.PUBLISHED).count() == 2
    shown = Vacancy.objects.public().filter(company__isnull=False)
    assert set(shown.values_list("company__state", flat=True)) == {CompanyState.VERIFIED}


def test_edges_of_a_page_are_there(loaded):
    shown = Vacancy.objects.public()
    assert [len(v.description) for v in shown.filter(title__contains="Tahap II")] == [MAX_TEXT]
    assert shown.filter(requirements="", occupation=None).count() == 1
    assert shown.filter(closes_at__lt=NOW + timedelta(hours=15)).count() == 1
    assert shown.filter(pay_min=None).count() >= 5
    assert shown.exclude(disabilities=[]).count() >= 15
    for who in ("openings_men", "openings_women", "openings_either"):
        assert shown.filter(**{f"{who}__gt": 0}).count() >= 5


def test_work_is_varied_and_pay_stays_near_the_minimum_wage(loaded):
    shown = Vacancy.objects.public()
    assert shown.order_by().values("occupation__code").distinct().count() >= 40
    full_time = shown.filter(employment_type="full_time", pay_min__isnull=False)
    assert 0 < full_time.filter(pay_min__lt=3_265_000).count() < full_time.count() / 10
    assert not shown.filter(pay_max__gt=F("pay_min") * 2).exists()


def test_account_owns_one_verified_company_and_one_draft(loaded):
    companies = Company.objects.visible_to(loaded.account)
    assert Counter(companies.values_list("state", flat=True)) == {"verified": 1, "draft": 1}
    assert Vacancy.objects.visible_to(loaded.account).count() > 12
    assert not Company.objects.filter(members=None).exists()


@pytest.mark.parametrize("model", [Company, Vacancy])
def test_every_row_passes_its_own_validation(loaded, model):
    rows = list(model.objects.all())
    assert rows
    for row in rows:
        row.full_clean()  # raises


def test_company_names_are_unique_and_nobody_elses():
    names = [facts["name"] for facts in read_companies().values()]
    assert len(set(names)) == len(names)
    assert not real_words(names)
    assert real_words(["PT Inalum"]) == {"inalum"}


def test_every_row_of_the_data_names_a_position():
    assert {row["position"] for row in read_rows()} <= set(read_positions())


def test_account_meets_every_state_of_a_vacancy_with_reasons_and_results(loaded):
    mine = Vacancy.objects.visible_to(loaded.account)
    assert set(mine.values_list("state", flat=True)) == set(VacancyState.values)
    reasons = mine.filter(state__in=["returned", "rejected"]).values_list(
        "transitions__reason", flat=True
    )
    assert len(list(filter(None, reasons))) == 2
    closed = mine.filter(state=VacancyState.CLOSED)
    assert {vacancy.fill_report.filled for vacancy in closed.exclude(fill_report=None)} == {5}
    assert closed.filter(fill_report=None).exists()


def test_filled_vacancies_say_how_and_by_whom_they_were_filled(loaded):
    filled = Vacancy.objects.filter(close_reason="filled").select_related("fill_report")
    for vacancy in filled:
        report = vacancy.fill_report
        assert report.filled == vacancy.openings
        assert report.reported_at == vacancy.closed_at
