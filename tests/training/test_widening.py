"""A search for training that finds little offers less strict ones, in words and with one tap."""

import re
from html import unescape

import pytest

from tests.jobs.conftest import district, village  # noqa: F401 - fixtures
from tests.training.factories import ProgrammeFactory, ProviderFactory, ScheduleFactory
from training import listing
from training.corrections import learn_words
from training.listing import Counts
from training.search import Criteria
from training.widening import widened

pytestmark = pytest.mark.django_db

LIST = "/pelatihan/"


def offers(client, query: str) -> dict[str, str]:
    """Return the wider searches of a page: words to address."""
    page = client.get(f"{LIST}?{query}").content.decode()
    nav = page.partition('aria-labelledby="perluas"')[2].partition("</nav>")[0]
    found = re.findall(r'href="([^"]+)" rel="nofollow">([^<]+)<', nav)
    return {unescape(text): unescape(address) for address, text in found}


def cards(client, address: str) -> int:
    return client.get(address).content.decode().count('class="card vacancy-card"')


@pytest.fixture
def near_and_far(village, district):  # noqa: F811
    """Welding in the province and far away, none in the regency; sewing with a batch here."""
    here = ProviderFactory.create(area=district)
    province = ProviderFactory.create(area=district.parent.parent)
    ScheduleFactory.create(programme__provider=here, programme__title="Menjahit Pakaian")
    ProgrammeFactory.create(provider=province, title="Juru Las", field="Las")
    ProgrammeFactory.create(title="Las Kapal", field="Las")


def test_no_place_near_offers_the_province_then_everywhere(client, near_and_far):
    found = offers(client, "q=las&tempat=kabupaten")
    assert found == {
        "Tidak ada di Asahan, 1 di tempat lain di Sumatera Utara": f"{LIST}?q=las&tempat=provinsi",
        "Tidak ada di Asahan, 2 di tempat lain": f"{LIST}?q=las",
    }
    assert [cards(client, address) for address in found.values()] == [1, 2]


def test_few_are_shown_and_what_else_there_is_is_said(client, near_and_far):
    assert cards(client, f"{LIST}?q=las&tempat=provinsi") == 1
    found = offers(client, "q=las&tempat=provinsi")
    assert list(found) == ["Hanya 1 di Sumatera Utara, 1 di tempat lain"]
    assert offers(client, "q=las") == {}


def test_every_filter_that_stands_in_the_way_is_offered_alone(client, near_and_far):
    ProgrammeFactory.create(title="Menjahit Tas", field="Garmen")
    assert list(offers(client, "q=menjahit&kejuruan=Las")) == [
        "Tidak ada di kejuruan Las, 2 di kejuruan lain"
    ]
    assert list(offers(client, "q=las&dibuka=1")) == [
        "Tidak ada yang pendaftarannya masih dibuka, 2 yang menunggu jadwal"
    ]


def test_one_of_several_words_is_enough_and_can_be_taken_back(client, near_and_far):
    found = offers(client, "q=las+menjahit")
    address = f"{LIST}?q=las+menjahit&salah_satu=1"
    assert found == {"Tidak ada yang memuat semua kata, 3 yang memuat salah satunya": address}
    assert cards(client, address) == 3
    assert f'<a class="chip" href="{LIST}?q=las+menjahit">' in client.get(address).content.decode()
    assert offers(client, "q=las+menjahit&salah_satu=1") == {}


def test_all_filters_are_left_out_only_where_no_single_one_helps(client, near_and_far):
    assert offers(client, "q=las&tempat=kabupaten&dibuka=1") == {
        "Tidak ada dengan semua saringan, 2 tanpa saringan": f"{LIST}?q=las"
    }
    assert offers(client, "q=las+menjahit&tempat=kabupaten&kejuruan=Garmen&dibuka=1") == {
        "Tidak ada dengan semua saringan, 3 tanpa saringan yang memuat salah satu kata": (
            f"{LIST}?q=las+menjahit&salah_satu=1"
        )
    }


@pytest.mark.parametrize("query", ("q=zeppelin", "q=zeppelin&dibuka=1", "q=zeppelin+astronaut"))
def test_what_nobody_teaches_offers_all_programmes_alone(client, near_and_far, query):
    assert offers(client, query) == {}
    page = client.get(f"{LIST}?{query}").content.decode()
    assert "Tidak ada pelatihan yang cocok" in page
    assert "Lihat semua pelatihan" in page


def test_typing_is_corrected_before_filters_are_left_out(client, near_and_far):
    learn_words()
    query = "q=menjahti&kejuruan=Las"
    assert offers(client, query) == {
        "Tidak ada di kejuruan Las, 1 di kejuruan lain": f"{LIST}?q=menjahit"
    }
    page = client.get(f"{LIST}?{query}").content.decode()
    assert "Juga tidak ada untuk “menjahit”." in page


def test_more_than_are_counted_are_said_to_be_more(near_and_far, monkeypatch):
    monkeypatch.setattr(listing, "REACH", 1)
    (offer,) = widened(Criteria("las", field="Garmen"), Counts(0, False, {}))
    assert offer.text == "Tidak ada di kejuruan Garmen, lebih dari 1 di kejuruan lain"


def test_enough_are_not_widened(near_and_far, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert widened(Criteria("las", place="kabupaten"), Counts(4, False, {})) == []
