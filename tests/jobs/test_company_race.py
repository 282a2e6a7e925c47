"""Two people of a company act on one vacancy at the same moment."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from jobs.deadlines import today
from jobs.models import Vacancy
from jobs.services.drafts import copy_vacancy, fingerprint, save_draft, start_draft
from jobs.services.results import report_result
from jobs.services.submission import extend_vacancy, submit_vacancy
from tests.jobs.company_side import complete_draft, owner_of
from tests.jobs.factories import CompanyFactory, VacancyFactory
from tests.jobs.racing import leave_locks_out, meanwhile

pytestmark = pytest.mark.django_db(transaction=True)

FIELDS = ("title",)


@pytest.fixture
def unguarded(monkeypatch) -> None:
    leave_locks_out(monkeypatch)


def save_while_submitting(draft: Vacancy) -> str:
    """Return the title of a vacancy that is submitted while a colleague saves another one."""
    owner, loaded = owner_of(draft), fingerprint(draft, FIELDS)

    def save() -> None:
        colleague = Vacancy.objects.get(pk=draft.pk)
        values = {"title": "Kasir, wanita cantik"}
        save_draft(vacancy=colleague, values=values, fields=FIELDS, loaded=loaded)

    with meanwhile(save):
        submit_vacancy(vacancy=draft, by=owner)
    draft.refresh_from_db()
    assert draft.state == "submitted"
    return draft.title


def extend_while_closing(vacancy: Vacancy) -> bool:
    """Tell whether a vacancy runs longer that is closed while a colleague extends it."""
    owner, before = owner_of(vacancy), vacancy.closes_at

    def extend() -> None:
        extend_vacancy(vacancy=vacancy, until=today() + timedelta(days=60), by=owner)

    nobody = {"men_here": 0, "women_here": 0, "men_elsewhere": 0, "women_elsewhere": 0}
    with meanwhile(extend):
        report_result(vacancy=vacancy, by=owner, **nobody)
    vacancy.refresh_from_db()
    assert vacancy.state == "closed"
    return vacancy.closes_at != before


def drafts_after_two_taps(act: Callable[[], object]) -> int:
    """Return how many drafts there are when two people begin one at the same moment."""
    with meanwhile(act):
        act()
    return Vacancy.objects.filter(state="draft").count()


def test_what_the_office_reads_is_what_was_submitted(occupation, district):
    assert save_while_submitting(complete_draft(occupation, district, title="Kasir")) == "Kasir"


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_a_submitted_vacancy_is_written_in(occupation, district):
    draft = complete_draft(occupation, district, title="Kasir")
    assert save_while_submitting(draft) == "Kasir, wanita cantik"


def test_closed_vacancy_is_not_extended_by_a_colleague():
    assert extend_while_closing(VacancyFactory()) is False


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_a_closed_vacancy_runs_longer():
    assert extend_while_closing(VacancyFactory()) is True


def test_two_taps_begin_one_draft_and_make_one_copy():
    company, vacancy = CompanyFactory(), VacancyFactory()
    assert drafts_after_two_taps(lambda: start_draft(company=company)) == 1
    assert drafts_after_two_taps(lambda: copy_vacancy(vacancy=vacancy)) == 2  # and that one


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_two_taps_begin_two_drafts():
    company = CompanyFactory()
    assert drafts_after_two_taps(lambda: start_draft(company=company)) == 2
