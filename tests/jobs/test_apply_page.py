"""Applying on the pages: what is missing, what is sent to whom, one tap, and every way to fail."""

from datetime import timedelta
from uuid import uuid4

import pytest

from employers.enums import CompanyState
from jobs.enums import ApplyMode, CloseReason
from jobs.models import Application
from jobs.services.applying import withdraw_application
from jobs.services.moderation import close_vacancy
from seekers.enums import DocumentKind, Sex
from seekers.models import Seeker
from sikas.memory import fragments
from tests.factories import PASSWORD, UserFactory
from tests.jobs.applicants import account_of, applied, ready_seeker
from tests.jobs.factories import VacancyFactory
from tests.seekers.people import hand_in_paper
from tests.seekers.places import make_village

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


def to_apply(vacancy):
    return f"{vacancy.get_absolute_url()}lamar/"


def basics(village, **changes):
    """Return what the screen of missing basics asks of somebody who told nothing yet."""
    values = {
        "identitas-birth_date_day": "15",
        "identitas-birth_date_month": "2",
        "identitas-birth_date_year": "1995",
        "identitas-sex": str(Sex.FEMALE.value),
        "alamat-area": str(village.pk),
        "pendidikan-level": "50",
        "pendidikan-school": "SMAN 1 Kisaran",
    }
    return values | changes


@pytest.fixture
def beginner(client):
    """Return somebody with a new account who is signed in."""
    person = UserFactory.create(name="Sulastri")
    client.force_login(person)
    return person


def seen_and_sent(client, vacancy, form):
    """Open the screen of the basics and send it as a browser does."""
    page = client.get(to_apply(vacancy))
    hidden = {field["seen"].html_name: field.initial["seen"] for field in page.context["forms"][:2]}
    return client.post(f"{to_apply(vacancy)}data/", hidden | form)


def test_confirm_screen_says_what_goes_to_whom_and_never_the_nik(client, seeker):
    vacancy = VacancyFactory()
    hand_in_paper(account_of(seeker), DocumentKind.KTP)
    diploma = hand_in_paper(account_of(seeker), DocumentKind.DIPLOMA)
    page = client.get(to_apply(vacancy)).content.decode()
    assert f"Dikirim ke {vacancy.company.name}: nama, lahir, jenis kelamin" in page
    for words in (seeker.name, "15 Februari 1995", "Serdang, Meranti", "SMK · SMKN 2 Kisaran"):
        assert words in page
    assert f'value="{diploma.pk}"' in page
    assert "ktp.png" not in page
    assert seeker.masked_nik not in page


def test_somebody_without_papers_reads_that_none_is_needed(client, seeker):
    assert "Melamar tanpa berkas boleh" in client.get(to_apply(VacancyFactory())).content.decode()


def test_letter_and_chosen_documents_are_sent_and_the_receipt_says_what_comes_next(client, seeker):
    vacancy = VacancyFactory(title="Kasir")
    diploma = hand_in_paper(account_of(seeker), DocumentKind.DIPLOMA)
    hand_in_paper(account_of(seeker), DocumentKind.CV)
    form = {"key": str(uuid4()), "letter": "Saya siap.\r\nSenin.", "documents": [diploma.pk]}
    page = client.post(to_apply(vacancy), form, follow=True)
    sent = Application.objects.get()
    assert (sent.seeker, sent.vacancy, sent.letter) == (seeker, vacancy, "Saya siap.\nSenin.")
    assert [paper.kind for paper in sent.documents.all()] == [DocumentKind.DIPLOMA]
    assert page.redirect_chain == [(f"/lamaran/{sent.receipt}/tanda-terima/", 302)]
    for words in ("Lamaran terkirim", sent.receipt, "Yang terjadi selanjutnya", "Kasir"):
        assert words in page.content.decode()


def test_one_tap_on_the_vacancy_sends_a_complete_profile(client, seeker):
    vacancy = VacancyFactory()
    standing = client.get(vacancy.get_absolute_url()).context["standing"]
    client.post(to_apply(vacancy), {"key": str(standing.key)})
    assert Application.objects.get().key == standing.key
    page = client.get(vacancy.get_absolute_url()).content.decode()
    assert "Lamaran Anda" in page
    assert Application.objects.get().receipt in page
    assert "Kirim lamaran" not in page


