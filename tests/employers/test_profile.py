"""A company tells about itself, step by step."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import localdate

from employers.enums import MemberRole, ReviewSubject
from employers.models import Company, Member, Submission
from employers.services import decide_company
from employers.services.profile import MAX_DRAFTS
from sikas import clock
from sikas.accounts import roles
from sikas.reference.models import Industry
from tests.employers.people import complete, member_of
from tests.factories import UserFactory, make_officer
from tests.jobs.factories import CompanyFactory

pytestmark = pytest.mark.django_db

NEW = "/perusahaan-saya/baru/"
IDENTITY = {"name": "PT Contoh Jaya", "nib": "", "npwp": "", "wlkp_number": ""}


@pytest.fixture
def owner(client):
    user = UserFactory.create(company=True, name="Rudi Simbolon")
    client.force_login(user)
    return user


def own(client, company: Company, **person) -> Company:
    client.force_login(member_of(company, **person))
    return company


def step(company: Company, slug: str) -> str:
    return f"/perusahaan-saya/{company.pk}/profil/{slug}/"


def shown(client, url: str) -> dict[str, str]:
    """Return what a browser would send back unchanged."""
    form = client.get(url).context["form"]
    values = {bound.html_name: bound.value() for bound in form}
    parts = values.pop("wlkp_date", None)
    if parts:
        values |= {f"wlkp_date_{name}": getattr(parts, name) for name in ("day", "month", "year")}
    return {name: value for name, value in values.items() if value is not None}


def text(response) -> str:
    return response.content.decode()


def test_name_alone_begins_a_draft_that_its_maker_owns(client, owner):
    answer = client.post(NEW, IDENTITY)
    company = Company.objects.get()
    assert answer["Location"] == step(company, "usaha")
    assert (company.state, company.nib) == ("draft", None)
    assert Member.objects.owners().get().user == owner


def test_second_tap_makes_no_second_company(client, owner):
    client.post(NEW, IDENTITY)
    client.post(NEW, IDENTITY)
    answer = client.post(NEW, IDENTITY | {"nib": "1234567890123", "name": "PT Lain"})
    again = client.post(NEW, IDENTITY | {"nib": "1234567890123", "name": "PT Lain"})
    assert Company.objects.count() == 2
    other = Company.objects.get(name="PT Lain")
    assert answer["Location"] == step(other, "usaha")
    assert again["Location"] == step(other, "identitas")


def test_nobody_begins_companies_without_end(client, owner):
    for number in range(MAX_DRAFTS + 1):
        answer = client.post(NEW, IDENTITY | {"name": f"PT Nomor {number} A"})
    assert "Selesaikan atau ajukan dulu" in text(answer)
    assert Company.objects.count() == MAX_DRAFTS


def test_officers_have_no_companies(client):
    client.force_login(make_officer(roles.VERIFIER))
    assert client.get(NEW).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    (
        ("nib", "123456789012", "NIB terdiri atas 13 angka. Anda menulis 12 angka."),
        ("nib", "12345678901AB", "Tulis angka saja."),
        ("nib", "١٢٣٤٥٦٧٨٩٠١٢٣", "Tulis angka saja."),
        ("npwp", "01.234.567.8-901", "NPWP terdiri atas 15 atau 16 angka."),
        ("name", "12345", "Tulis nama perusahaan seperti di NIB."),
        ("name", "", "Isi nama perusahaan."),
        ("name", "PT \x00 Nol", "huruf yang tidak terbaca"),
        ("wlkp_number", "21274.1", "Isi tanggal lapor WLKP."),
    ),
)
def test_bad_number_is_named_and_everything_typed_is_kept(client, owner, field, typed, words):
    form = IDENTITY | {"npwp": "01.234.567.8-901.000"} | {field: typed}
    page = text(client.post(NEW, form))
    assert words in page
    assert form["npwp"] in page
    assert not Company.objects.exists()


def test_numbers_may_be_typed_with_dots_and_blanks(client, owner):
    numbers = {"nib": "1234 5678 90123", "npwp": "01.234.567.8-901.000"}
    client.post(NEW, IDENTITY | numbers)
    company = Company.objects.get()
    assert (company.nib, company.npwp) == ("1234567890123", "012345678901000")


@pytest.mark.parametrize("days", (1, 400))
def test_report_from_the_future_is_refused_and_an_old_one_is_warned_of(client, days):
    company = own(client, CompanyFactory(state="draft", verified_at=None))
    day = localdate(clock.now()) + timedelta(days=days if days == 1 else -days)
    report = {"wlkp_date_day": day.day, "wlkp_date_month": day.month, "wlkp_date_year": day.year}
    url = step(company, "identitas")
    page = text(
        client.post(url, shown(client, url) | {"wlkp_number": "21274.1"} | report, follow=True)
    )
    company.refresh_from_db()
    if days == 1:
        assert "Tanggal lapor belum tiba" in page
        assert company.wlkp_date is None
    else:
        assert "WLKP lebih dari satu tahun" in page
        assert company.wlkp_date == day


def test_nib_of_another_company_is_refused_without_saying_whose(client, owner):
    CompanyFactory(name="PT Rahasia", nib="1234567890123")
    page = text(client.post(NEW, IDENTITY | {"nib": "1234567890123"}))
    assert "NIB ini sudah terdaftar. Minta undangan dari pemilik akun perusahaan" in page
    assert "PT Rahasia" not in page


def test_numbers_cannot_be_tried_one_by_one(client, owner):
    for number in range(21):
        CompanyFactory(nib=f"99999999{number:05}")
        page = text(client.post(NEW, IDENTITY | {"nib": f"99999999{number:05}"}))
    assert "Terlalu banyak percobaan" in page


def test_each_step_is_saved_by_itself(client, village):
    company = own(client, CompanyFactory(state="draft", verified_at=None))
    place = {
        "industry": Industry.objects.get(code="10").pk,
        "area": village.pk,
        "website": "pt.co.id",
    }
    url = step(company, "usaha")
    answer = client.post(url, shown(client, url) | place)
    company.refresh_from_db()
    assert answer["Location"] == step(company, "tentang")
    assert (company.area, company.website) == (village, "https://pt.co.id")


def test_choices_are_grouped_by_what_lies_above_them(client, village):
    company = own(client, CompanyFactory(state="draft", verified_at=None))
    page = text(client.get(step(company, "usaha")))
    assert '<optgroup label="Kecamatan Bandar Pulau">' in page
    assert '<optgroup label="C Industri">' in page


@pytest.mark.parametrize("typed", ("halo", "12", "+62 (623) 41234 ext. 5"))
def test_telephone_that_cannot_be_called_is_refused(client, village, typed):
    company = own(client, CompanyFactory(state="draft", verified_at=None))
    url = step(company, "usaha")
    page = text(client.post(url, shown(client, url) | {"phone": typed}))
    assert "Tulis nomor telepon" in page
    company.refresh_from_db()
    assert company.phone == ""


def test_long_text_is_refused_and_kept(client):
    company = own(client, CompanyFactory(state="draft", verified_at=None))
    url = step(company, "tentang")
    page = text(client.post(url, shown(client, url) | {"description": "a" * 10_000}))
    assert "a" * 10_000 in page
    company.refresh_from_db()
    assert company.description == ""


def test_line_ends_of_browsers_do_not_count_twice(client):
    company = own(client, CompanyFactory(state="draft", verified_at=None))
    url = step(company, "tentang")
    client.post(url, shown(client, url) | {"description": "baris\r\n" * 1300 + "x" * 200})
    company.refresh_from_db()
    assert len(company.description) == 8000


def test_html_in_a_description_is_shown_as_text(client):
    company = own(client, CompanyFactory(state="draft", verified_at=None))
    url = step(company, "tentang")
    typed = shown(client, url) | {"description": "<script>alert(1)</script>"}
    client.post(url, typed)
    page = text(client.get(f"/perusahaan-saya/{company.pk}/profil/"))
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_colleague_is_not_overwritten_unawares(client):
    company = own(client, CompanyFactory(state="draft", verified_at=None), name="Sari Lubis")
    url = step(company, "tentang")
    mine = shown(client, url)
    client.post(url, shown(client, url) | {"employees": "20"})
    refused = client.post(url, mine | {"employees": "30"})
    company.refresh_from_db()
    assert company.employees == 20
    assert "Sari Lubis mengubah bagian ini pukul" in text(refused)
    assert 'value="30"' in text(refused)
    again = {name: refused.context["form"][name].value() for name in ("seen", "employees")}
    client.post(url, again)
    company.refresh_from_db()
    assert company.employees == 30


def test_same_values_saved_twice_are_no_conflict(client):
    company = own(client, CompanyFactory(state="draft", verified_at=None))
    url = step(company, "tentang")
    form = shown(client, url) | {"employees": "20"}
    assert client.post(url, form).status_code == client.post(url, form).status_code == 302


def test_verified_company_changes_its_contact_but_not_what_was_verified(client, village):
    company = own(client, complete(village, state="verified", verified_at=clock.now()))
    url = step(company, "usaha")
    page = text(client.get(url))
    examined = "lapangan usaha (KBLI), desa atau kelurahan, alamat"
    assert f"Sudah diperiksa petugas: {examined}. Untuk mengubahnya, bawa NIB" in page
    assert "Sudah diperiksa" not in text(client.get(step(company, "tentang")))
    form = shown(client, url) | {"phone": "0623-99999", "address": "Jalan Lain"}
    client.post(url, form)
    company.refresh_from_db()
    assert (company.phone, company.address) == ("0623-99999", "Jalan Lintas Km 9")


def test_company_that_is_being_checked_is_locked(client, village):
    company = own(client, complete(village, state="submitted"))
    url = step(company, "tentang")
    client.post(url, {"description": "Baru", "employees": "3"})
    company.refresh_from_db()
    assert company.description == ""
    assert "terkunci sampai ada keputusan" in text(client.get(url))


def test_submission_lists_what_is_missing_with_links_to_the_fields(client):
    company = own(client, CompanyFactory(state="draft", verified_at=None, nib=None))
    url = f"/perusahaan-saya/{company.pk}/profil/"
    page = text(client.post(url))
    assert f'<a href="{step(company, "identitas")}#id_nib">Isi NIB.</a>' in page
    assert f'<a href="{step(company, "usaha")}#id_area">Pilih desa atau kelurahan.</a>' in page
    company.refresh_from_db()
    assert company.state == "draft"
    assert not Submission.objects.exists()


def test_complete_company_is_submitted_once(client, village):
    company = own(client, complete(village))
    url = f"/perusahaan-saya/{company.pk}/profil/"
    first, second = client.post(url), client.post(url, follow=True)
    company.refresh_from_db()
    assert company.state == "submitted"
    assert first["Location"] == f"/perusahaan-saya/{company.pk}/"
    assert "sudah diajukan" in text(second)
    assert Submission.objects.get().facts["nib"] == company.nib


@pytest.mark.parametrize("slug", ("identitas", "usaha", "tentang", "tidak-ada"))
def test_profile_of_another_company_does_not_exist(client, village, slug):
    company = complete(village)
    client.force_login(member_of(CompanyFactory()))
    assert client.get(step(company, slug)).status_code == 404
    assert client.post(step(company, slug), {"name": "Dicuri"}).status_code == 404
    assert client.get(f"/perusahaan-saya/{company.pk}/profil/").status_code == 404
    assert client.post(f"/perusahaan-saya/{company.pk}/profil/").status_code == 404


def test_papers_tell_when_they_came_as_everything_else_does(client, village, clock):
    clock.freeze(datetime(2026, 9, 6, 10, 59, 7, tzinfo=UTC))
    company = own(client, complete(village))
    page = text(client.get(f"/perusahaan-saya/{company.pk}/profil/"))
    assert "nib.pdf (6 September 2026, 17.59 WIB)" in page
    assert "17.59.07" not in page


def test_recruiter_reads_the_profile_and_changes_nothing(client, village):
    company = complete(village)
    client.force_login(member_of(company, MemberRole.RECRUITER))
    page = client.get(f"/perusahaan-saya/{company.pk}/profil/")
    assert "Ajukan perusahaan" not in text(page)
    assert client.get(step(company, "usaha")).status_code == 404
    assert client.post(f"/perusahaan-saya/{company.pk}/profil/").status_code == 404


def test_what_an_officer_wants_is_told_at_its_field_until_it_is_filed_again(client, village):
    company = own(client, complete(village, state="submitted"))
    Submission.objects.create(company=company)
    items = {ReviewSubject.ADDRESS: "Tulis dusun.", ReviewSubject.NIB_DOCUMENT: "Buram."}
    decide_company(
        company=company, to="returned", officer=make_officer(roles.VERIFIER), items=items
    )
    page = text(client.get(step(company, "usaha")))
    assert re.search(r'id="id_area_wanted">.*Petugas meminta:.* Tulis dusun\.', page)
    assert 'aria-describedby="id_area_wanted"' in page
    assert "Petugas meminta" not in text(client.get(step(company, "identitas")))
    papers = text(client.get(f"/perusahaan-saya/{company.pk}/dokumen/"))
    assert "Perlu diperbaiki: Buram." in papers
    Company.objects.filter(pk=company.pk).update(state="submitted")
    assert "Petugas meminta" not in text(client.get(step(company, "usaha")))
