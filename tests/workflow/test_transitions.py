"""States change through one door only, which leaves a record."""

import pytest

from employers.enums import CompanyState
from employers.models import Company
from sikas.accounts.models import User
from sikas.workflow.transitions import TransitionRefusedError, transition, transition_many

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return User.objects.create_user(name="Verifikator", email="verifikator@example.id")


def company(number: int = 1, state: str = CompanyState.SUBMITTED) -> Company:
    return Company.objects.create(name=f"CV Contoh {number}", nib=f"{number:013}", state=state)


def test_transition_writes_state_time_and_record(officer):
    case = company()
    transition(case, CompanyState.VERIFIED, by=officer, reason="Berkas cocok")
    case.refresh_from_db()
    record = case.transitions.get()
    assert case.state == CompanyState.VERIFIED
    assert case.verified_at is not None
    assert (record.from_state, record.to_state) == ("submitted", "verified")
    assert (record.by, record.reason) == (officer, "Berkas cocok")


def test_transition_brings_the_object_up_to_date(officer):
    case = company()
    assert transition(case, CompanyState.RETURNED, by=officer) is case
    assert case.state == CompanyState.RETURNED


def test_transition_refuses_a_move_that_is_not_in_the_table(officer):
    case = company(state=CompanyState.DRAFT)
    with pytest.raises(TransitionRefusedError) as refused:
        transition(case, CompanyState.VERIFIED, by=officer)
    case.refresh_from_db()
    assert refused.value.current == CompanyState.DRAFT
    assert case.state == CompanyState.DRAFT
    assert not case.transitions.exists()


def test_transition_judges_the_row_and_not_a_stale_object(officer):
    case, stale = company(), Company.objects.get()
    transition(case, CompanyState.REJECTED, by=officer)
    with pytest.raises(TransitionRefusedError):
        transition(stale, CompanyState.VERIFIED, by=officer)
    assert case.transitions.count() == 1


def test_transition_many_moves_only_rows_that_may(officer):
    cases = [company(number) for number in range(1, 4)]
    draft = company(4, CompanyState.DRAFT)
    moved = transition_many(
        Company.objects.order_by("name"), CompanyState.VERIFIED, by=officer, reason="Massal"
    )
    assert sorted(moved) == sorted(case.pk for case in cases)
    assert Company.objects.filter(state="verified", verified_at__isnull=False).count() == 3
    draft.refresh_from_db()
    assert draft.state == CompanyState.DRAFT
    records = [case.transitions.get() for case in cases]
    assert {record.reason for record in records} == {"Massal"}
    assert {record.from_state for record in records} == {"submitted"}
    assert not draft.transitions.exists()


def test_transition_many_of_no_rows_moves_none(officer):
    company()
    nobody = Company.objects.filter(pk__in=[])
    assert transition_many(nobody, CompanyState.VERIFIED, by=officer) == []


def test_transition_many_takes_three_queries_for_any_number(officer, django_assert_num_queries):
    for number in range(1, 31):
        company(number)
    with django_assert_num_queries(3):  # savepoint, statement, release
        transition_many(Company.objects.all(), CompanyState.RETURNED, by=officer)


def test_record_of_a_transition_survives_its_officer(officer):
    case = company()
    transition(case, CompanyState.VERIFIED, by=officer)
    officer.delete()
    assert case.transitions.get().by is None
