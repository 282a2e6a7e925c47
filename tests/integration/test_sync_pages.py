"""The officers' pages about the exchange: what they say, and what officers may do."""

import re
from datetime import UTC, datetime, time, timedelta
from html import unescape

import pytest
from django.utils.timezone import now

from integration import lights, overview, steering
from integration.advice import ADVICE
from integration.enums import ActKind, Kind, Mode, RunState, Trouble
from integration.kemnaker import tally
from integration.models import Host, Stream, SyncAct, SyncRun
from integration.pull import pull
from integration.streams import FencedError, locked
from integration.tasks import close_gone, pull_stream
from jobs.enums import VacancyState
from jobs.models import Vacancy
from sikas.accounts import roles
from tests.factories import make_officer
from tests.integration.wire import Feed, company, programme, pulled, resident, vacancy

pytestmark = pytest.mark.django_db

HOME = "/admin/sinkronisasi/"
VACANCIES = f"{HOME}lowongan/"


@pytest.fixture
def officer(client):
    found = make_officer(roles.ADMINISTRATOR)
    client.force_login(found)
    return found


@pytest.fixture(autouse=True)
def rung(monkeypatch):
    """Return the bells that were rung."""
    bells = []
    monkeypatch.setattr(steering, "ring", lambda *bell: bells.append(bell))
    return bells


def set_stream(kind: Kind = Kind.VACANCIES, **values) -> None:
    Stream.objects.filter(kind=kind).update(**{"is_pulled": True} | values)


def text(answer) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())))


def acts() -> list[tuple[str, str]]:
    return list(SyncAct.objects.order_by("pk").values_list("act", "note"))


@pytest.mark.parametrize(
    ("values", "light"),
    [
        ({"is_pulled": False, "held": 3}, lights.OFF),
        ({}, lights.LATE),
        ({"last_success_at": timedelta(minutes=10)}, lights.GOOD),
        ({"last_success_at": timedelta(minutes=80)}, lights.LATE),
        ({"last_success_at": timedelta(days=3)}, lights.STOPPED),
        ({"last_success_at": timedelta(minutes=10), "held": 30}, lights.HELD),
        ({"last_success_at": timedelta(minutes=10), "trouble": "timeout"}, lights.GOOD),
        ({"last_success_at": timedelta(minutes=10), "trouble": "credentials"}, lights.STOPPED),
        ({"trouble": "timeout"}, lights.STOPPED),
        (
            {"last_success_at": timedelta(minutes=10), "trouble": "partial", "failures": 1},
            lights.PARTIAL,
        ),
        (
            {"last_success_at": timedelta(minutes=10), "trouble": "partial", "failures": 2},
            lights.STOPPED,
        ),
    ],
)
def test_light_says_how_a_stream_is(values, light):
    at = datetime(2026, 11, 26, tzinfo=UTC)
    if "last_success_at" in values:
        values = values | {"last_success_at": at - values["last_success_at"]}
    assert lights.light(Stream(**{"kind": "vacancies", "is_pulled": True} | values), at) == light


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_is_readable_and_says_what_to_do(client, officer, trouble):
    set_stream(trouble=trouble, trouble_detail="HTTP 999", trouble_at=now(), failures=1)
    shown = text(client.get(VACANCIES))
    assert f"{trouble.label}, sejak" in shown
    assert str(ADVICE[trouble]) in shown
    assert "HTTP 999" in shown


def test_advice_about_the_server_is_for_who_has_one():
    """Officers read it: a variable of the environment is nothing that they can set."""
    technical = [
        str(words) for words in ADVICE.values() if re.search(r"[A-Z]_[A-Z]|docs/", str(words))
    ]
    assert len(technical) == 5
    assert all("sampaikan kepada admin sistem: " in words.lower() for words in technical)


