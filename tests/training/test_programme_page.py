"""The page of one programme, and a job seeker's interest in it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from seekers.models import Seeker
from sikas import clock as the_clock
from sikas.memory import fragments
from tests.factories import UserFactory
from tests.lists import assert_cost_is_flat
from tests.training.factories import InterestFactory, ProgrammeFactory, ScheduleFactory
from training import selectors
from training.models import Interest, Programme, Provider, Schedule
from training.models.programmes import CLOSED_PAGE_KEPT
from training.services import interests

pytestmark = pytest.mark.django_db

MINE = "/pelatihan/minat-saya/"
SHOW, WITHDRAW = "minat/", "minat/batal/"


@pytest.fixture
def person(client):
    made = UserFactory.create()
    client.force_login(made)
    return made


def page_of(client, path: str = MINE) -> str:
    return client.get(path).content.decode()


def test_page_says_what_one_learns_when_and_where(client):
    programme = ProgrammeFactory.create(
        title="Juru Las",
        description="Menyambung pelat.\n- Gratis\n- Makan siang",
        topics=[{"title": "Keselamatan", "hours": 16}, {"title": "Praktik"}, {"hours": 3}],
        hours=240,
        provider__phone="0623 000 111",
        provider__website="https://blk.example",
        provider__address="Jl. Contoh 8",
    )
    ScheduleFactory.create(programme=programme, batch="III", registered=3)
    page = page_of(client, programme.get_absolute_url())
    for said in (
        "<li>Gratis</li>", 'Keselamatan <span class="soft">(16 jam)</span>', "<li>Praktik</li>",
        "240 jam", "Angkatan III", "sisa 13 dari 16", "Pendaftaran dibuka", "0623 000 111",
        "Jl. Contoh 8", "https://blk.example", 'content="index, follow"',
    ):  # fmt: skip
        assert said in page


@pytest.mark.parametrize("batch", ["3 Tahun 2026", "Angkatan 3 Tahun 2026"])
def test_batch_is_named_once(client, batch):
    programme = ProgrammeFactory.create()
    ScheduleFactory.create(programme=programme, batch=batch)
    assert '">Angkatan 3 Tahun 2026</h3>' in page_of(client, programme.get_absolute_url())


def test_batches_say_what_one_can_still_do(client):
    programme = ProgrammeFactory.create()
    today = timezone.localdate(the_clock.now())
    day = timedelta(days=1)
    for facts in (
        {"registered": 16},
        {"past": True},
        {"past": True, "starts_on": today, "ends_on": today},
        {"registration_until": None, "starts_on": None, "ends_on": None, "quota": None},
        {"past": True, "starts_on": today - 9 * day, "ends_on": today - day, "batch": "usai"},
    ):
        ScheduleFactory.create(programme=programme, **facts)
    page = page_of(client, programme.get_absolute_url())
    tags = ("Penuh", "Pendaftaran ditutup", "Sedang berjalan", "Segera dibuka")
    assert [page.count(f"{tag}</span>") for tag in tags] == [1, 1, 1, 1]
    assert "penuh, 16 orang" in page
    assert page.count("<dd>16 orang</dd>") == 2  # what is left of them helps nobody any more
    assert "Angkatan usai" not in page


def test_programme_of_another_portal_says_so_and_is_not_indexed(client):
    programme = ProgrammeFactory.create(mirrored=True)
    page = page_of(client, programme.get_absolute_url())
    assert "Kemnaker</span>" in page
    assert 'content="noindex"' in page
    assert "Jadwal berikutnya belum diumumkan." in page


def test_address_follows_the_title_and_hidden_ones_have_none(client):
    programme = ProgrammeFactory.create(title="Juru Las")
    old = f"/pelatihan/lama-{programme.pk}/"
    assert client.get(old)["Location"] == f"/pelatihan/juru-las-{programme.pk}/"
    Programme.objects.update(is_hidden=True)
    assert client.get(programme.get_absolute_url()).status_code == 404
    assert client.get("/pelatihan/tidak-ada-1/").status_code == 404


def test_closed_programme_says_so_and_is_gone_after_ninety_days(client, person):
    programme = ProgrammeFactory.create(closed=True)
    ScheduleFactory.create(programme=programme)
    page = page_of(client, programme.get_absolute_url())
    assert "Program ditutup" in page
    assert SHOW not in page
    assert "Pendaftaran dibuka" not in page
    assert 'href="/pelatihan/">Cari pelatihan lain</a>' in page
    Programme.objects.update(field="Teknik Las")
    page = page_of(client, programme.get_absolute_url())
    assert '?kejuruan=Teknik+Las">Cari pelatihan lain di kejuruan ini</a>' in page
    Programme.objects.update(closed_at=the_clock.now() - CLOSED_PAGE_KEPT - timedelta(days=1))
    assert client.get(programme.get_absolute_url()).status_code == 410


def test_interest_is_told_with_one_tap_and_taken_back(client, person):
    address = ProgrammeFactory.create(title="Juru Las").get_absolute_url()
    assert f'action="{address}{SHOW}"' in page_of(client, address)
    for _tap in range(2):
        answer = client.post(address + SHOW, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert f'action="{address}{WITHDRAW}"' in answer.content.decode()
    assert Interest.objects.get().seeker == Seeker.objects.get(user=person)
    assert "Juru Las" in page_of(client)
    for told in ("Minat Anda dibatalkan.", "Minat ini sudah dibatalkan sebelumnya."):
        answer = client.post(address + WITHDRAW, follow=True)
        assert answer.redirect_chain == [(MINE, 302)]
        assert told in answer.content.decode()
    assert not Interest.objects.exists()
    assert "Belum ada pelatihan yang Anda minati" in page_of(client)


def test_somebody_who_is_not_signed_in_comes_back_to_the_button(client):
    address = ProgrammeFactory.create().get_absolute_url()
    page = page_of(client, address)
    assert f'href="/akun/masuk/?next={address.replace("/", "%2F")}"' in page
    assert not client.cookies
    assert client.post(address + SHOW).status_code == 302
    assert not Interest.objects.exists()


def test_tap_after_the_session_ended_leads_back_to_the_programme(client, person):
    address = ProgrammeFactory.create().get_absolute_url()
    client.logout()
    entrance = client.post(address + SHOW).url
    assert entrance == f"/akun/masuk/?next={address}{SHOW}"
    client.force_login(person)
    assert client.get(entrance, follow=True).redirect_chain[-1] == (address, 302)
    assert not Interest.objects.exists()


def test_company_is_offered_no_button_and_tells_nothing(client):
    client.force_login(UserFactory.create(company=True))
    address = ProgrammeFactory.create().get_absolute_url()
    assert "Saya berminat" not in page_of(client, address)
    assert client.post(address + SHOW).status_code == 404
    assert client.get(MINE).status_code == 404


def test_what_cannot_be_wanted_is_refused_in_words(client, person, monkeypatch):
    closed = ProgrammeFactory.create(closed=True)
    answer = client.post(closed.get_absolute_url() + SHOW, follow=True)
    assert "Program pelatihan ini sudah ditutup." in answer.content.decode()
    hidden = ProgrammeFactory.create(is_hidden=True)
    assert client.post(hidden.get_absolute_url() + SHOW).status_code == 404
    monkeypatch.setattr(interests, "MOST_INTERESTS", 1)
    first, second = ProgrammeFactory.create_batch(2)
    client.post(first.get_absolute_url() + SHOW)
    answer = client.post(second.get_absolute_url() + SHOW, follow=True)
    assert "Sudah ada 1 pelatihan yang Anda minati." in answer.content.decode()
    assert Interest.objects.get().programme == first


def test_list_of_interests_says_what_became_of_each(client, person):
    seeker = Seeker.objects.create(user=person, name=person.name)
    long_ago = the_clock.now() - CLOSED_PAGE_KEPT - timedelta(days=1)
    for programme in (
        ScheduleFactory.create(programme__title="Terbuka").programme,
        ProgrammeFactory.create(title="Menunggu"),
        ProgrammeFactory.create(title="Usai", closed=True),
        ProgrammeFactory.create(title="Tersembunyi", is_hidden=True),
        ProgrammeFactory.create(title="Lama", closed=True, closed_at=long_ago),
    ):
        InterestFactory.create(seeker=seeker, programme=programme)
    page = page_of(client)
    tags = ("Pendaftaran dibuka", "Menunggu jadwal berikutnya", "Ditutup", "Tidak tersedia lagi")
    assert [page.count(f"{tag}</span>") for tag in tags] == [1, 1, 2, 1]
    assert page.count('class="row-link"') == 3  # the page of what was closed long ago is gone
    assert ">Lama</a>" not in page
    assert "sisa 16 dari 16" in page


def test_pages_cost_the_same_for_any_number(client, person):
    seeker = Seeker.objects.create(user=person, name=person.name)
    programme = ProgrammeFactory.create()

    def another() -> None:
        InterestFactory.create(seeker=seeker)

    assert_cost_is_flat(client, MINE, make=another, queries=3)
    address = programme.get_absolute_url()
    batch = lambda: ScheduleFactory.create(programme=programme)  # noqa: E731
    assert_cost_is_flat(client, address, make=batch, queries=6)  # nothing is kept


def test_sitemap_names_open_programmes_of_this_office(client):
    ours = ProgrammeFactory.create()
    ProgrammeFactory.create(mirrored=True)
    ProgrammeFactory.create(closed=True)
    told = page_of(client, "/sitemap-pelatihan.xml")
    assert told.count("<url>") == 2
    assert f"{ours.get_absolute_url()}</loc><lastmod>{date.today().year}" in told  # noqa: DTZ011
    assert "/sitemap-pelatihan.xml" in page_of(client, "/sitemap.xml")


def test_page_costs_one_query_once_it_is_made(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(fragments, "room", 100_000)
    address = ProgrammeFactory.create().get_absolute_url()
    first = client.get(address).content  # the office's row is then in memory
    with django_assert_num_queries(1):
        assert client.get(address).content == first


def test_kept_page_follows_programme_provider_and_batches_at_once(client, monkeypatch):
    monkeypatch.setattr(fragments, "room", 100_000)
    batch = ScheduleFactory.create(batch="III")
    programme = batch.programme
    address = programme.get_absolute_url()
    assert "Angkatan III" in page_of(client, address)
    Schedule.objects.filter(pk=batch.pk).update(registered=9)
    assert "sisa 7 dari 16" in page_of(client, address)
    batch.delete()
    assert "Jadwal berikutnya belum diumumkan." in page_of(client, address)
    Provider.objects.filter(pk=programme.provider_id).update(phone="0623 111 222")
    assert "0623 111 222" in page_of(client, address)
    Programme.objects.filter(pk=programme.pk).update(hours=77)
    assert "77 jam" in page_of(client, address)


def test_programme_hidden_while_its_page_is_made_is_missing(client, monkeypatch):
    programme = ProgrammeFactory.create()
    monkeypatch.setattr(selectors, "programme_page", lambda _pk: None)
    assert client.get(programme.get_absolute_url()).status_code == 404
