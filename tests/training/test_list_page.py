"""The list of training programmes: search, filters with counts, pages, and what it costs."""

from datetime import timedelta

import pytest

from sikas.accounts.models import User
from sikas.reference.models import Area, Office
from tests.jobs.conftest import district, village  # noqa: F401 - fixtures
from tests.lists import assert_cost_is_flat
from tests.training.factories import ProgrammeFactory, ProviderFactory, ScheduleFactory
from training import listing, tasks
from training.corrections import learn_words
from training.listing import counted, is_walked, listed
from training.models import Programme, SearchWord
from training.search import Criteria
from training.views import programme_list

pytestmark = pytest.mark.django_db

LIST = "/pelatihan/"


def titles(asked: Criteria | None = None) -> list[str]:
    return [row.title for row in listed(asked or Criteria(), limit=9)]


def page_of(client, path: str = LIST) -> str:
    return client.get(path).content.decode()


def test_card_says_what_where_and_until_when_one_may_register(client, clock):
    programme = ProgrammeFactory.create(
        title="Juru Las",
        field="Teknik Las",
        hours=1240,
        mirrored=True,
        provider__name="BBPVP Medan",
        provider__place_name="Kota Medan",
    )
    batch = ScheduleFactory.create(programme=programme, registered=12)
    ScheduleFactory.create(programme=programme, registered=16, past=True)
    page = page_of(client)
    assert f'href="{programme.get_absolute_url()}">Juru Las</a>' in page
    assert "BBPVP Medan · Kota Medan" in page
    assert "Teknik Las · 1.240 jam" in page
    assert f"Daftar sampai {batch.registration_until.day} " in page
    assert "sisa 4 dari 16" in page
    assert "Kemnaker</span>" in page


def test_hidden_and_closed_programmes_are_not_listed(client):
    ProgrammeFactory.create(title="Tersembunyi", is_hidden=True)
    ProgrammeFactory.create(title="Lama", closed=True)
    page = page_of(client)
    assert "Belum ada program pelatihan" in page
    assert not {"Tersembunyi", "Lama"} & set(page.split())


def test_registration_that_ends_first_leads_then_the_newest():
    old, new = ProgrammeFactory.create(title="Lama"), ProgrammeFactory.create(title="Baru")
    Programme.objects.filter(pk=old.pk).update(published_at=new.published_at - timedelta(days=1))
    late = ScheduleFactory.create(programme__title="Nanti")
    ScheduleFactory.create(programme__title="Segera", registration_until=late.starts_on)
    type(late).objects.filter(pk=late.pk).update(
        registration_until=late.starts_on + timedelta(days=1)
    )
    assert titles() == ["Segera", "Nanti", "Baru", "Lama"]


def test_words_find_what_fits_best_first_and_forgive_what_every_search_says():
    ProgrammeFactory.create(title="Administrasi", description="Dasar menjahit. Juga menjahit.")
    ProgrammeFactory.create(title="Menjahit Pakaian")
    ProgrammeFactory.create(title="Barista")
    assert titles(Criteria("pelatihan menjahit")) == ["Menjahit Pakaian", "Administrasi"]
    assert titles(Criteria("menjahit barista")) == []


@pytest.mark.parametrize("typed", ("pelatihan", "  ", "' & | !", "\x00"))
def test_search_without_a_word_shows_everything(client, typed):
    ProgrammeFactory.create(title="Barista")
    answer = client.get(LIST, {"q": typed, "tempat": "bulan", "halaman": "99x", "dibuka": "y"})
    assert "Barista" in answer.content.decode()


@pytest.mark.parametrize("typed", ("\U0001f600", "pelatihan kerja"))
def test_title_names_only_what_is_searched_for(client, typed):
    ProgrammeFactory.create(title="Las")
    assert "<title>Pelatihan kerja" in page_of(client, f"{LIST}?q={typed}")
    assert "<title>Pelatihan las" in page_of(client, f"{LIST}?q=las")


@pytest.mark.parametrize(
    ("asked", "note"),
    (
        ("tempat=bulan%00", "Pilihan “bulan” untuk Tempat tidak dikenal, jadi tidak kami pakai."),
        (f"kejuruan={'x' * 101}", f"Pilihan “{'x' * 40}” untuk Kejuruan tidak dikenal"),
        ("halaman=99999999999999999999", "Halaman itu tidak dikenal."),
        ("q=%F0%9F%98%80", "Kata kunci tanpa huruf Latin atau angka tidak kami pakai."),
        ("halaman=0", "Halaman itu tidak dikenal."),
        (f"q={'las+' * 30}", "Kata kunci terlalu panjang. Kami memakai 80 huruf pertama."),
    ),
)
def test_what_is_not_understood_is_said(client, asked, note):
    ProgrammeFactory.create(title="Las")
    page = page_of(client, f"{LIST}?{asked}")
    assert note in page
    assert "vacancy-card" in page
    assert "tidak dikenal" not in page_of(client, f"{LIST}?tempat=&halaman=1")


