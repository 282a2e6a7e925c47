"""Companies of the ministry are joined with ours by their NIB, and by nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from employers.enums import CompanyState
from employers.models import Company
from integration import ownership
from integration.enums import Kind, Question
from integration.models import RemoteCompany
from integration.settling import settle
from sikas.reference.models import Office
from tests.integration.wire import company, pulled
from tests.jobs.factories import CompanyFactory
from tests.seekers.places import make_village

pytestmark = pytest.mark.django_db
NIB = "9120000000001"


def history() -> Any:
    return Company.pgh_event_model.objects  # type: ignore[attr-defined]


def test_number_joins_and_the_ministry_owns_name_and_number():
    ours = CompanyFactory.create(nib=NIB, name="CV Sawit")
    pulled(Kind.COMPANIES, [company(1), company(2)])
    ours.refresh_from_db()
    assert ours.name == "PT Sawit 1"
    joined = RemoteCompany.objects.get(company=ours)
    assert joined.record.remote_id == "c1"
    assert joined.matched_at
    assert joined.matched_by is None
    event = history().filter(pgh_obj=ours).latest("pgh_id")
    assert event.pgh_context.metadata["source"] == "Kemnaker"


def test_nothing_is_written_where_nothing_differs():
    ours = CompanyFactory.create(nib=NIB, name="PT Sawit 1")
    pulled(Kind.COMPANIES, [company(1)])
    events = history().filter(pgh_obj=ours, pgh_label="update")
    assert not events.exists()


def test_name_alone_joins_nothing():
    CompanyFactory.create(nib="9120000000099", name="PT Sawit 1")
    pulled(Kind.COMPANIES, [company(1)])
    assert RemoteCompany.objects.get().company is None


@pytest.mark.parametrize(
    ("state", "is_joined"),
    [
        (CompanyState.SUSPENDED, True),
        (CompanyState.DRAFT, False),
        (CompanyState.SUBMITTED, False),
        (CompanyState.REJECTED, False),
    ],
)
def test_only_numbers_that_an_officer_compared_join(state, is_joined):
    CompanyFactory.create(nib=NIB, state=state)
    pulled(Kind.COMPANIES, [company(1)])
    assert bool(RemoteCompany.objects.get().company) == is_joined


def test_company_that_appears_later_is_joined_by_the_next_settling():
    pulled(Kind.COMPANIES, [company(1)])
    ours = CompanyFactory.create(nib=NIB)
    settle(Kind.COMPANIES)
    assert RemoteCompany.objects.get().company == ours


def test_of_two_records_with_one_number_the_newest_verified_is_taken():
    make_village()
    ours = CompanyFactory.create(nib=NIB)
    pulled(
        Kind.COMPANIES,
        [
            company(1, name="PT Lama"),
            company(2, nib=NIB, name="PT Baru"),
            company(3, nib=NIB, name="PT Belum", verified=False),
        ],
    )
    joined = RemoteCompany.objects.get(company=ours)
    assert joined.name == "PT Baru"
    settle(Kind.COMPANIES)
    assert RemoteCompany.objects.get(company=ours) == joined


def test_number_that_another_company_holds_makes_a_question_until_it_is_free():
    ours = CompanyFactory.create(nib=NIB, name="CV Sawit")
    other = CompanyFactory.create(nib="9120000000007", state=CompanyState.REJECTED)
    pulled(Kind.COMPANIES, [company(1)])
    pulled(Kind.COMPANIES, [company(1, 2, nib=other.nib, name="PT Lain")])
    ours.refresh_from_db()
    joined = RemoteCompany.objects.get()
    assert (ours.nib, ours.name) == (NIB, "PT Sawit 1")
    assert joined.question == Question.NUMBER
    assert joined.waits_since
    Company.objects.filter(pk=other.pk).update(nib="9120000000008")
    settle(Kind.COMPANIES)
    ours.refresh_from_db()
    joined.refresh_from_db()
    assert (ours.nib, ours.name) == ("9120000000007", "PT Lain")
    assert not joined.question
    assert not joined.waits_since


def test_record_that_is_gone_gives_its_company_free():
    ours = CompanyFactory.create(nib=NIB)
    pulled(Kind.COMPANIES, [company(1), company(2, nib=NIB)])
    gone = RemoteCompany.objects.get(company=ours).record
    gone.state = "gone"
    gone.save()
    settle(Kind.COMPANIES)
    assert RemoteCompany.objects.get(company=ours).record != gone


def test_only_companies_of_this_regency_wait():
    office = make_village().parent.parent
    Office.objects.update(area=office) or Office.objects.create(area=office)
    Office.objects.forget()
    CompanyFactory.create(nib="9120000000004", submitted=True)
    pulled(
        Kind.COMPANIES,
        [
            company(1),
            company(2, city_name="KAB. LAIN"),
            company(3, district_name="Tidak Dikenal"),
            company(4),
            company(5, city_name=None, district_name=None),
        ],
    )
    waiting = RemoteCompany.objects.filter(waits_since__isnull=False)
    assert sorted(waiting.values_list("record__remote_id", flat=True)) == ["c1", "c3"]


def test_question_about_a_number_ends_when_both_agree():
    ours = CompanyFactory.create(nib=NIB, name="PT Sawit 1")
    other = CompanyFactory.create(nib="9120000000007", name="PT Lain")
    pulled(Kind.COMPANIES, [company(1)])
    pulled(Kind.COMPANIES, [company(1, 2, name="PT Sawit 1", nib=other.nib)])
    assert RemoteCompany.objects.get().question == Question.NUMBER
    Company.objects.filter(pk=other.pk).update(nib="9120000000008")
    Company.objects.filter(pk=ours.pk).update(nib="9120000000007")
    settle(Kind.COMPANIES)
    assert not RemoteCompany.objects.get().question


def test_company_that_an_officer_parts_meanwhile_takes_nothing_over(monkeypatch):
    ours = CompanyFactory.create(nib=NIB, name="PT Sawit 1")
    pulled(Kind.COMPANIES, [company(1)])
    RemoteCompany.objects.update(name="PT Lain")

    @contextmanager
    def after_an_officer(_kind: Kind) -> Iterator[None]:
        RemoteCompany.objects.update(company=None)
        yield

    monkeypatch.setattr(ownership, "settling", after_an_officer)
    settle(Kind.COMPANIES)
    ours.refresh_from_db()
    assert ours.name == "PT Sawit 1"


def test_numbers_of_other_scripts_are_refused():
    pulled(Kind.COMPANIES, [company(1, nib="\uff19\uff11" + NIB[2:])])
    assert not RemoteCompany.objects.exists()