def test_home_shows_streams_servers_and_what_waits(client, officer, clock):
    clock.freeze(datetime(2026, 11, 26, 1, 30, tzinfo=UTC))
    pulled(Kind.VACANCIES, [vacancy(1), vacancy(2, title="")])
    clock.move(timedelta(hours=3))
    set_stream(held=30)
    Host.objects.create(
        name="api.kemnaker.go.id",
        failures=6,
        last_trouble=Trouble.TLS,
        opened_until=now() + timedelta(minutes=10),
    )
    shown = text(client.get(HOME))
    for words in (
        "Menunggu petugas",
        "Dimatikan",
        "26 November 2026, 08.30 WIB ( 3 jam lalu)",
        "30 data tidak ada lagi di Kemnaker",
        "1 data belum terbaca",
        "Lowongan nasional: Isian wajib tidak ada 1",
        "Sertifikat keamanan Kemnaker tidak sah. Dibiarkan sampai 11.40 WIB.",
        "Coba sambungan lagi",
        "Paling banyak 2 permintaan per detik.",
    ):
        assert re.sub(r"\s", "", words) in re.sub(r"\s", "", shown), words


def test_running_run_shows_how_far_it_is(client, officer):
    pull(Kind.VACANCIES, port=Feed([vacancy(1)], [vacancy(2)]), seconds=-1)
    assert "1 dari 2 dibaca (50%)" in text(client.get(VACANCIES))
    SyncRun.objects.update(total=None)
    assert "1 data dibaca sejauh ini." in text(client.get(VACANCIES))


def test_officer_pulls_now(client, officer, rung, django_capture_on_commit_callbacks):
    set_stream(next_at=now() + timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{VACANCIES}tarik/", follow=True)
    assert "Penarikan dimulai" in text(answer)
    assert Stream.objects.get(kind="vacancies").next_at is None
    assert rung == [(pull_stream, Kind.VACANCIES, str(officer.pk))]
    assert acts() == [(ActKind.PULLED, "")]
    assert "Tarik sekarang: Lowongan nasional" in text(answer)


def test_officer_has_all_data_read(client, officer):
    set_stream(Kind.SEEKERS, wants_snapshot=False)
    client.post(f"{HOME}pencari-kerja/seluruh-data/")
    assert Stream.objects.get(kind="seekers").wants_snapshot
    assert acts() == [(ActKind.SNAPSHOT, "")]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"is_pulled": False}, "Aliran ini dijeda"),
        ({"closed_from": time(0), "closed_until": time(23, 59, 59)}, "Sekarang jam tenang"),
    ],
)
def test_paused_or_closed_stream_is_not_pulled(client, officer, clock, values, words):
    clock.freeze(datetime(2026, 11, 26, 1, 30, tzinfo=UTC))
    set_stream(**values)
    assert words in text(client.post(f"{VACANCIES}tarik/", follow=True))
    assert not acts()


def test_pause_stops_who_reads_and_resume_goes_on(client, officer):
    set_stream()
    fence = Stream.objects.get(kind="vacancies").fence
    client.post(f"{VACANCIES}jeda/")
    with pytest.raises(FencedError):
        locked(Kind.VACANCIES, fence)
    assert not Stream.objects.get(kind="vacancies").is_pulled
    client.post(f"{VACANCIES}lanjutkan/")
    assert Stream.objects.get(kind="vacancies").is_pulled
    assert [act for act, _note in acts()] == [ActKind.PAUSED, ActKind.RESUMED]