def test_fields_are_counted_as_if_none_were_chosen(client):
    for field in ("Teknik Las", "Teknik Las", "Garmen", ""):
        ProgrammeFactory.create(field=field)
    assert counted(Criteria(field="Garmen")).by_field == {"": 1, "Garmen": 1, "Teknik Las": 2}
    page = page_of(client, f"{LIST}?kejuruan=Teknik+Las&q=pelatihan")
    assert ">2 program pelatihan</h2>" in page
    assert '<option value="Teknik Las" selected>Teknik Las (2)</option>' in page
    assert f'<a class="chip" href="{LIST}?q=pelatihan">' in page
    assert "Tidak ada pelatihan yang cocok" in page_of(client, f"{LIST}?kejuruan=Bulan")


def test_only_programmes_for_which_one_may_register(client):
    full = ScheduleFactory.create(programme__title="Penuh", registered=16)
    ScheduleFactory.create(programme__title="Lewat", past=True)
    ScheduleFactory.create(programme__title="Terbuka", quota=None)
    ProgrammeFactory.create(title="Tanpa jadwal")
    assert titles(Criteria(open_only=True)) == ["Terbuka"]
    ScheduleFactory.create(programme=full.programme)
    assert sorted(titles(Criteria(open_only=True))) == ["Penuh", "Terbuka"]
    assert ">2 program pelatihan</h2>" in page_of(client, f"{LIST}?dibuka=1")


def test_places_are_this_regency_its_province_and_everywhere(client, village, district):  # noqa: F811
    regency: Area = district.parent
    near, wide = ProviderFactory.create(area=district), ProviderFactory.create(area=regency.parent)
    for title, provider in (("Dekat", near), ("Provinsi", wide), ("Jauh", None)):
        ProgrammeFactory.create(title=title, **({"provider": provider} if provider else {}))
    assert titles(Criteria(place="kabupaten")) == ["Dekat"]
    assert sorted(titles(Criteria(place="provinsi"))) == ["Dekat", "Provinsi"]
    assert len(titles()) == 3
    page = page_of(client, f"{LIST}?tempat=kabupaten")
    assert '<option value="kabupaten" selected>Asahan</option>' in page


def test_office_without_an_area_offers_no_places(client):
    Office.objects.forget()
    assert 'name="tempat"' not in page_of(client)


def test_later_pages_keep_the_search(client, monkeypatch):
    monkeypatch.setattr(programme_list, "ON_A_PAGE", 2)
    for _number in range(3):
        ProgrammeFactory.create(field="Garmen")
    first = page_of(client, f"{LIST}?kejuruan=Garmen")
    assert 'href="?kejuruan=Garmen&amp;halaman=2"' in first
    assert page_of(client, f"{LIST}?kejuruan=Garmen&halaman=2").count("vacancy-card") == 2


def test_best_fit_is_judged_among_the_newest_hits_then_among_the_next(monkeypatch):
    monkeypatch.setattr(listing, "JUDGED", 2)
    for title in ("Menjahit Lama", "Menjahit Tas", "Menjahit", "Menjahit"):
        ProgrammeFactory.create(title=title, field="Menjahit" if title == "Menjahit Lama" else "")
    for walks in (False, True):
        pages = [
            listed(Criteria("menjahit"), limit=2, offset=offset, walks=walks)
            for offset in (0, 2, 4)
        ]
        assert [[row.title for row in page] for page in pages] == [
            ["Menjahit", "Menjahit"],
            ["Menjahit Lama", "Menjahit Tas"],
            [],
        ]


def test_more_hits_than_are_counted_are_said_to_be_more_and_where_to_find_them(client, monkeypatch):
    for module in (listing, programme_list):
        monkeypatch.setattr(module, "REACH", 2)
    for _number in range(3):
        ProgrammeFactory.create(field="Garmen")
    assert counted(Criteria("contoh")).total == 2
    assert counted(Criteria("contoh", field="Garmen")).is_capped
    assert "Lebih dari 2 program pelatihan</h2>" in page_of(client, f"{LIST}?q=contoh")
    assert '<option value="Garmen">Garmen</option>' in page_of(client, f"{LIST}?q=contoh")
    everything = page_of(client)
    assert '<option value="Garmen">Garmen (3)</option>' in everything
    assert ">3 program pelatihan</h2>" in everything
    assert everything.count('class="card vacancy-card"') == 2
    assert "Ini 2 program pertama." in everything


