"""One's own applications: the list, one of them whole, the receipt, taking one back."""

from datetime import timedelta

import pytest

from jobs.enums import ApplicationState, RejectReason
from jobs.models import ApplicationMessage
from seekers.enums import DocumentKind
from sikas.accounts import roles
from sikas.workflow.transitions import transition
from tests.factories import UserFactory, make_officer
from tests.jobs.applicants import account_of, applied
from tests.jobs.factories import VacancyFactory
from tests.lists import assert_cost_is_flat
from tests.seekers.people import hand_in_paper

pytestmark = pytest.mark.django_db


def page_of(client, application, rest=""):
    return client.get(f"/lamaran/{application.receipt}/{rest}").content.decode()


def reject(application, reason=RejectReason.EXPERIENCE, note=""):
    return transition(
        application,
        ApplicationState.NOT_SELECTED,
        by=None,
        reject_reason=reason,
        reject_note=note,
    )


def test_list_is_empty_until_something_is_sent(client, seeker):
    assert "Anda belum mengirim lamaran" in client.get("/lamaran/").content.decode()


def test_list_of_somebody_who_seeks_no_work_says_whom_it_is_for(client):
    told = {
        "/perusahaan-saya/": UserFactory.create(company=True),
        "/admin/": make_officer(roles.LEADER),
    }
    for way_on, user in told.items():
        client.force_login(user)
        page = client.get("/lamaran/").content.decode()
        assert "Halaman ini untuk pencari kerja" in page
        assert f'href="{way_on}">Buka ' in page
        assert ("halaman perusahaan" in page) is (user.kind == "company")


def test_list_says_in_plain_words_what_happened_last(client, seeker, clock):
    viewed = applied(seeker=seeker, vacancy=VacancyFactory(title="Kasir"))
    refused = applied(seeker=seeker, vacancy=VacancyFactory(title="Mandor"))
    transition(viewed, ApplicationState.VIEWED, by=None)
    reject(refused)
    clock.move(timedelta(days=3))
    fresh = applied(seeker=seeker, vacancy=VacancyFactory(title="Sopir"))
    page = client.get("/lamaran/").content.decode()
    assert "Dilihat perusahaan 3 hari lalu." in page
    assert "Belum cocok: Mencari pengalaman yang lain." in page
    assert "Terkirim hari ini. Perusahaan belum membukanya." in page
    assert page.index("Sopir") < page.index("Mandor"), "newest first"
    assert fresh.receipt in page
    ended = client.get("/lamaran/?tampil=selesai").content.decode()
    assert "Mandor" in ended
    assert "Kasir" not in ended
    living = client.get("/lamaran/?tampil=berjalan").content.decode()
    assert "Mandor" not in living


def test_list_with_nothing_of_a_kind_says_so(client, seeker):
    applied(seeker=seeker)
    page = client.get("/lamaran/?tampil=selesai&halaman=99").content.decode()
    assert "Tidak ada lamaran di sini." in page


def test_list_costs_one_query_and_the_counts(client, seeker):
    session_user_counts_rows = 4
    assert_cost_is_flat(
        client, "/lamaran/", make=lambda: applied(seeker=seeker), queries=session_user_counts_rows
    )


def test_detail_shows_the_way_what_was_sent_and_what_the_company_wrote(client, seeker):
    diploma = hand_in_paper(account_of(seeker), DocumentKind.DIPLOMA)
    sent = applied(seeker=seeker, letter="Saya siap.")
    paper = sent.documents.create(kind=diploma.kind, file=diploma.file)
    transition(sent, ApplicationState.VIEWED, by=None)
    ApplicationMessage.objects.create(application=sent, text="Mohon bawa ijazah.")
    page = page_of(client, sent)
    for words in (
        "Lamaran terkirim",
        "Dilihat perusahaan",
        "Mohon bawa ijazah.",
        "Saya siap.",
        "SMKN 2 Kisaran",
        "diploma.png",
        "Tarik lamaran",
    ):
        assert words in page
    answer = client.get(f"/lamaran/{sent.receipt}/dokumen/{paper.pk}/")
    assert answer["Content-Type"] == "image/png"
    assert b"".join(answer.streaming_content)


def test_reason_is_read_at_once_with_similar_vacancies(client, seeker, occupation):
    sent = applied(seeker=seeker, vacancy=VacancyFactory(occupation=occupation))
    other = VacancyFactory(title="Penjaga Toko", occupation=occupation)
    reject(sent, RejectReason.FILLED, "Terima kasih, Bu.")
    page = page_of(client, sent)
    assert "Belum cocok: Lowongan sudah terisi" in page
    assert "Terima kasih, Bu." in page
    assert other.get_absolute_url() in page
    assert "Tarik lamaran" not in page


def test_silence_of_a_company_is_told_kindly(client, seeker):
    sent = applied(seeker=seeker)
    transition(sent, ApplicationState.UNANSWERED, by=None)
    assert "tidak menanggapi lamaran Anda" in page_of(client, sent)


def test_withdrawing_asks_first_and_is_done_once(client, seeker):
    sent = applied(seeker=seeker)
    assert "Tarik lamaran ini?" in page_of(client, sent, "tarik/")
    for _tap in range(2):
        page = client.post(f"/lamaran/{sent.receipt}/tarik/", follow=True).content.decode()
        assert "Anda tarik hari ini." in page
    assert sent.transitions.filter(to_state="withdrawn", by=seeker.user).count() == 1
    receipt = page_of(client, sent, "tanda-terima/")
    assert "Tanda terima lamaran" in receipt
    assert "Yang terjadi selanjutnya" not in receipt


@pytest.mark.parametrize("method", ("get", "post"))
def test_application_with_an_outcome_is_not_withdrawn(client, seeker, method):
    sent = reject(applied(seeker=seeker))
    answer = getattr(client, method)(f"/lamaran/{sent.receipt}/tarik/", follow=True)
    assert "tidak dapat ditarik" in answer.content.decode()
    sent.refresh_from_db()
    assert sent.state == ApplicationState.NOT_SELECTED


def test_applications_of_others_are_not_found(client, seeker):
    other = applied()
    for rest in ("", "tanda-terima/", "tarik/"):
        assert client.get(f"/lamaran/{other.receipt}/{rest}").status_code == 404
    assert client.get("/lamaran/7KPX-42D%00/").status_code == 404