def test_vacancy_page_costs_a_seeker_one_query_more_and_others_none(
    client, seeker, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(fragments, "room", 100_000)
    address = VacancyFactory().get_absolute_url()
    client.get(address)
    session_user_version_saved_standing = 5
    with django_assert_num_queries(session_user_version_saved_standing):
        page = client.get(address).content.decode()
    assert "Kirim lamaran" in page
    client.logout()
    client.get(address)
    with django_assert_num_queries(1):
        page = client.get(address).content.decode()
    assert "Kirim lamaran" not in page
    assert "csrfmiddlewaretoken" not in page
    assert f'href="{address}lamar/"' in page


def test_missing_basics_are_told_on_one_screen_and_stay_in_the_profile(client, beginner):
    vacancy, village = VacancyFactory(), make_village()
    page = client.get(to_apply(vacancy)).content.decode()
    assert "Simpan dan lanjutkan" in page
    assert "NIK" not in page, "what is not needed to apply is not asked"
    sent = seen_and_sent(client, vacancy, basics(village))
    assert sent["Location"] == to_apply(vacancy)
    seeker = Seeker.objects.get(user=beginner)
    assert (seeker.sex, seeker.area, seeker.education.get().level) == (Sex.FEMALE, village, 50)
    assert "Kirim lamaran" in client.get(to_apply(vacancy)).content.decode()


def test_wrong_basics_are_marked_and_everything_typed_is_kept(client, beginner):
    vacancy, village = VacancyFactory(), make_village()
    wrong = basics(village, **{"identitas-birth_date_month": "14", "pendidikan-level": ""})
    page = seen_and_sent(client, vacancy, wrong).content.decode()
    assert "Tulis tanggal yang benar" in page
    assert "Pilih jenjang" in page
    assert "SMAN 1 Kisaran" in page
    assert not Seeker.objects.filter(user=beginner).exists(), "nothing is half saved"


def test_only_what_is_missing_is_asked(client):
    seeker = ready_seeker(birth_date=None)
    client.force_login(account_of(seeker))
    vacancy = VacancyFactory()
    page = client.get(to_apply(vacancy)).content.decode()
    assert "Tanggal lahir" in page
    assert "Jenis kelamin" not in page
    assert "Jenjang" not in page


def test_basics_changed_on_another_device_meanwhile_are_not_overwritten(client):
    seeker = ready_seeker(area=None, sex=None)
    client.force_login(account_of(seeker))
    vacancy, village = VacancyFactory(), make_village()
    page = client.get(to_apply(vacancy))
    hidden = {form["seen"].html_name: form.initial["seen"] for form in page.context["forms"]}
    Seeker.objects.filter(pk=seeker.pk).update(name="Dari loket")
    form = basics(village) | hidden
    again = client.post(f"{to_apply(vacancy)}data/", form)
    assert "sudah diubah dari perangkat lain" in again.content.decode()
    seeker.refresh_from_db()
    assert seeker.area is None
    hidden = {form["seen"].html_name: form["seen"].value() for form in again.context["forms"]}
    client.post(f"{to_apply(vacancy)}data/", form | hidden)
    seeker.refresh_from_db()
    assert seeker.area == village


def test_letter_waits_while_the_basics_are_told(client):
    seeker = ready_seeker(sex=None)
    client.force_login(account_of(seeker))
    vacancy = VacancyFactory()
    page = client.post(to_apply(vacancy), {"key": str(uuid4()), "letter": "Panjang sekali"})
    assert "Simpan dan lanjutkan" in page.content.decode()
    Seeker.objects.filter(pk=seeker.pk).update(sex=Sex.MALE)
    assert "Panjang sekali" in client.get(to_apply(vacancy)).content.decode()
    assert "Panjang sekali" not in client.get(to_apply(VacancyFactory())).content.decode()


def test_letter_that_is_too_long_waits_too_while_the_basics_are_told(client, beginner):
    vacancy, letter = VacancyFactory(), "a" * 2500
    page = client.post(to_apply(vacancy), {"letter": letter}).content.decode()
    assert "Simpan dan lanjutkan" in page
    seen_and_sent(client, vacancy, basics(make_village()))
    assert letter in client.get(to_apply(vacancy)).content.decode()


def test_somebody_with_no_profile_at_all_is_asked_and_nothing_is_sent(client, beginner):
    page = client.post(to_apply(VacancyFactory()), {"key": str(uuid4())})
    assert "Simpan dan lanjutkan" in page.content.decode()
    assert not Application.objects.exists()


def test_requirements_that_are_not_met_warn_and_do_not_block(client, seeker):
    vacancy = VacancyFactory(education=100, age_max=25, limits_reason="Pekerjaan lapangan")
    page = client.get(to_apply(vacancy)).content.decode()
    assert "meminta pendidikan paling rendah" in page
    assert "meminta usia paling tinggi 25 tahun" in page
    client.post(to_apply(vacancy), {"key": str(uuid4())})
    assert Application.objects.get().vacancy == vacancy


def test_signed_out_while_writing_comes_back_to_the_letter(client, seeker, clock):
    vacancy = VacancyFactory()
    client.logout()
    asked = client.post(to_apply(vacancy), {"key": str(uuid4()), "letter": "Saya siap."})
    assert asked["Location"] == f"/akun/masuk/?next={to_apply(vacancy)}"
    assert not Application.objects.exists()
    form = {"contact": account_of(seeker).email, "password": PASSWORD, "next": to_apply(vacancy)}
    page = client.post("/akun/masuk/", form, follow=True).content.decode()
    assert "Saya siap." in page
    clock.move(timedelta(hours=2))
    assert "Saya siap." not in client.get(to_apply(vacancy)).content.decode()


def test_somebody_else_than_a_seeker_is_told_clearly(client):
    client.force_login(UserFactory.create(company=True))
    vacancy = VacancyFactory()
    for answer in (client.get(to_apply(vacancy)), client.post(to_apply(vacancy))):
        assert "bukan akun pencari kerja" in answer.content.decode()
    assert client.post(f"{to_apply(vacancy)}data/").status_code == 404


def test_double_submit_shows_the_same_receipt(client, seeker):
    vacancy, key = VacancyFactory(), str(uuid4())
    first, second, other_tab = (
        client.post(to_apply(vacancy), {"key": name}) for name in (key, key, str(uuid4()))
    )
    assert first["Location"] == second["Location"] == other_tab["Location"]
    assert "sudah terkirim sebelumnya" in client.get(other_tab["Location"]).content.decode()
    assert client.get(to_apply(vacancy))["Location"] == first["Location"]


def test_withdrawn_application_leaves_the_way_open(client, seeker):
    vacancy = VacancyFactory()
    first = applied(seeker=seeker, vacancy=vacancy)
    withdraw_application(application=first, by=account_of(seeker))
    assert "Kirim lamaran" in client.get(to_apply(vacancy)).content.decode()


@pytest.mark.parametrize("letter", ("", "Saya siap."))
def test_vacancy_that_closed_meanwhile_says_so_and_gives_the_letter_back(client, seeker, letter):
    vacancy = VacancyFactory()
    close_vacancy(vacancy=vacancy, reason=CloseReason.FILLED, by=None)
    answer = client.post(to_apply(vacancy), {"key": str(uuid4()), "letter": letter})
    assert answer.status_code == 410
    page = answer.content.decode()
    assert "sudah ditutup" in page
    assert letter in page
    assert client.get(to_apply(vacancy)).status_code == 410


def test_suspended_company_takes_nothing_and_the_letter_comes_back(client, seeker):
    vacancy = VacancyFactory(company__state=CompanyState.SUSPENDED)
    answer = client.post(to_apply(vacancy), {"key": str(uuid4()), "letter": HOSTILE})
    assert "tidak tersedia lagi" in answer.content.decode()
    assert HOSTILE not in answer.content.decode()
    assert "&lt;script&gt;" in answer.content.decode()
    assert client.get(to_apply(vacancy)).status_code == 404
    assert not Application.objects.exists()


def test_vacancy_of_another_portal_leads_to_its_page(client, seeker):
    vacancy = VacancyFactory(apply_mode=ApplyMode.EXTERNAL, apply_url="https://contoh.id/1")
    for answer in (client.get(to_apply(vacancy)), client.post(to_apply(vacancy))):
        assert answer["Location"] == vacancy.get_absolute_url()


@pytest.mark.parametrize("number", ("0", "999999999", "99999999999999999999999"))
def test_foreign_link_is_not_found(client, seeker, number):
    assert client.get(f"/lowongan/kasir-{number}/lamar/").status_code == 404
    assert client.post(f"/lowongan/kasir-{number}/lamar/").status_code == 404
    assert client.post(f"/lowongan/kasir-{number}/lamar/data/").status_code in (302, 404)


@pytest.mark.parametrize(
    ("letter", "words"),
    (("a" * 8000, "2000"), ("a\x00b", "field-error"), ("😀" * 2001, "2000")),
    ids=("long", "nul", "emoji"),
)
def test_letter_that_cannot_be_sent_is_kept_with_a_message(client, seeker, letter, words):
    answer = client.post(to_apply(VacancyFactory()), {"key": str(uuid4()), "letter": letter})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert letter in page
    assert not Application.objects.exists()


def test_document_that_is_gone_or_somebody_elses_is_refused_and_the_letter_kept(client, seeker):
    foreign = hand_in_paper(account_of(ready_seeker()), DocumentKind.DIPLOMA)
    for chosen in (foreign.pk, "abc", "9" * 40):
        form = {"key": "kosong", "letter": "Saya siap.", "documents": [chosen]}
        page = client.post(to_apply(VacancyFactory()), form).content.decode()
        assert "tidak ada lagi di profil Anda" in page
        assert "Saya siap." in page
    assert not Application.objects.exists()


def test_illegible_key_is_replaced(client, seeker):
    client.post(to_apply(VacancyFactory()), {"key": "bukan-uuid"})
    assert Application.objects.get().key


def test_sending_costs_few_queries(client, seeker, django_assert_num_queries):
    vacancy = VacancyFactory()
    session_user_seeker_begin_submit_end = 6
    with django_assert_num_queries(session_user_seeker_begin_submit_end):
        client.post(to_apply(vacancy), {"key": str(uuid4())})