def test_timetable_is_set_and_brings_the_next_time_nearer(client, officer):
    set_stream(next_at=now() + timedelta(days=1))
    form = {"every": "30", "closed_from": "22.00", "closed_until": "05.00"}
    trail = client.get(f"{VACANCIES}jadwal/").content.decode().partition("<main")[0]
    assert f'href="{VACANCIES}">Lowongan nasional</a>' in trail
    assert "Setiap 30 menit" in text(client.post(f"{VACANCIES}jadwal/", form, follow=True))
    stream = Stream.objects.get(kind="vacancies")
    assert stream.next_at
    assert stream.next_at < now() + timedelta(minutes=31)
    assert (stream.closed_from, stream.closed_until) == (time(22), time(5))
    assert acts() == [(ActKind.TIMETABLE, "setiap 30 menit, tenang 22.00–05.00")]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"every": "1"}, "Isi antara 5 menit dan 7 hari."),
        ({"every": "lima"}, "Isi antara 5 menit dan 7 hari."),
        ({"every": "99999999999"}, "Isi antara 5 menit dan 7 hari."),
        ({"every": "60", "closed_from": "22.00"}, "Isi jam mulai dan jam selesai"),
        ({"every": "60", "closed_from": "x", "closed_until": "05.00"}, "Tulis jam dan menit"),
    ],
)
def test_wrong_timetable_is_said_and_kept(client, officer, form, words):
    shown = client.post(f"{VACANCIES}jadwal/", form)
    assert words in text(shown)
    assert f'value="{form["every"]}"' in shown.content.decode()
    assert Stream.objects.get(kind="vacancies").every == 60


def hold_back(count: int) -> None:
    """Leave so many vacancies gone that an officer must agree."""
    pulled(Kind.VACANCIES, [vacancy(number) for number in range(count + 1)])
    for _ in range(2):
        pulled(Kind.VACANCIES, [vacancy(0)])
    assert Stream.objects.get(kind="vacancies").held == count


def test_officer_sees_and_agrees_to_what_a_worker_closes(
    client, officer, rung, django_capture_on_commit_callbacks
):
    hold_back(25)
    shown = text(client.get(f"{VACANCIES}penutupan/"))
    assert "25 data ini tidak ada lagi di Kemnaker" in shown
    assert "Operator Loader 25, PT Sawit Jaya" in shown
    assert "Daftarnya sudah berubah" in text(
        client.post(f"{VACANCIES}penutupan/", {"seen": "24"}, follow=True)
    )
    assert Vacancy.objects.filter(state=VacancyState.CLOSED).count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert "25 data akan ditutup." in text(
            client.post(f"{VACANCIES}penutupan/", {"seen": "25"}, follow=True)
        )
    assert rung == [(close_gone, Kind.VACANCIES)]
    close_gone(Kind.VACANCIES)
    assert Vacancy.objects.filter(state=VacancyState.CLOSED).count() == 25
    assert SyncRun.objects.latest("pk").by == officer
    assert acts() == [(ActKind.CLOSED, "25 data akan ditutup")]
    assert "Tidak ada yang menunggu" in text(client.get(f"{VACANCIES}penutupan/"))


def test_residents_that_would_be_closed_are_known_by_number_alone(client, officer):
    people = [resident(number) for number in range(1, 31)]
    pulled(Kind.SEEKERS, people, mode=Mode.CHANGES)
    set_stream(Kind.SEEKERS, wants_snapshot=True)
    run = pulled(Kind.SEEKERS, people[:1], mode=Mode.CHANGES)
    assert run.state == RunState.HELD
    shown = text(client.get(f"{HOME}pencari-kerja/penutupan/"))
    assert "s29" in shown
    assert "Suharto" not in shown


def test_programmes_and_companies_that_would_be_closed_have_names(client, officer):
    programmes = [programme(number) for number in range(30)]
    companies = [company(number) for number in range(30)]
    for items in (programmes, programmes[:1], programmes[:1]):
        pulled(Kind.TRAININGS, items)
    pulled(Kind.COMPANIES, companies, mode=Mode.CHANGES)
    set_stream(Kind.COMPANIES, wants_snapshot=True)
    pulled(Kind.COMPANIES, companies[:1], mode=Mode.CHANGES)
    assert "Teknisi Komputer 29" in text(client.get(f"{HOME}pelatihan/penutupan/"))
    assert "PT Sawit 29" in text(client.get(f"{HOME}perusahaan/penutupan/"))


