"""What the demo's companies filed: readable by officers, corrected, in every state."""

import pytest

from employers import reviews
from employers.enums import CompanyState, MemberRole, ReviewSubject
from employers.models import Company
from employers.profile import gaps
from sikas.documents import storage

pytestmark = pytest.mark.django_db


def test_every_submission_is_kept_with_what_it_said(loaded):
    for company in Company.objects.prefetch_related("transitions", "submissions"):
        steps = company.transitions.all()
        filed = [step.at for step in steps if step.to_state == CompanyState.SUBMITTED]
        assert [submission.at for submission in company.submissions.all()] == filed
        assert all(submission.facts["name"] for submission in company.submissions.all())


def test_cases_that_officers_open_are_complete_and_have_papers(loaded):
    for company in Company.objects.waiting():
        assert not gaps(company)
        for document in company.documents.select_related("file"):
            assert storage.locate(document.file.path).read_bytes().startswith(b"%PDF")


def test_returned_companies_read_what_to_correct_where(loaded):
    wanted = {
        company.name: [item.subject for item in reviews.to_correct(company)]
        for company in Company.objects.filter(state=CompanyState.RETURNED)
    }
    assert sorted(wanted.values()) == [[ReviewSubject.ADDRESS], [ReviewSubject.OTHER_DOCUMENT]]


def test_case_that_comes_back_shows_what_changed(loaded):
    (company,) = [row for row in Company.objects.waiting() if row.submissions.count() > 1]
    assert list(reviews.changes(company)) == [ReviewSubject.NIB]
    assert reviews.earlier_reasons(company)[ReviewSubject.NIB]
    assert company.submissions.latest().note


def test_company_of_the_demo_account_has_a_team(loaded):
    company = Company.objects.visible_to(loaded.account).get(state=CompanyState.VERIFIED)
    assert company.members.filter(role=MemberRole.RECRUITER).exists()
    assert company.invitations.usable().exists()
