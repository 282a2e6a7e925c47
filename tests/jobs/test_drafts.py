"""A company writes a vacancy: begun once, saved step by step, never over a colleague."""

import pytest

from jobs.enums import VacancyState
from jobs.models import Vacancy
from jobs.services.drafts import (
    COPIED,
    DraftConflictError,
    NotWritableError,
    copy_vacancy,
    discard_draft,
    fingerprint,
    save_draft,
    start_draft,
)
from jobs.services.submission import submit_vacancy, take_back
from tests.jobs.company_side import complete_draft, owner_of
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db

TEXTS = ("title", "description")


def save(vacancy: Vacancy, loaded: str, **values: object) -> Vacancy:
    return save_draft(vacancy=vacancy, values=values, fields=TEXTS, loaded=loaded)


def test_draft_begins_at_the_companys_own_place(district):
    company = CompanyFactory(area=district, address="Jalan Lintas 9")
    draft = start_draft(company=company)
    assert (draft.company, draft.area, draft.address) == (company, district, "Jalan Lintas 9")
    assert (draft.state, draft.openings, draft.closes_at) == ("draft", 0, None)


def test_draft_that_nobody_wrote_in_is_taken_again():
    company = CompanyFactory()
    first = start_draft(company=company)
    assert start_draft(company=company) == first
    Vacancy.objects.filter(pk=first.pk).update(title="Kasir")
    assert start_draft(company=company) != first


def test_step_writes_its_own_fields():
    draft = VacancyFactory(draft=True, title="", pay_min=4_000_000)
    saved = save(draft, fingerprint(draft, TEXTS), title="Kasir", description="Melayani.")
    assert (saved.title, saved.description, saved.pay_min) == ("Kasir", "Melayani.", 4_000_000)


def test_fields_saved_meanwhile_are_not_overwritten():
    draft = VacancyFactory(draft=True, title="Kasir")
    loaded = fingerprint(draft, TEXTS)
    save(draft, loaded, title="Kasir Toko")
    with pytest.raises(DraftConflictError) as refused:
        save(draft, loaded, title="Kasir Malam")
    assert refused.value.saved.title == "Kasir Toko"
    draft.refresh_from_db()
    assert draft.title == "Kasir Toko"


def test_change_of_another_step_is_no_conflict():
    draft = VacancyFactory(draft=True)
    loaded = fingerprint(draft, TEXTS)
    Vacancy.objects.filter(pk=draft.pk).update(pay_min=5_000_000)
    assert save(draft, loaded, title="Kasir").title == "Kasir"


def test_same_values_typed_twice_are_no_conflict():
    draft = VacancyFactory(draft=True, title="Kasir")
    save(draft, fingerprint(draft, TEXTS), title="Kasir Toko")
    assert save(draft, "what another tab saw", title="Kasir Toko").title == "Kasir Toko"


@pytest.mark.parametrize("state", ("submitted", "published", "rejected"))
def test_nothing_is_written_after_submission(state):
    made = {"published": {}}.get(state, {state: True})
    vacancy = VacancyFactory(title="Kasir", **made)
    with pytest.raises(NotWritableError):
        save(vacancy, fingerprint(vacancy, TEXTS), title="Kasir Toko")
    vacancy.refresh_from_db()
    assert vacancy.title == "Kasir"


def test_returned_vacancy_is_written_in_again():
    vacancy = VacancyFactory(returned=True)
    assert save(vacancy, fingerprint(vacancy, TEXTS), title="Kasir").title == "Kasir"


def test_copy_takes_everything_over_but_the_closing_date_and_the_past(occupation, district):
    vacancy = VacancyFactory(
        occupation=occupation, area=district, skills=["Excel"], disabilities=["hearing"]
    )
    copy = copy_vacancy(vacancy=vacancy)
    assert [getattr(copy, name) for name in COPIED] == [getattr(vacancy, name) for name in COPIED]
    assert (copy.state, copy.closes_at, copy.published_at) == ("draft", None, None)


def test_draft_is_thrown_away():
    draft = VacancyFactory(draft=True)
    discard_draft(vacancy=draft)
    assert not Vacancy.objects.exists()


def test_second_tap_on_throwing_away_is_refused():
    draft = VacancyFactory(draft=True)
    discard_draft(vacancy=draft)
    with pytest.raises(NotWritableError):
        discard_draft(vacancy=draft)


def test_vacancy_that_was_submitted_once_is_kept(occupation, district):
    draft = complete_draft(occupation, district)
    owner = owner_of(draft)
    take_back(vacancy=submit_vacancy(vacancy=draft, by=owner), by=owner)
    assert draft.state == VacancyState.DRAFT
    with pytest.raises(NotWritableError):
        discard_draft(vacancy=draft)
    assert Vacancy.objects.get() == draft


@pytest.mark.parametrize("field", ("occupation", "area"))
def test_another_row_of_a_code_list_is_another_fingerprint(occupation, district, field):
    vacancy = VacancyFactory(draft=True, occupation=occupation, area=district)
    before = fingerprint(vacancy, [f"{field}_id"])
    setattr(vacancy, field, getattr(vacancy, field).parent)
    assert fingerprint(vacancy, [f"{field}_id"]) != before


@pytest.mark.parametrize("written", ({"requirements": "SIM B2"}, {"pay_min": 4_000_000}))
def test_draft_in_which_only_something_later_was_written_is_not_begun_again(written):
    company = CompanyFactory()
    first = start_draft(company=company)
    Vacancy.objects.filter(pk=first.pk).update(**written)
    assert start_draft(company=company) != first
