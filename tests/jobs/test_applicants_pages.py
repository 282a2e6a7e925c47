"""The pages on which a company works through its applicants."""

import re
from datetime import timedelta

import pytest

from jobs.applicants import Criteria, Order
from jobs.enums import ApplicationState
from jobs.models import Application
from sikas.reference.enums import EducationLevel
from tests.jobs.applicants import applied
from tests.jobs.factories import VacancyFactory
from tests.jobs.recruiting import Recruiting, fill, states
from tests.lists import assert_cost_is_flat
from tests.seekers.places import make_village

pytestmark = pytest.mark.django_db

NAME = re.compile(r'class="name-link"[^>]*>([^<]*)<')


@pytest.fixture
def ours(client) -> Recruiting:
    return Recruiting().sign_in(client)


def names(client, ours, query=""):
    return NAME.findall(client.get(ours.base + query).content.decode())


def named(ours, name, **values):
    (key,) = ours.applicants(1)
    Application.objects.filter(pk=key).update(name=name, **values)
    return Application.objects.get(pk=key)


def test_list_shows_who_waits_longest_first(client, ours, clock):
    ours.applicant(name="Ani")
    clock.move(timedelta(days=9))
    ours.applicant(name="Budi")
    page = client.get(ours.base).content.decode()
    assert NAME.findall(page) == ["Ani", "Budi"]
    assert "9 hari" in page
    assert "hari ini" in page


def test_list_costs_the_same_for_any_number(client, ours):
    # Session and account, company, counts with vacancies, the page; the lists are in memory.
    assert_cost_is_flat(client, ours.base, make=lambda: ours.applicants(1), queries=5)


def test_tabs_count_under_the_filters(client, ours):
    ours.applicants(3, education=EducationLevel.S1)
    ours.applicants(2, education=EducationLevel.SMA, state=ApplicationState.VIEWED)
    page = client.get(f"{ours.base}?pendidikan=81").content.decode()
    counts = re.findall(r'>([\w ]+) <span class="chip-count">(\d+)', page)
    assert counts == [("Menunggu jawaban", "3"), ("Terkirim", "3"), ("Semua", "3")]


def test_filters_find_what_they_say(client, ours, clock):
    village = make_village()
    named(ours, "Ani", education=EducationLevel.SMK, experience_months=30, area=village)
    named(ours, "Budi", education=EducationLevel.S1, tags=["rapi"])
    skilled = named(ours, "Cici", profile={"skills": ["Las listrik"]})
    code = village.parent.code.replace(".", "")
    clock.move(timedelta(days=4))
    named(ours, "Dodi")
    for query, found in {
        "?pendidikan=40": ["Ani", "Budi"],  # SMA and SMK are of one rank
        "?pendidikan=50": ["Budi"],
        f"?kecamatan={code}": ["Ani"],
        "?pengalaman=2": ["Ani"],
        "?pengalaman=3": [],
        "?label=rapi": ["Budi"],
        "?menunggu=3": ["Ani", "Budi", "Cici"],
        "?q=LAS": ["Cici"],
        f"?q={skilled.receipt}": ["Cici"],
        "?q=ani": ["Ani"],
        "?q=%25": [],
        f"?lowongan={ours.vacancy.pk}": ["Ani", "Budi", "Cici", "Dodi"],
        "?lowongan=1": [],
    }.items():
        assert names(client, ours, query) == found, query


def test_orders_stand_as_they_say(client, ours, clock):
    named(ours, "Ani", education=EducationLevel.SMK, experience_months=5)
    clock.move(timedelta(days=1))
    named(ours, "Cici", education=None, experience_months=50)
    clock.move(timedelta(days=1))
    named(ours, "Budi", education=EducationLevel.S1)
    for word, found in {
        "": ["Ani", "Cici", "Budi"],
        "terbaru": ["Budi", "Cici", "Ani"],
        "nama": ["Ani", "Budi", "Cici"],
        "pendidikan": ["Budi", "Ani", "Cici"],
        "pengalaman": ["Cici", "Ani", "Budi"],
    }.items():
        assert names(client, ours, f"?urut={word}") == found
        rows = [Application.objects.get(name=name) for name in found]
        page = client.get(f"{ours.base}{rows[1].pk}/?urut={word}").content.decode()
        assert re.search(rf'href="[^"]*/pelamar/{rows[0].pk}/[^"]*" rel="prev"', page)
        assert re.search(rf'href="[^"]*/pelamar/{rows[2].pk}/[^"]*" rel="next"', page)


