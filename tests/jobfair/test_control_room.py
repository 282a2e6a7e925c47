"""The control room: numbers, alarms and what officers may do while a fair runs."""

import re
from datetime import timedelta

import pytest
from django.conf import settings

from jobfair import alarms, live
from jobfair.control import per_hour, per_minute
from jobfair.counting import Numbers
from jobfair.enums import BoothState
from jobfair.models import Announcement, Booth, Fair
from jobfair.services.fairs import pause_fair
from jobfair.views.control import ACTS
from jobfair.views.guards import fair_of
from sikas import clock as now
from sikas import health
from sikas.accounts import roles
from sikas.notifications.enums import Channel
from sikas.notifications.services import queue_message
from tests.factories import make_officer
from tests.jobfair.fairs import BoothFactory, FairFactory, position_in
from tests.jobfair.officers import DAY, HOME, manager_at, moment
from tests.jobfair.test_entering import send
from tests.lists import assert_cost_is_flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    return manager_at(client)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "LIVE_DIR", tmp_path)
    monkeypatch.setattr(health, "report", lambda: {"database": health.OK, "outbox": "backlog"})
    return tmp_path


def text(answer) -> str:
    return answer.content.decode()


def write(folder, fair, *, age: float, number: int = 7) -> None:
    at = now.now() - timedelta(seconds=age)
    snapshot = live.Snapshot(Numbers(number, 1, 1, 1, 1, 0), at)
    (folder / f"{fair.slug}.json").write_text(snapshot.as_json())


def titles(fair) -> list[str]:
    return [alarm.title for alarm in alarms.alarms(fair_of(fair.pk))]


def do(client, fair, act: str, **form) -> str:
    return text(client.post(f"{HOME}{fair.pk}/kendali/{act}/", form, follow=True))


def test_room_counts_what_was_sent_when_nobody_writes_the_numbers(client, officer):
    position = position_in(FairFactory())
    send(position)
    page = text(client.get(f"{HOME}{position.fair_id}/kendali/"))
    assert "Jam server" in page
    assert "Angka langsung tidak bergerak" in page
    assert re.search(r"<dt>Lamaran</dt><dd>1</dd>", page)
    assert "data-countdown" in page


def test_room_shows_the_numbers_of_the_wall_while_they_are_fresh(client, officer, folder):
    fair = FairFactory()
    write(folder, fair, age=5)
    part = text(client.get(f"{HOME}{fair.pk}/kendali/sekarang/"))
    assert re.search(r"<dt>Perusahaan</dt><dd>7</dd>", part)
    assert "tidak bergerak" not in part
    assert "<html" not in part
    write(folder, fair, age=90)
    part = text(client.get(f"{HOME}{fair.pk}/kendali/sekarang/"))
    assert re.search(r"<dt>Perusahaan</dt><dd>0</dd>", part)
    assert "Terakhir ditulis 90 detik lalu" in part


def test_room_of_a_draft_is_not_open(client, officer):
    fair = FairFactory(draft=True)
    assert client.get(f"{HOME}{fair.pk}/kendali/")["Location"] == f"{HOME}{fair.pk}/"
    assert client.get(f"{HOME}{fair.pk}/kendali/sekarang/").status_code == 404
    for act in ACTS:
        assert "disiapkan" in do(client, fair, act, reason="x", text="x")
    assert not Announcement.objects.exists()


def test_charts_place_applications_in_their_minute_and_hour(clock):
    position = position_in(FairFactory())
    clock.freeze(now.now().replace(minute=30, second=10))
    Fair.objects.update(opens_at=now.now() - DAY)
    send(position)
    clock.move(timedelta(minutes=2))
    send(position)
    send(position)
    fair = fair_of(position.fair_id)
    minutes = [bar.value for bar in per_minute(fair).bars]
    assert (len(minutes), minutes[-3:]) == (60, [1, 0, 2])
    hours = per_hour(fair)
    assert (len(hours.bars), hours.bars[-1].value, hours.total) == (24, 3, 3)
    assert hours.bars[-1].height == "120.00"


def test_quiet_fair_has_no_alarm(folder):
    fair = FairFactory()
    write(folder, fair, age=1)
    assert titles(fair) == []


