"""Reports and their settling at the same moment: nothing is settled unseen or twice."""

import pytest

from jobs.models import Vacancy, VacancyReport
from jobs.report_enums import ReportReason
from jobs.services.reports import report_vacancy, settle_reports
from sikas.accounts import roles
from sikas.accounts.models import User
from tests.factories import UserFactory, make_officer
from tests.jobs.factories import ReportFactory, VacancyFactory
from tests.jobs.racing import leave_locks_out, meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unguarded(monkeypatch) -> None:
    leave_locks_out(monkeypatch)


def settle(vacancy: Vacancy, officer: User, to: str) -> None:
    keys = [str(key) for key in vacancy.reports.values_list("pk", flat=True)]
    case = Vacancy.objects.get(pk=vacancy.pk)
    settle_reports(vacancy=case, to=to, officer=officer, reason="Sudah diperiksa.", seen=keys)


def reported() -> Vacancy:
    vacancy = VacancyFactory()
    ReportFactory(vacancy=vacancy)
    return vacancy


def decisions_of_two_officers() -> int:
    """Return how often a report is settled that two officers settle at the same moment."""
    vacancy = reported()
    first, second = make_officer(roles.VERIFIER), make_officer(roles.VERIFIER)
    with meanwhile(lambda: settle(vacancy, second, "dismissed")):
        settle(vacancy, first, "upheld")
    report = VacancyReport.objects.get()
    assert report.state == "upheld"
    return report.transitions.count()


def state_of_a_report_made_while_settling() -> str:
    """Return the state of a report that begins first and ends while the officer decides."""
    vacancy, officer, person = reported(), make_officer(roles.VERIFIER), UserFactory()
    seen_only = settle_what_was_there(vacancy, officer)
    with meanwhile(seen_only):
        report_vacancy(vacancy=vacancy, reason=ReportReason.FEE, reporter=person)
    others = set(vacancy.reports.exclude(reporter=person).values_list("state", flat=True))
    assert len(others) == 1
    return others.pop()


def settle_what_was_there(vacancy: Vacancy, officer: User):
    """Return the officer's decision about what stands on his page now."""
    keys = [str(key) for key in vacancy.reports.values_list("pk", flat=True)]
    return lambda: settle_reports(
        vacancy=vacancy, to="dismissed", officer=officer, reason="Sudah diperiksa.", seen=keys
    )


def test_two_officers_settle_once():
    assert decisions_of_two_officers() == 1


def test_decision_waits_for_a_report_on_its_way_and_is_not_taken():
    assert state_of_a_report_made_while_settling() == "open"


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_the_decision_overlooks_it():
    assert state_of_a_report_made_while_settling() == "dismissed"


def test_report_that_comes_after_the_decision_is_a_new_case():
    vacancy, officer, person = reported(), make_officer(roles.VERIFIER), UserFactory()
    with meanwhile(
        lambda: report_vacancy(vacancy=vacancy, reason=ReportReason.FEE, reporter=person)
    ):
        settle(vacancy, officer, "dismissed")
    states = {
        report.reporter: report.state for report in vacancy.reports.select_related("reporter")
    }
    assert states == {None: "dismissed", person: "open"}
    assert VacancyReport.objects.filter(state="open").count() == 1


def reports_after_two_taps() -> int:
    """Return how many reports one person has who sends the same one twice at once."""
    vacancy, person = VacancyFactory(), UserFactory()

    def send() -> None:
        report_vacancy(vacancy=vacancy, reason=ReportReason.FEE, reporter=person)

    with meanwhile(send):
        send()
    return vacancy.reports.count()


def test_two_taps_of_one_person_are_one_report():
    assert reports_after_two_taps() == 1
