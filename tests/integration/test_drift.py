"""Another form is for developers, a name of no list for officers; a fresh ministry has neither."""

import re
from datetime import timedelta
from html import unescape
from itertools import permutations
from typing import Any

import pytest

from integration.drift import RECENT, form_changes, unknown_names
from integration.enums import DriftKind, Kind, Mode
from integration.mapping import MAPPINGS
from integration.mapping.differences import MOST_ENTRIES, MOST_NAMES, MOST_ORDERS, NAME_LONGEST
from integration.mapping.lists import Lists
from integration.mapping.reader import Reader
from integration.models import Drift
from integration.pull import pull
from integration.simulator import settling
from sikas.accounts import roles
from sikas.reference.models import Industry
from tests.factories import make_officer
from tests.integration.fake import Memory
from tests.integration.wire import company, programme, pulled, vacancy

pytestmark = pytest.mark.django_db
HOME = "/admin/sinkronisasi/"
SIZES = {"vacancies": 120, "trainings": 60, "companies": 40, "seekers": 40}


@pytest.fixture
def lists(reference) -> Lists:
    return Lists()


def text(answer) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())))


def test_fresh_ministry_shows_neither_another_form_nor_names_that_we_lack(reference):
    memory = Memory()
    settling.populate(memory.ministry, SIZES)
    for _ in range(40):  # and after things have happened there
        settling.move(memory.ministry)
    for kind in Kind:
        run = pull(kind, port=memory.port(page_size=1_000))
        assert run
        assert (run.quarantined, run.received > 30) == (0, True)
    assert not list(Drift.objects.all())


def test_form_is_another_when_a_field_is_new_gone_or_of_another_type(client):
    item = vacancy(1, bonus=1)
    del item["job_type_name"]
    pulled(Kind.VACANCIES, [item, vacancy(2, title=["Operator"]), vacancy(3, title=["Mandor"])])
    told = form_changes(Kind.VACANCIES).values_list("path", "what", "times")
    assert set(told) == {
        ("bonus", DriftKind.EXTRA, 1),
        ("job_type_name", DriftKind.ABSENT, 1),
        ("title", DriftKind.TYPE, 2),
    }
    client.force_login(make_officer(roles.ADMINISTRATOR))
    shown = text(client.get(f"{HOME}lowongan/"))
    for words in ("Isian baru", "Isian tidak dikirim", "Jenis isian berubah", "pengembang SIKAS"):
        assert words in shown, words
    assert "3 isian, kabarkan ke pengembang" in text(client.get(HOME))


def test_form_is_another_also_within_objects_and_in_the_items_of_lists(client):
    item = programme(1)
    del item["institution"]["phone"]
    item["institution"] |= {"head": "Ibu Sri", "district_name": "Meranti"}
    item["vocational"] = "Teknologi Informasi"
    item["program_topics"] += [{"title": "Server", "duration": 8, "level": 2}, {"title": "Kabel"}]
    bad = programme(2)
    bad["schedules"][0]["quota"] = {"L": 8, "P": 8}
    odd = programme(3, program_topics=["Jaringan"], schedules=[])
    pulled(Kind.TRAININGS, [item, bad, odd])
    told = form_changes(Kind.TRAININGS).values_list("path", "what", "times")
    assert set(told) == {
        ("institution.head", DriftKind.EXTRA, 1),
        ("institution.phone", DriftKind.ABSENT, 1),
        ("vocational", DriftKind.TYPE, 1),
        ("program_topics[].level", DriftKind.EXTRA, 1),
        ("program_topics[].duration", DriftKind.ABSENT, 1),
        ("schedules[].quota", DriftKind.TYPE, 1),
        ("program_topics", DriftKind.TYPE, 1),
    }
    client.force_login(make_officer(roles.ADMINISTRATOR))
    assert "Jadwal schedules[].quota Jenis isian berubah" in text(client.get(f"{HOME}pelatihan/"))


