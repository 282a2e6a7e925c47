"""What a machine tells an officer before the officer looks."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate

from employers.checks import company_checks
from jobs.checks import vacancy_checks
from jobs.deadlines import LONGEST
from sikas import clock
from sikas.reference.models import MinimumWage, Office
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db


def verdicts(checks) -> dict[str, bool]:
    return {check.label: check.fits for check in checks}


def told(checks) -> dict[str, str]:
    return {check.label: check.found for check in checks}


@pytest.fixture
def wage(district):
    Office.objects.create(area=district.parent)
    last_year = clock.now().year - 1
    MinimumWage.objects.create(area=district.parent, year=last_year, amount=Decimal("3265908.21"))


def test_company_that_filled_everything_in_fits():
    company = CompanyFactory(
        npwp="0123456789012345",
        wlkp_number="21234.20260101.0001",
        wlkp_date=localdate(clock.now()) - timedelta(days=30),
        address="Jalan Sisingamangaraja",
        phone="0623123456",
    )
    found = verdicts(company_checks(company))
    assert found.pop("Lapangan usaha") is False
    assert set(found.values()) == {True}


@pytest.mark.parametrize("days", (366, -1))
def test_annual_report_that_is_old_or_of_the_future_does_not_fit(days):
    reported = localdate(clock.now()) - timedelta(days=days)
    company = CompanyFactory(wlkp_number="1", wlkp_date=reported)
    assert verdicts(company_checks(company))["Wajib lapor (WLKP)"] is False


def test_company_with_the_name_of_another_is_pointed_out():
    CompanyFactory(name="PT Sawit Rambate")
    twin = CompanyFactory(name="pt sawit rambate")
    assert told(company_checks(twin))["Nama sama"] == "1 perusahaan lain"
    assert "Nama sama" not in told(company_checks(CompanyFactory(name="CV Lain")))


def test_vacancy_with_everything_fits(district, occupation, wage):
    known = CompanyFactory(verified_at=clock.now() - timedelta(days=31))
    place = {"area": district, "occupation": occupation}
    vacancy = VacancyFactory(company=known, pay_min=3_300_000, **place)
    assert set(verdicts(vacancy_checks(vacancy)).values()) == {True}


def test_pay_below_the_minimum_wage_is_named_beside_it(wage):
    found = {
        check.label: check for check in vacancy_checks(VacancyFactory(pay_min=2, pay_max=3_000_000))
    }
    assert found["Upah"].fits is False
    assert "UMK Rp3.265.908" in found["Upah"].found


def test_pay_is_not_judged_before_any_minimum_wage_is_known():
    assert verdicts(vacancy_checks(VacancyFactory(pay_max=1)))["Upah"] is True


@pytest.mark.parametrize(
    ("closes_in", "fits"),
    ((timedelta(days=1), True), (LONGEST + timedelta(days=1), False), (timedelta(days=-1), False)),
)
def test_deadline_that_is_past_or_far_off_does_not_fit(closes_in, fits):
    vacancy = VacancyFactory(submitted=True, closes_at=clock.now() + closes_in)
    assert verdicts(vacancy_checks(vacancy))["Batas waktu"] is fits


def test_missing_deadline_occupation_and_place_do_not_fit():
    found = verdicts(vacancy_checks(VacancyFactory(submitted=True, closes_at=None)))
    assert [found[label] for label in ("Batas waktu", "Jabatan", "Tempat kerja")] == [False] * 3


def test_second_open_vacancy_of_the_same_title_is_pointed_out():
    first = VacancyFactory(title="Kasir")
    second = VacancyFactory(title="kasir", company=first.company, submitted=True)
    assert told(vacancy_checks(second))["Judul sama"] == "1 lowongan terbuka"


def test_vacancy_of_a_company_that_waits_does_not_fit():
    vacancy = VacancyFactory(submitted=True, company__submitted=True)
    assert verdicts(vacancy_checks(vacancy))["Perusahaan"] is False
