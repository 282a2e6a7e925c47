"""A job seeker keeps a search, changes how often it tells, pauses and deletes it."""

from urllib.parse import parse_qs, urlsplit

import pytest

from jobs.enums import Rhythm
from jobs.models import SavedSearch, SearchAlert
from jobs.saved_personal import KEEPER
from jobs.search import lists
from jobs.search.upkeep import refresh_words
from jobs.services import searches
from jobs.services.searches import save_search
from sikas.personal_data import Person
from tests.factories import UserFactory
from tests.jobs.factories import VacancyFactory
from tests.jobs.seeking import kept_search
from tests.lists import assert_cost_is_flat

pytestmark = pytest.mark.django_db

LIST, NEW = "/pencarian-tersimpan/", "/pencarian-tersimpan/baru/"


@pytest.fixture
def seeker(client):
    person = UserFactory.create()
    client.force_login(person)
    return person


def page_of(client, path: str = LIST) -> str:
    return client.get(path).content.decode()


def offered(page: str) -> dict[str, list[str]]:
    """Return the parameters of the search that a page offers to keep."""
    address = page.partition(f'href="{NEW}')[2].partition('"')[0].replace("&amp;", "&")
    return parse_qs(urlsplit(address).query)


def act(client, search: SavedSearch, what: str, **form: str) -> str:
    return client.post(f"{LIST}{search.pk}/{what}/", form, follow=True).content.decode()


def test_search_is_kept_from_its_results_and_leads_back_to_them(client, seeker, district):
    page = page_of(client, "/lowongan/?q=kasir&jenis=contract")
    assert offered(page) == {"q": ["kasir"], "jenis": ["contract"]}
    address = f"{NEW}?q=kasir&jenis=contract"
    page = page_of(client, address)
    assert "kasir · Kontrak" in page
    assert not SavedSearch.objects.exists()
    answer = client.post(address, {"rhythm": "weekly"}, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    search = SavedSearch.objects.get()
    assert (search.user, search.text, search.rhythm) == (seeker, "kasir", Rhythm.WEEKLY)
    assert search.filters == [["jenis", ["contract"]]]
    page = answer.content.decode()
    assert 'href="/lowongan/?q=kasir&amp;jenis=contract"' in page
    assert "Setiap Senin" in page


def test_same_search_in_other_words_is_kept_once_and_tells_again(client, seeker):
    first = kept_search("q=kasir+toko", person=seeker)
    searches.pause(search=first)
    client.post(f"{NEW}?q=lowongan+Toko+kasir", {"rhythm": "weekly"})
    found = SavedSearch.objects.get()
    assert (found.pk, found.rhythm, found.is_paused) == (first.pk, Rhythm.WEEKLY, False)


def test_offer_has_corrected_words_and_keeps_filters_that_nothing_meets(client, seeker):
    VacancyFactory.create(title="Mekanik")
    refresh_words()
    page = page_of(client, "/lowongan/?q=mekank&jenis=daily")
    assert "kami abaikan: jenis kerja" in page
    assert offered(page) == {"q": ["mekanik"], "jenis": ["daily"]}
    assert offered(page_of(client, "/lowongan/?q=astronaut")) == {"q": ["astronaut"]}


def test_everybody_who_may_seek_work_is_offered_it_where_something_is_searched(client):
    assert NEW in page_of(client, "/lowongan/?q=kasir")
    assert NEW not in page_of(client, "/lowongan/")
    assert client.get(f"{NEW}?q=kasir")["Location"].startswith("/akun/masuk/?next=")
    client.force_login(UserFactory.create(company=True))
    assert NEW not in page_of(client, "/lowongan/?q=kasir")
    assert client.get(f"{NEW}?q=kasir").status_code == 404


@pytest.mark.parametrize("query", ("", "?q=lowongan+kerja", "?jenis=apa-saja"))
def test_search_for_nothing_is_refused_in_words(client, seeker, query):
    page = client.post(NEW + query, {"rhythm": "daily"}).content.decode()
    assert "Isi kata kunci atau pilih saringan dulu." in page
    assert not SavedSearch.objects.exists()


def test_one_too_many_and_an_unknown_rhythm_are_refused_in_words(client, seeker, monkeypatch):
    monkeypatch.setattr(searches, "MOST_SEARCHES", 1)
    page = client.post(f"{NEW}?q=kasir", {"rhythm": "setiap jam"}).content.decode()
    assert "Pilih setiap hari atau setiap Senin." in page
    kept_search(person=seeker)
    page = client.post(f"{NEW}?q=sopir", {"rhythm": "daily"}).content.decode()
    assert "Sudah ada 1 pencarian tersimpan." in page
    assert SavedSearch.objects.count() == 1


def test_rhythm_pause_and_end(client, seeker):
    search = kept_search(person=seeker)
    assert "Setiap Senin" in act(client, search, "irama", rhythm="weekly")
    assert "Pilih setiap hari" in act(client, search, "irama", rhythm="x")
    page = act(client, search, "jeda")
    assert "Dijeda" in page
    assert "Kabari lagi" in page
    assert "Dijeda" not in act(client, search, "jeda", kembali="1")
    assert "Belum ada pencarian tersimpan" in act(client, search, "hapus")
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("what", ("irama", "jeda", "hapus"))
def test_search_of_somebody_else_is_not_found(client, seeker, what):
    search = kept_search()
    assert client.post(f"{LIST}{search.pk}/{what}/").status_code == 404
    assert SavedSearch.objects.filter(pk=search.pk, is_paused=False).exists()


def test_list_costs_the_same_however_long(client, seeker):
    numbers = iter(range(9))
    lists.current()
    assert_cost_is_flat(
        client, LIST, make=lambda: kept_search(f"q=kasir{next(numbers)}", person=seeker), queries=3
    )


def test_stored_search_is_the_one_that_was_asked(seeker):
    search = kept_search("q=kasir+toko&jenis=daily&jenis=contract&salah_satu=1", person=seeker)
    stored = SavedSearch.objects.get(pk=search.pk)
    assert stored.criteria.hits_key == stored.key
    assert stored.criteria.any_word
    again = save_search(person=seeker, criteria=stored.criteria, rhythm=Rhythm.DAILY)
    assert again.pk == search.pk


def test_what_is_kept_is_shown_to_its_person_and_goes_with_him():
    search, other = kept_search("q=kasir&jenis=contract"), kept_search()
    SearchAlert.objects.create(user=search.user, day="2026-11-26", vacancies=3)
    kept, told = KEEPER.export(Person(user_id=search.user_id))
    assert [row["Pencarian"] for row in kept.rows] == ["kasir · Kontrak (PKWT)"]
    assert [row["Lowongan"] for row in told.rows] == [3]
    KEEPER.erase(Person(user_id=search.user_id))
    assert [row.user for row in SavedSearch.objects.all()] == [other.user]
    assert not SearchAlert.objects.exists()
    assert str(other) == "kasir"