def test_words_find_only_programmes_for_which_one_may_register():
    ScheduleFactory.create(programme__title="Las Lama", past=True)
    ScheduleFactory.create(programme__title="Las Baru")
    assert titles(Criteria("las", open_only=True)) == ["Las Baru"]
    assert counted(Criteria("las", open_only=True)).total == 1


def test_search_is_walked_where_the_first_rows_have_enough_of_it(client, monkeypatch):
    monkeypatch.setattr(listing, "SAMPLE", 2)
    for name in ("ENOUGH", "ENOUGH_FOR_FIT"):
        monkeypatch.setattr(listing, name, 2)
    ScheduleFactory.create(programme__title="Las Kapal", programme__field="Las")
    for title in ("Las Lama", "Las", "Menjahit"):
        ProgrammeFactory.create(title=title, field=title.split()[0])
    asked = (Criteria("las"), Criteria(field="Las"), Criteria("menjahit"), Criteria(open_only=True))
    assert [is_walked(one) for one in asked] == [False, False, False, True]
    ProgrammeFactory.create_batch(2, title="Las Baru", field="Las")
    assert [is_walked(one) for one in asked[:2]] == [True, True]
    monkeypatch.setattr(programme_list, "REACH", 1)
    assert 'class="card vacancy-card"' in page_of(client, f"{LIST}?q=las")


def test_list_costs_one_query_while_the_counts_are_kept(client):
    assert_cost_is_flat(client, LIST, make=ScheduleFactory.create, queries=1)
    assert_cost_is_flat(client, f"{LIST}?q=contoh", make=ProgrammeFactory.create, queries=1)


def test_counts_cost_one_query(django_assert_num_queries):
    ProgrammeFactory.create(field="Garmen")
    counted(Criteria())  # the office is remembered
    for asked in (Criteria(), Criteria("contoh", field="Garmen", open_only=True)):
        with django_assert_num_queries(1):
            counted(asked)


def test_search_is_not_indexed_but_the_list_is(client):
    ProgrammeFactory.create()
    assert '<meta name="robots" content="index, follow">' in page_of(client)
    assert '<meta name="robots" content="noindex, follow">' in page_of(client, f"{LIST}?dibuka=1")


def test_list_looks_the_same_for_a_signed_in_person(client):
    client.force_login(User.objects.create_user(name="Butet", email="butet@contoh.id"))
    ProgrammeFactory.create(title="Barista")
    assert "Barista" in page_of(client)


def test_typing_errors_are_corrected_and_what_was_typed_stays_in_the_box(client):
    ProgrammeFactory.create(title="Juru Las", provider__name="BLK Kisaran")
    ProgrammeFactory.create(title="Menjahit")
    tasks.learn_words()
    page = page_of(client, f"{LIST}?q=peltihan+las")
    assert ">Juru Las</a>" in page
    assert ">Menjahit</a>" not in page
    page = page_of(client, f"{LIST}?q=menjahti")
    assert "Menampilkan hasil untuk “menjahit”." in page
    assert f'href="{LIST}?q=menjahti&amp;persis=1"' in page
    assert 'value="menjahti"' in page
    assert ">Menjahit</a>" in page
    assert ">1 program pelatihan</h2>" in page


def test_words_stay_as_typed_when_asked_for_or_when_no_other_finds_more(client):
    ProgrammeFactory.create(title="Menjahit", field="Garmen")
    learn_words()
    for query in ("q=menjahti&persis=1", "q=zzzzzzzz"):
        page = page_of(client, f"{LIST}?{query}")
        assert "Menampilkan hasil" not in page
        assert "Tidak ada pelatihan yang cocok" in page
    assert Criteria("persis", literal=True).query_string() == "?q=persis&persis=1"


def test_words_of_programmes_that_are_gone_are_forgotten(client):
    programme = ProgrammeFactory.create(title="Menjahit")
    learn_words()
    Programme.objects.filter(pk=programme.pk).update(is_hidden=True)
    learn_words()
    assert not SearchWord.objects.filter(word="menjahit").exists()
    assert SearchWord.objects.filter(word="pelatihan").exists()
