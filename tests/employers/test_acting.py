"""Who may open the pages of a company."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from employers.enums import MemberRole
from employers.models import Member
from employers.views.acting import acting_company
from tests.employers.people import member_of
from tests.factories import UserFactory
from tests.jobs.factories import CompanyFactory

pytestmark = pytest.mark.django_db


def request_of(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_member_acts_with_his_own_role():
    company = CompanyFactory()
    member_of(company)
    recruiter = member_of(company, MemberRole.RECRUITER)
    acting = acting_company(request_of(recruiter), company.pk)
    assert (acting, acting.acting_role) == (company, MemberRole.RECRUITER)


def test_company_of_others_does_not_exist():
    company = CompanyFactory()
    member_of(company)
    outsider = member_of(CompanyFactory())
    with pytest.raises(Http404):
        acting_company(request_of(outsider), company.pk)


def test_member_who_was_removed_no_longer_acts():
    company = CompanyFactory()
    user = member_of(company, MemberRole.RECRUITER)
    Member.objects.filter(user=user).update(is_active=False)
    with pytest.raises(Http404):
        acting_company(request_of(user), company.pk)


def test_what_only_owners_may_do_does_not_exist_for_recruiters():
    company = CompanyFactory()
    recruiter = member_of(company, MemberRole.RECRUITER)
    with pytest.raises(Http404):
        acting_company(request_of(recruiter), company.pk, owner=True)
    assert acting_company(request_of(member_of(company)), company.pk, owner=True) == company


def test_person_of_one_company_is_led_to_it(client):
    company = CompanyFactory()
    client.force_login(member_of(company))
    assert client.get("/perusahaan-saya/")["Location"] == f"/perusahaan-saya/{company.pk}/"


def test_person_of_several_companies_chooses(client):
    first, second = CompanyFactory(), CompanyFactory()
    user = member_of(first)
    Member.objects.create(company=second, user=user)
    client.force_login(user)
    page = client.get("/perusahaan-saya/").content.decode()
    assert first.name in page
    assert second.name in page


def test_one_company_can_still_be_listed(client):
    company = CompanyFactory()
    client.force_login(member_of(company))
    assert company.name in client.get("/perusahaan-saya/semua/").content.decode()


def test_person_without_a_company_sees_none(client):
    CompanyFactory(name="PT Rahasia")
    client.force_login(UserFactory.create(company=True))
    page = client.get("/perusahaan-saya/").content.decode()
    assert "Belum ada perusahaan" in page
    assert "PT Rahasia" not in page