def test_form_is_another_around_the_fields():
    sent = [company(1) | {"signature": "x"}, company(2) | {"trace": {}}]
    sent[1].pop("deleted")
    pulled(Kind.COMPANIES, [*sent, company(3)], mode=Mode.SNAPSHOT)
    told = form_changes(Kind.COMPANIES).values_list("path", "what")
    assert set(told) == {
        ("signature", DriftKind.EXTRA),
        ("trace", DriftKind.EXTRA),
        ("deleted", DriftKind.ABSENT),
    }


def test_hostile_items_are_looked_at_only_so_far(lists):
    reader = Reader(MAPPINGS[Kind.VACANCIES], lists)
    deep: Any = {}
    for _ in range(50_000):
        deep = {"value": deep}
    many = {f"name {number}": 1 for number in range(MOST_NAMES * 5)}
    entries = [{f"other {number}": 1, "value": "x"} for number in range(MOST_ENTRIES * 5)]
    hostile: Any = ([deep, {"x" * 1_000_000: 1, "\ud800\0": 2} | many], entries)
    for skills in hostile:
        reader.drift.look_around(vacancy(1) | {"skills": skills})
    assert len(reader.drift.extra) == MOST_NAMES
    assert max(map(len, reader.drift.extra)) <= NAME_LONGEST
    assert "".join(reader.drift.extra).isprintable()
    assert reader.drift.missing == {"skills[].value": 1}
    wrong: tuple[Any, ...] = ({}, "x", [[{"name": 1}]], [None])  # the parser says what is wrong
    for skills in wrong:
        reader.drift.look_around(vacancy(1) | {"skills": skills})
    assert not reader.drift.retyped


def test_orders_of_names_that_are_remembered_are_bounded(lists):
    reader = Reader(MAPPINGS[Kind.TRAININGS], lists)
    orders = list(permutations(programme(1)["schedules"][0]))[: 2 * MOST_ORDERS]
    for order in orders:
        reader.drift.look_around(programme(1) | {"schedules": [dict.fromkeys(order)]})
    assert max(len(part.usual) for part in reader.drift._parts) == MOST_ORDERS
    assert not reader.drift.extra + reader.drift.missing


def test_field_that_we_do_not_take_may_stay_away():
    item = programme(1)
    del item["download_material_uri"]
    pulled(Kind.TRAININGS, [item, programme(2, total_topic_duration=40)])
    assert not form_changes(Kind.TRAININGS)


def test_name_of_no_list_is_no_alarm(client):
    names = {"industry_name": "Antah Berantah", "job_function_name": "Kesehatan"}
    pulled(Kind.VACANCIES, [vacancy(1, **names, job_type_name="Borongan")])
    found = unknown_names(Kind.VACANCIES).values_list("path", "example")
    assert set(found) == {("industry_name", "Antah Berantah"), ("job_type_name", "Borongan")}
    assert not form_changes(Kind.VACANCIES)
    client.force_login(make_officer(roles.ADMINISTRATOR))
    shown = text(client.get(f"{HOME}lowongan/"))
    assert "Tidak ada: Kemnaker mengirim seperti yang kita kenal." in shown
    assert "Antah Berantah Lapangan usaha 1" in shown
    assert "pengembang" not in text(client.get(HOME))


def test_form_that_is_as_before_again_is_soon_no_news(client, clock):
    pulled(Kind.VACANCIES, [vacancy(1, bonus=1)])
    clock.move(RECENT + timedelta(minutes=1))
    client.force_login(make_officer(roles.ADMINISTRATOR))
    assert "pengembang" not in text(client.get(HOME))
    assert "bonus" in text(client.get(f"{HOME}lowongan/"))


def test_industry_is_known_by_the_part_of_its_title_before_a_semicolon():
    title = "Perdagangan Antah Dan Berantah; Reparasi Dan Perawatan Mobil"
    Industry.objects.create(code="Y", edition=2020, digits=1, title=title)
    pulled(Kind.VACANCIES, [vacancy(1, industry_name="Perdagangan Antah dan Berantah")])
    assert not unknown_names(Kind.VACANCIES).filter(path="industry_name")