@pytest.mark.parametrize(
    "query",
    (
        "?keadaan=x&urut=x&pendidikan=9&pengalaman=-1&menunggu=x&halaman=x",
        "?lowongan=99999999999999999999&kecamatan=%27&q=%00&label=%00",
        f"?q={'a' * 900}&halaman=-5",
        "?lowongan=²",
    ),
)
def test_nonsense_in_the_address_is_left_out(client, ours, query):
    ours.applicants(1)
    assert client.get(ours.base + query).status_code == 200


def test_criteria_survive_their_own_address():
    asked = Criteria(order=Order.NAME, words="las", years=2)
    assert asked.query_string() == "?pengalaman=2&q=las&urut=nama"
    assert Criteria().query_string() == ""


def test_new_applicant_is_opened_by_a_post_and_others_by_a_link(client, ours):
    one = ours.applicant()
    page = client.get(ours.base).content.decode()
    assert f'formaction="{ours.base}{one.pk}/buka/"' in page
    client.get(f"{ours.base}{one.pk}/")
    assert states([one.pk]) == ["sent"]
    answer = client.post(f"{ours.base}{one.pk}/buka/?urut=nama")
    assert answer.url == f"{ours.base}{one.pk}/?urut=nama"
    assert states([one.pk]) == ["viewed"]
    assert f'href="{ours.base}{one.pk}/"' in client.get(ours.base).content.decode()


def test_page_of_an_applicant_shows_what_was_sent(client, ours):
    one = applied(
        seeker=ours.applicant(name="Siti Aminah", summary="Teliti").seeker,
        vacancy=VacancyFactory(company=ours.company),
        letter="Saya siap kerja.",
    )
    page = client.get(f"{ours.base}{one.pk}/").content.decode()
    for text in ("Siti Aminah", "Teliti", "SMKN 2 Kisaran", "Saya siap kerja.", one.receipt):
        assert text in page
    assert one.seeker.masked_nik not in page if one.seeker.nik_sealed else True


def test_cv_is_a_pdf_of_what_was_sent(client, ours):
    one = ours.applicant(name="Siti Aminah")
    answer = client.get(f"{ours.base}{one.pk}/cv/")
    assert answer.content.startswith(b"%PDF")
    assert f"cv-siti-aminah-{one.receipt}.pdf" in answer["Content-Disposition"]


def test_erased_applicant_still_has_a_page(client, ours):
    (key,) = ours.applicants(1)
    Application.objects.filter(pk=key).update(name="", profile={})
    page = client.get(f"{ours.base}{key}/").content.decode()
    assert "(data dihapus)" in page
    assert client.get(f"{ours.base}{key}/cv/").status_code == 200


def test_action_goes_back_to_the_filtered_page(client, ours):
    keys = ours.applicants(3)
    back = f"{ours.base}?urut=nama&halaman=1"
    answer = ours.act(client, "pindah", keys[:2], to="shortlisted", kembali=back)
    assert answer.url == back
    assert states(keys) == ["shortlisted", "shortlisted", "sent"]
    assert "2 pelamar dipindahkan." in client.get(back).content.decode()


@pytest.mark.parametrize("back", ("https://lain.example/", "//lain.example", "/akun/", "\nx"))
def test_action_goes_back_to_own_pages_alone(client, ours, back):
    keys = ours.applicants(1)
    answer = ours.act(client, "pindah", keys, to="viewed", kembali=back)
    assert answer.url == ours.base


def test_what_happened_meanwhile_is_counted_and_told(client, ours):
    keys = ours.applicants(4)
    Application.objects.filter(pk=keys[0]).update(
        state=ApplicationState.WITHDRAWN, decided_at=ours.vacancy.published_at
    )
    Application.objects.filter(pk=keys[1]).update(state=ApplicationState.SHORTLISTED)
    ours.act(client, "pindah", keys, to="shortlisted")
    page = client.get(ours.base).content.decode()
    assert "2 pelamar dipindahkan, 1 sudah ditarik, 1 sudah di tahap itu." in page


