"""The first page of a company: where it stands, what is next."""

from datetime import timedelta

import pytest

from employers.enums import CompanyState, MemberRole, ReviewSubject
from employers.models import Company, CompanyDocument
from employers.services import decide_company, submit_company
from employers.standing import usual_wait
from sikas.accounts import roles
from sikas.clock import now
from tests.employers.people import complete, member_of
from tests.factories import make_officer
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(client, village) -> Company:
    made = complete(village)
    client.force_login(member_of(made))
    return made


def dashboard(client, company: Company) -> str:
    answer = client.get(f"/perusahaan-saya/{company.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def file(company: Company) -> Company:
    return submit_company(company=company, by=company.members.get(role=MemberRole.OWNER).user)


def test_draft_is_led_to_what_is_missing(client, company):
    Company.objects.filter(pk=company.pk).update(phone="")
    CompanyDocument.objects.filter(company=company, kind="npwp").delete()
    page = dashboard(client, company)
    assert "Lengkapi profil perusahaan" in page
    assert f'href="/perusahaan-saya/{company.pk}/profil/usaha/#id_phone">Isi telepon.' in page
    assert f'href="/perusahaan-saya/{company.pk}/dokumen/#npwp_document"' in page


def test_complete_draft_is_led_to_its_submission(client, company):
    page = dashboard(client, company)
    assert "Ajukan perusahaan" in page
    assert f'href="/perusahaan-saya/{company.pk}/profil/">Periksa dan ajukan' in page


def test_recruiter_is_told_who_does_it(client, company):
    client.force_login(member_of(company, MemberRole.RECRUITER))
    page = dashboard(client, company)
    assert "Pemilik akun perusahaan ini yang mengisi" in page
    assert "Periksa dan ajukan" not in page


def test_waiting_company_sees_its_place_and_the_usual_days(client, company):
    first = CompanyFactory(submitted=True, submitted_at=now() - timedelta(days=2))
    file(company)
    assert "1 perusahaan diperiksa sebelum Anda." in dashboard(client, company)
    first.delete()
    page = dashboard(client, company)
    assert "Perusahaan Anda diperiksa berikutnya." in page
    assert "Biasanya" not in page


def test_usual_wait_is_the_median_of_the_last_decisions(village, clock):
    officer = make_officer(roles.VERIFIER)
    for number, days in enumerate((1, 2, 9)):
        other = complete(village, nib=f"{number + 5:013}")
        member_of(other)
        file(other)
        clock.move(timedelta(days=days))
        decide_company(company=other, to="verified", officer=officer)
    found = usual_wait()
    assert found
    assert found // timedelta(hours=1) == 48


def test_returned_company_reads_what_to_correct_and_where(client, company):
    file(company)
    decide_company(
        company=company,
        to="returned",
        officer=make_officer(roles.VERIFIER),
        items={ReviewSubject.ADDRESS: "Tulis nama dusun."},
    )
    page = dashboard(client, company)
    assert "Perbaiki yang diminta petugas" in page
    assert f'/perusahaan-saya/{company.pk}/profil/usaha/#id_area">Alamat: Tulis nama' in page


def test_rejected_company_reads_the_reason_and_may_try_again(client, company):
    file(company)
    decide_company(
        company=company, to="rejected", officer=make_officer(roles.VERIFIER), reason="NIB palsu."
    )
    page = dashboard(client, company)
    assert "NIB palsu." in page
    assert "Perbaiki dan ajukan lagi" in page


def test_suspended_company_reads_why_and_whom_to_ask(client, company):
    Company.objects.filter(pk=company.pk).update(state=CompanyState.VERIFIED, verified_at=now())
    company.refresh_from_db()
    decide_company(
        company=company,
        to="suspended",
        officer=make_officer(roles.VERIFIER),
        reason="Ada pungutan.",
    )
    page = dashboard(client, company)
    assert "Lowongan Anda tidak tampil. Alasan petugas: Ada pungutan." in page
    assert 'href="/bantuan/"' in page


def test_verified_company_is_warned_of_an_old_report(client, company):
    Company.objects.filter(pk=company.pk).update(
        state=CompanyState.VERIFIED,
        verified_at=now(),
        wlkp_date=now().date() - timedelta(days=400),
    )
    assert "WLKP lebih dari satu tahun" in dashboard(client, company)


def test_verified_company_is_led_to_its_first_vacancy_and_then_to_what_needs_it(client, company):
    Company.objects.filter(pk=company.pk).update(state=CompanyState.VERIFIED, verified_at=now())
    assert "Tulis lowongan pertama" in dashboard(client, company)
    VacancyFactory(company=company, returned=True, title="Mandor Panen")
    page = dashboard(client, company)
    assert "Tulis lowongan pertama" not in page
    assert "Lowongan yang menunggu Anda" in page
    assert "Mandor Panen" in page