def test_empty_answer_is_not_told_as_a_whole_one(client, officer):
    pulled(Kind.VACANCIES, [vacancy(1)])
    assert "tidak lengkap" not in text(client.get(VACANCIES))
    pulled(Kind.VACANCIES, [])
    shown = text(client.get(VACANCIES))
    assert "0 diterima; daftarnya tidak lengkap, jadi tidak ada yang ditutup" in shown
    assert shown.count("Sebagian") == 1  # an empty answer does not say of how many
    feed = Feed([vacancy(number) for number in range(12)], total=30)
    pull(Kind.VACANCIES, port=feed)
    assert "Sebagian: 12 dari 30 12 diterima" in text(client.get(VACANCIES))


def test_servers_that_answer_or_falter_and_how_often_they_were_asked(client, officer, clock):
    clock.freeze(datetime(2026, 11, 26, 1, 30, tzinfo=UTC))
    Host.objects.create(name="a", last_ok_at=now())
    Host.objects.create(name="b", failures=2, last_trouble=Trouble.RESET)
    tally.count("catalogue", "200", 0.5)
    tally.count("catalogue", "timeout", 1.5)
    shown = text(client.get(HOME))
    assert "Terakhir menjawab 08.30 WIB." in shown
    assert "Sambungan putus di tengah jawaban. Gagal 2 kali berturut-turut." in shown
    assert "2 permintaan sejauh ini, rata-rata 1,00 detik." in shown


def test_paused_run_stands_still(client, officer):
    pull(Kind.VACANCIES, port=Feed([vacancy(1)], [vacancy(2)]), seconds=-1)
    assert "Berhenti di tengah" in text(client.get(VACANCIES))
    set_stream()
    assert "Sedang menarik" in text(client.get(VACANCIES))


def test_resting_server_is_tried_again(client, officer, rung, django_capture_on_commit_callbacks):
    until = now() + timedelta(minutes=10)
    host = Host.objects.create(name="api.kemnaker.go.id", failures=6, opened_until=until)
    set_stream(trouble=Trouble.RESTING, next_at=until)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{HOME}server/{host.pk}/coba/")
    host.refresh_from_db()
    assert host.opened_until
    assert host.opened_until <= now()
    assert Stream.objects.get(kind="vacancies").next_at is None
    assert [bell[1] for bell in rung] == [Kind.VACANCIES]
    assert SyncAct.objects.get().subject == "api.kemnaker.go.id"


@pytest.mark.parametrize("path", [f"{HOME}gaji/", f"{HOME}gaji/jadwal/"])
def test_unknown_stream_is_not_found(client, officer, path):
    assert client.get(path).status_code == 404
    assert client.post(f"{VACANCIES}menari/").status_code == 404


def test_verifier_looks_and_may_not_act(client):
    client.force_login(make_officer(roles.VERIFIER))
    set_stream()
    assert "Tarik sekarang" not in text(client.get(VACANCIES))
    assert client.post(f"{VACANCIES}tarik/").status_code == 404


def test_menu_and_home_count_streams_that_need_somebody(client, officer):
    assert "aliran data Kemnaker perlu dilihat" not in text(client.get("/admin/"))
    set_stream(trouble=Trouble.CREDENTIALS)
    assert "1 aliran data Kemnaker perlu dilihat" in text(client.get("/admin/"))
    client.force_login(make_officer(roles.COUNTER))
    assert "Sinkronisasi Kemnaker" not in text(client.get("/admin/"))


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"is_pulled": False}, "ok"),
        ({"last_success_at": now()}, "ok"),
        ({}, "late"),
        ({"last_success_at": now(), "held": 21}, "held"),
        ({"last_success_at": now(), "trouble": Trouble.PARTIAL}, "late"),
        ({"trouble": Trouble.TLS}, "stopped"),
    ],
)
def test_readiness_has_a_word_for_the_exchange(values, word):
    set_stream(**values)
    assert overview.readiness() == word


def test_acts_cannot_be_changed_or_removed(officer):
    steering.pause(kind=Kind.VACANCIES, by=officer)
    with pytest.raises(Exception, match="Cannot update"):
        SyncAct.objects.update(note="x")