def test_foreign_or_forged_keys_are_not_found_and_nothing_happens(client, ours):
    keys, foreign = ours.applicants(2), applied()
    for more in (str(foreign.pk), "99999999999", "9" * 30, "x", "-1", "²"):
        for sent in ({"kirim": "1"}, {"kirim": ""}):
            answer = ours.act(client, "pindah", [*keys, more], to="shortlisted", **sent)
            assert answer.status_code == 404, more
    assert states(keys) == ["sent", "sent"]
    assert client.get(f"{ours.base}tindakan/tidak-ada/").status_code == 404


def test_forged_stage_is_told_next_to_the_choice(client, ours):
    keys = ours.applicants(1)
    for stage in ("hired", "withdrawn", "x", ""):
        page = ours.act(client, "pindah", keys, to=stage).content.decode()
        assert "Tahap itu tidak dikenal" in page or "Pilih tahapnya" in page
    assert states(keys) == ["sent"]


def test_nobody_or_too_many_chosen_is_told(client, ours, monkeypatch):
    ours.act(client, "pindah", [], to="viewed")
    assert "Pilih pelamar dulu" in client.get(ours.base).content.decode()
    monkeypatch.setattr("jobs.views.employer.choosing.MAX_CHOSEN", 2)
    ours.act(client, "pindah", ours.applicants(3), to="viewed")
    assert "Persempit saringannya" in client.get(ours.base).content.decode()


def test_everybody_whom_the_filters_leave_is_chosen_at_once(client, ours):
    keys = ours.applicants(2, education=EducationLevel.S1)
    others = ours.applicants(1)
    form = {"semua": "1", "saringan": "?pendidikan=81"}
    page = client.post(f"{ours.base}tindakan/tolak/", form).content.decode()
    chosen = re.search(r'name="dipilih" value="([\d,]+)"', page)
    assert chosen
    assert "Untuk 2 pelamar" in page
    ours.act(client, "tolak", chosen[1].split(","), reason="others")
    assert states([*keys, *others]) == ["not_selected", "not_selected", "sent"]


def test_rejecting_for_another_reason_needs_words(client, ours):
    keys = ours.applicants(1)
    page = ours.act(client, "tolak", keys, reason="other").content.decode()
    assert "Tulis alasannya dengan kata-kata Anda." in page
    ours.act(client, "tolak", keys, reason="other", text="Kantor pindah.")
    assert Application.objects.get(pk=keys[0]).reject_note == "Kantor pindah."


def test_messages_tags_offers_and_notes_reach_the_applicant(client, ours):
    keys = ours.applicants(2)
    ours.act(client, "pesan", keys, text="Halo {nama}")
    ours.act(client, "label", keys, add="rapi, dekat")
    ours.act(client, "tawari", keys[:1], text="Mulai Senin")
    client.post(f"{ours.base}{keys[0]}/catatan/", {"text": "Cocok sekali"})
    page = client.get(f"{ours.base}{keys[0]}/").content.decode()
    for text in ("Halo ", "rapi", "Mulai Senin", "Cocok sekali", "Ditawari"):
        assert text in page
    client.post(f"{ours.base}{keys[0]}/catatan/", {"text": " "})
    long = client.post(f"{ours.base}{keys[0]}/catatan/", {"text": "catatan " * 200})
    assert "catatan catatan" in long.content.decode(), "what was typed is kept"
    assert Application.objects.get(pk=keys[0]).notes.count() == 1
    assert "Tulis paling sedikit satu label" in ours.act(client, "label", keys).content.decode()
    long = ours.act(client, "label", keys, add="a" * 40)
    assert "Satu label paling panjang" in long.content.decode()


def test_page_of_one_vacancy_shows_its_applicants_alone(client, ours):
    ours.applicants(1)
    other = VacancyFactory(company=ours.company)
    fill(other, 2)
    page = client.get(f"/perusahaan-saya/{ours.company.pk}/lowongan/{other.pk}/pelamar/?lowongan=1")
    assert len(NAME.findall(page.content.decode())) == 2


def test_what_people_typed_is_text_in_every_cell(client, ours):
    bad = "<b>\"'&"
    named(ours, f"Ani{bad}", tags=[bad])
    page = client.get(ours.base).content.decode()
    assert page.count("&lt;b&gt;&quot;&#x27;&amp;") == 3  # for the tick, the name and the label
    assert "<b>" not in page