def test_alarms_name_what_is_wrong(folder, monkeypatch):
    fair = FairFactory()
    write(folder, fair, age=1)
    empty = BoothFactory(fair=fair)
    position_in(booth=BoothFactory(fair=fair), cap=1, taken=1)
    old = queue_message(event="t", key="1", channel=Channel.EMAIL, address="a@b.id", context={})
    type(old).objects.update(next_attempt_at=now.now() - timedelta(minutes=6))
    monkeypatch.setattr(health, "report", lambda: {"worker": "stale", "broker": "down", "x": "?"})
    monkeypatch.setattr(alarms, "clocks_apart", lambda: timedelta(seconds=-5))
    found = {alarm.title: alarm for alarm in alarms.alarms(fair_of(fair.pk))}
    assert [*found] == [
        "Dua jam tidak sama",
        "Pekerja latar tidak bekerja",
        "Penghubung tugas (Redis) tidak terjangkau",
        "1 pesan tertahan",
        "1 stan siap tanpa jabatan terbuka",
        "2 perusahaan tanpa penjaga yang pernah masuk",
        "1 jabatan penuh",
    ]
    assert found["1 stan siap tanpa jabatan terbuka"].text == str(empty.company)
    assert "-5 detik" in found["Dua jam tidak sama"].text


def test_long_lists_of_names_are_cut(folder):
    fair = FairFactory()
    write(folder, fair, age=1)
    for _number in range(7):
        BoothFactory(fair=fair)
    assert alarms.alarms(fair_of(fair.pk))[0].text.endswith("dan 2 lagi")


def test_clocks_of_one_machine_agree():
    assert abs(alarms.clocks_apart()) < alarms.CLOCKS_APART


def test_everybody_is_told_once_until_it_is_taken_away(client, officer):
    fair = FairFactory()
    until = now.now() + DAY
    for _tap in range(2):
        page = do(client, fair, "pengumuman", text="Listrik padam.", **moment("until", until))
    one = Announcement.objects.get()
    assert one.by == officer
    assert one.active_until
    assert abs(one.active_until - until) < timedelta(minutes=1)
    assert page.count("Listrik padam.") >= 2
    path = f"{HOME}{fair.pk}/pengumuman/{one.pk}/turunkan/"
    assert "Listrik padam." in text(client.get(path))
    page = text(client.post(path, follow=True))
    assert "Pengumuman diturunkan" in page
    one.refresh_from_db()
    assert one.ended_by == officer
    assert client.post(path).status_code == 404


def test_announcement_of_another_fair_is_not_found(client, officer):
    fair, other = FairFactory(), FairFactory(draft=True)
    one = Announcement.objects.create(fair=other, text="Lain")
    assert client.post(f"{HOME}{fair.pk}/pengumuman/{one.pk}/turunkan/").status_code == 404


@pytest.mark.parametrize(
    ("form", "words"),
    (
        ({"text": " "}, "Isi pengumuman."),
        ({"text": "x" * 501}, "500"),
        ({"text": "Uji"} | moment("until", now.now() - DAY), "yang akan datang"),
        ({"text": "Uji", "until_day": "40", "until_month": "1", "until_year": "2030"}, "tidak ada"),
    ),
)
def test_announcement_that_makes_no_sense_is_refused(client, officer, form, words):
    fair = FairFactory()
    assert words in do(client, fair, "pengumuman", **form)
    assert not Announcement.objects.exists()


def test_fair_is_extended_twice_at_most(client, officer):
    fair = FairFactory()
    for days in (1, 2, 3):
        until = moment("until", fair.closes_at + days * DAY)
        page = do(client, fair, "perpanjang", reason="Listrik padam.", **until)
    assert "sudah dua kali diperpanjang" in page
    assert "Listrik padam." in page  # what was typed is kept
    fair.refresh_from_db()
    assert fair.extensions == 2
    assert fair.transitions.filter(by=officer).count() == 2
    page = text(client.get(f"{HOME}{fair.pk}/kendali/"))
    assert page.count("Waktu diubah") == 2
    assert officer.name in page


@pytest.mark.parametrize(
    ("shift", "reason", "words"),
    (
        (-1, "Uji", "Pilih waktu sesudah penutupan"),
        (0, "Uji", "Pilih waktu sesudah penutupan"),
        (9, "Uji", "paling lama 8 hari"),
        (1, " ", "Isi alasan."),
    ),
)
def test_extension_goes_forward_with_a_reason(client, officer, shift, reason, words):
    fair = FairFactory()
    until = fair.closes_at.replace(second=0, microsecond=0) + shift * DAY
    assert words in do(client, fair, "perpanjang", reason=reason, **moment("until", until))
    assert Fair.objects.get().extensions == 0


