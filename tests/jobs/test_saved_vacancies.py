"""A job seeker keeps vacancies, finds them again, and is told before they close."""

from datetime import timedelta

import pytest

from employers.models import Company
from jobs.enums import CloseReason, VacancyState
from jobs.models import SavedVacancy, Vacancy
from jobs.saved import Saving, saving_of
from jobs.saved_personal import KEEPER
from jobs.selectors import CLOSED_PAGE_KEPT
from jobs.services import saving
from jobs.services.saving import remind_savers, save_vacancy
from jobs.tasks import remind_savers as remind_task
from sikas import clock
from sikas.clock import now
from sikas.notifications.models import Message
from sikas.notifications.rendering import render
from sikas.personal_data import Person
from tests.factories import UserFactory
from tests.jobs.applicants import account_of, applied, ready_seeker
from tests.jobs.factories import VacancyFactory
from tests.lists import assert_cost_is_flat

pytestmark = pytest.mark.django_db

LIST = "/lowongan-tersimpan/"
SAVE, UNSAVE = f"{LIST}simpan/", f"{LIST}hapus/"


@pytest.fixture
def seeker(client):
    person = UserFactory.create()
    client.force_login(person)
    return person


def keep(person, **facts) -> Vacancy:
    vacancy = VacancyFactory.create(**facts)
    SavedVacancy.objects.create(user=person, vacancy=vacancy)
    return vacancy


def page_of(client, path: str = LIST) -> str:
    return client.get(path).content.decode()


def told() -> int:
    return Message.objects.filter(event="jobs.saved_closing", channel="email").count()


def test_vacancy_is_kept_from_its_page_and_let_go_again(client, seeker):
    vacancy = VacancyFactory.create(title="Kasir Swalayan")
    address = vacancy.get_absolute_url()
    assert f'action="{SAVE}"' in page_of(client, address)
    answer = client.post(SAVE, {"vacancy": vacancy.pk, "next": address}, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    page = answer.content.decode()
    assert "Lowongan tersimpan. Kami kabari sebelum ditutup." in page
    assert f'action="{UNSAVE}"' in page
    client.post(SAVE, {"vacancy": vacancy.pk})
    assert SavedVacancy.objects.filter(user=seeker, vacancy=vacancy).count() == 1
    assert "Kasir Swalayan" in page_of(client)
    for _tap in range(2):
        assert client.post(UNSAVE, {"vacancy": vacancy.pk})["Location"] == LIST
    assert not SavedVacancy.objects.exists()


def test_list_of_vacancies_has_a_button_for_each_and_leads_back_to_the_same_search(client, seeker):
    kept, other = keep(seeker, title="Kasir Toko"), VacancyFactory.create(title="Kasir Kantin")
    VacancyFactory.create(title="Sopir")
    page = page_of(client, "/lowongan/?q=kasir")
    assert f'value="{kept.pk}" formaction="{UNSAVE}"' in page
    assert f'value="{other.pk}">' in page
    assert page.count('form="simpan" name="vacancy"') == 2
    answer = client.post(SAVE, {"vacancy": other.pk, "next": "/lowongan/?q=kasir"})
    assert answer["Location"] == "/lowongan/?q=kasir"


def test_pages_cost_a_job_seeker_one_query_more_and_others_none(seeker, django_assert_num_queries):
    vacancy = keep(seeker)
    with django_assert_num_queries(1):
        assert saving_of(seeker, vacancy.pk) is Saving.SAVED
    with django_assert_num_queries(0):
        assert saving_of(UserFactory.build(company=True), vacancy.pk) is None


def test_somebody_who_is_not_signed_in_comes_back_to_the_button(client):
    vacancy = VacancyFactory.create()
    address = vacancy.get_absolute_url()
    page = page_of(client, address)
    assert f'href="/akun/masuk/?next={address.replace("/", "%2F")}"' in page
    assert not client.cookies
    assert 'name="vacancy"' not in page_of(client, "/lowongan/")
    assert client.post(SAVE, {"vacancy": vacancy.pk}).status_code == 302
    assert not SavedVacancy.objects.exists()


def test_company_is_offered_no_button_and_keeps_nothing(client):
    client.force_login(UserFactory.create(company=True))
    vacancy = VacancyFactory.create()
    assert SAVE not in page_of(client, vacancy.get_absolute_url())
    assert SAVE not in page_of(client, "/lowongan/")
    assert client.post(SAVE, {"vacancy": vacancy.pk}).status_code == 404


@pytest.mark.parametrize("number", ("", "x", "²", "0", "9" * 30, "1 or 1"))
def test_number_of_no_vacancy_is_not_found(client, seeker, number):
    assert client.post(SAVE, {"vacancy": number}).status_code == 404


@pytest.mark.parametrize("hidden", ({"submitted": True}, {"company__state": "suspended"}))
def test_vacancy_that_nobody_may_see_cannot_be_kept(client, seeker, hidden):
    vacancy = VacancyFactory.create(**hidden)
    assert client.post(SAVE, {"vacancy": vacancy.pk}).status_code == 404


def test_closed_vacancy_and_one_too_many_are_refused_in_words(client, seeker, monkeypatch):
    closed = VacancyFactory.create(expired=True)
    answer = client.post(SAVE, {"vacancy": closed.pk}, follow=True)
    assert "Lowongan ini sudah ditutup." in answer.content.decode()
    keep(seeker)
    monkeypatch.setattr(saving, "MOST_SAVED", 1)
    answer = client.post(SAVE, {"vacancy": VacancyFactory.create().pk}, follow=True)
    assert "Sudah ada 1 lowongan tersimpan." in answer.content.decode()
    assert SavedVacancy.objects.count() == 1


@pytest.mark.parametrize("address", ("https://jahat.example/", "//jahat.example/", "javascript:1"))
def test_nobody_is_led_to_another_site(client, seeker, address):
    vacancy = VacancyFactory.create()
    answer = client.post(SAVE, {"vacancy": vacancy.pk, "next": address})
    assert answer["Location"] == vacancy.get_absolute_url()


def test_list_tells_the_state_of_each_and_hides_what_nobody_may_see(client, seeker):
    keep(seeker, title="Lama terbuka")
    keep(seeker, title="Hampir tutup", closes_at=now() + timedelta(days=1))
    keep(seeker, title="Sudah lewat", expired=True)
    keep(seeker, title="Ditangguhkan", company__state="suspended")
    page = page_of(client)
    for words in ("Masih terbuka", "Segera tutup", "Ditutup", "Tidak tersedia lagi"):
        assert page.count(words) == 1
    assert "Sudah lewat" in page
    assert "Ditangguhkan" not in page


def test_list_costs_the_same_however_long_and_an_empty_one_says_what_to_do(client, seeker):
    assert "Belum ada lowongan tersimpan" in page_of(client)
    assert_cost_is_flat(client, LIST, make=lambda: keep(seeker), queries=3)


def test_savers_are_told_once_for_each_closing_day(clock):
    person, gone = UserFactory.create(), UserFactory.create(is_active=False)
    vacancy = keep(person, title="Kasir", closes_at=now() + timedelta(days=2))
    SavedVacancy.objects.create(user=gone, vacancy=vacancy)
    keep(person, closes_at=now() + timedelta(days=4))
    assert (remind_savers(), remind_savers(), told()) == (1, 1, 1)
    message = Message.objects.get(event="jobs.saved_closing", channel="email")
    assert message.recipient == person
    assert message.context["path"] == vacancy.get_absolute_url()
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_at=now() + timedelta(days=9))
    clock.move(timedelta(days=8))
    remind_task()
    assert told() == 2