def test_extension_into_another_fair_is_refused_at_its_field(client, officer):
    fair = FairFactory()
    FairFactory(opens_at=fair.closes_at, closes_at=fair.closes_at + 3 * DAY)
    form = {"reason": "Uji"} | moment("until", fair.closes_at + DAY)
    answer = client.post(f"{HOME}{fair.pk}/kendali/perpanjang/", form)
    assert "bertumpang" in " ".join(answer.context["form"].errors["until"])


def test_pause_and_go_on(client, officer, clock):
    fair = FairFactory()
    assert "Isi alasan." in do(client, fair, "jeda", reason="")
    assert "Dijeda" in do(client, fair, "jeda", reason="Server dipindah.")
    assert "tidak dapat dilakukan sekarang" in do(client, fair, "jeda", reason="Lagi")
    clock.move(timedelta(hours=2))
    assert "Dilanjutkan" in do(client, fair, "lanjutkan")
    again = Fair.objects.get()
    assert again.closes_at - fair.closes_at >= timedelta(hours=2)
    assert "tidak dapat dilakukan sekarang" in do(client, fair, "lanjutkan")
    assert Fair.objects.get().closes_at == again.closes_at


def test_fair_to_come_is_moved(client, officer, clock):
    fair = FairFactory(coming=True)
    names = ("catalogue_at", "registration_at", "opens_at", "closes_at")
    form = {"reason": "Bentrok ujian."}
    for name in names:
        form |= moment(name, getattr(fair, name) + 20 * DAY)
    wrong = form | moment("closes_at", fair.opens_at + 19 * DAY)
    assert "mendahului" in do(client, fair, "jadwal", **wrong)
    do(client, fair, "jadwal", **form)
    moved = Fair.objects.get()
    assert timedelta(0) <= fair.opens_at + 20 * DAY - moved.opens_at < timedelta(minutes=1)
    clock.freeze(moved.opens_at)
    assert "tidak dapat dilakukan sekarang" in do(client, fair, "jadwal", **form)


def test_fair_is_called_off_once(client, officer):
    fair = FairFactory()
    assert "Isi alasan." in do(client, fair, "batalkan", reason=" ")
    assert "dibatalkan" in do(client, fair, "batalkan", reason="Banjir.")
    assert "tidak dapat dilakukan sekarang" in do(client, fair, "batalkan", reason="Lagi")
    assert Fair.objects.get().transitions.count() == 1


def test_state_that_changed_between_page_and_button_is_said(client, officer, monkeypatch):
    fair = FairFactory()

    def paused_meanwhile(pk):
        found = fair_of(pk)
        pause_fair(fair=fair, by=officer, reason="Lebih dulu")
        monkeypatch.undo()
        return found

    monkeypatch.setattr("jobfair.views.control.fair_of", paused_meanwhile)
    assert "Keadaan job fair ini: dijeda" in do(client, fair, "jeda", reason="Kemudian")
    assert fair.transitions.get().reason == "Lebih dulu"


@pytest.mark.parametrize("act", ("umumkan", "hapus", "reported"))
def test_forged_act_is_not_found(client, officer, act):
    assert client.post(f"{HOME}{FairFactory().pk}/kendali/{act}/").status_code == 404


def test_leader_watches_and_does_nothing(client):
    client.force_login(make_officer(roles.LEADER))
    fair = FairFactory()
    page = text(client.get(f"{HOME}{fair.pk}/kendali/"))
    assert "kendali/jeda" not in page
    for act in ACTS:
        assert client.get(f"{HOME}{fair.pk}/kendali/{act}/").status_code == 404
        assert client.post(f"{HOME}{fair.pk}/kendali/{act}/", {"reason": "x"}).status_code == 404
    assert Fair.objects.get().state == "announced"


def test_home_of_a_manager_begins_with_the_fair(client, officer):
    fair = FairFactory()
    page = text(client.get("/admin/"))
    assert f"{fair}: Berlangsung" in page
    assert f"{HOME}{fair.pk}/kendali/" in page


def test_room_costs_the_same_for_any_number(client, officer, folder):
    fair = FairFactory()
    write(folder, fair, age=1)

    def make() -> Booth:
        position_in(booth=(booth := BoothFactory(fair=fair)), cap=1, taken=1)
        return booth

    assert_cost_is_flat(client, f"{HOME}{fair.pk}/kendali/", make=make, queries=18)
    assert Booth.objects.filter(state=BoothState.READY).count() == 3