def test_who_has_applied_need_not_be_told():
    vacancy = VacancyFactory.create(closes_at=now() + timedelta(days=1))
    seeker = ready_seeker()
    SavedVacancy.objects.create(user=account_of(seeker), vacancy=vacancy)
    applied(seeker=seeker, vacancy=vacancy)
    assert (remind_savers(), told()) == (0, 0)


def test_closed_or_suspended_vacancy_is_not_spoken_of_even_when_it_ends_meanwhile(monkeypatch):
    person, soon = UserFactory.create(), now() + timedelta(days=1)
    ended = keep(person, closes_at=soon)
    keep(person, expired=True)
    suspended = keep(person, closes_at=soon)
    Company.objects.filter(vacancies=suspended).update(state="suspended")
    told_of = saving._remind_savers_of

    def end_first(vacancy_id: int) -> int:
        Vacancy.objects.filter(pk=ended.pk).update(
            state=VacancyState.CLOSED, close_reason=CloseReason.FILLED, closed_at=clock.now()
        )
        return told_of(vacancy_id)

    monkeypatch.setattr(saving, "_remind_savers_of", end_first)
    assert (remind_savers(), told()) == (0, 0)


def test_vacancy_whose_page_is_gone_is_forgotten():
    person = UserFactory.create()
    recent = keep(person, expired=True)
    old = now() - CLOSED_PAGE_KEPT - timedelta(days=1)
    begun = old - timedelta(days=9)
    keep(person, expired=True, published_at=begun, closes_at=old, closed_at=old)
    remind_task()
    assert [saved.vacancy_id for saved in SavedVacancy.objects.all()] == [recent.pk]


def test_what_is_kept_is_shown_to_its_person_and_goes_with_him():
    person, other = UserFactory.create(), UserFactory.create()
    keep(person, title="Kasir")
    keep(other, title="Sopir")
    (section,) = KEEPER.export(Person(user_id=person.pk))
    assert [row["Lowongan"] for row in section.rows] == ["Kasir"]
    assert section.link == LIST
    KEEPER.erase(Person(user_id=person.pk))
    assert [saved.user for saved in SavedVacancy.objects.all()] == [other]


def test_two_saves_at_once_keep_one_row():
    person, vacancy = UserFactory.create(), VacancyFactory.create()
    for _tap in range(2):
        save_vacancy(person=person, vacancy=vacancy)
    assert SavedVacancy.objects.count() == 1


@pytest.mark.parametrize("part", ("subject.txt", "sms.txt", "txt", "html"))
def test_message_names_vacancy_and_day(part):
    context = {"title": "Kasir", "date": "28 November 2026", "path": "/"}
    text = render("jobs.saved_closing", part, context)
    assert "egera tutup: Kasir" in text
    assert "28 November 2026" in text
