"""Live numbers: written whole by one at a time, read from files, and honest about their age."""

import json
import shutil
from contextlib import closing
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.urls import reverse

from jobfair import tasks
from jobfair.services import broadcasting
from jobfair.services.broadcasting import write_live
from jobfair.services.entering import apply_in_fair
from jobfair.services.fairs import extend_fair, tell_everybody
from sikas import clock as time
from sikas.accounts import roles
from tests.factories import make_officer
from tests.gates.pages import Page, faults
from tests.jobfair.fairs import FairFactory, position_in
from tests.jobs.applicants import ready_seeker

pytestmark = pytest.mark.django_db
MINUTES = timedelta(minutes=2)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Give each test a folder of its own, not made yet."""
    settings.LIVE_DIR = tmp_path / "langsung"
    return settings.LIVE_DIR


def page(client, fair, name="fair"):
    response = client.get(reverse(name, args=[fair.slug]))
    assert response.status_code == 200
    assert not faults(Page(response.request["PATH_INFO"], response))
    return response.content.decode()


def test_files_hold_the_numbers_and_their_time(folder, client):
    position = position_in()
    apply_in_fair(seeker=ready_seeker(), position=position, key=uuid4())
    tell_everybody(fair=position.fair, text="Stan 4 pindah", by=make_officer(roles.FAIR_MANAGER))
    write_live()
    slug = position.fair.slug
    names = {path.name for path in folder.iterdir()}
    assert names == {f"{slug}.html", f"{slug}.layar.html", f"{slug}.json"}
    facts = json.loads((folder / f"{slug}.json").read_text())
    assert (facts["companies"], facts["positions"], facts["people"], facts["applications"]) == (
        (1,) * 4
    )
    for name in (f"{slug}.html", f"{slug}.layar.html"):
        text = (folder / name).read_text()
        assert "Stan 4 pindah" in text
        assert "data-counted=" in text
        assert (folder / name).stat().st_mode & 0o777 == 0o644
    assert position.vacancy.title in (folder / f"{slug}.layar.html").read_text()


def test_one_run_costs_few_statements(django_assert_num_queries):
    position_in()
    write_live()
    with django_assert_num_queries(5):  # fairs, count, announcements twice, newest positions
        write_live()


@pytest.mark.parametrize(
    ("facts", "written"),
    (
        ({"coming": True}, True),
        ({"over": True}, True),  # the last numbers, after the grace
        ({"over": True, "closes_at": "yesterday"}, False),
        ({"draft": True}, False),
    ),
)
def test_files_are_written_from_the_catalogue_to_the_last_number(folder, facts, written):
    if "closes_at" in facts:
        facts = facts | {"closes_at": time.now() - timedelta(days=1)}
    FairFactory.create(**facts)
    write_live()
    assert folder.exists() == written


def test_lobby_shows_what_was_written_and_says_when_it_is_old(client, clock, folder):
    fair = FairFactory.create()
    assert "belum dihitung" in page(client, fair)
    write_live()
    assert "Dihitung" in page(client, fair)
    clock.move(MINUTES)
    old = page(client, fair)
    assert "Dihitung" not in old
    assert "belum diperbarui.</p>" in old
    for file in folder.iterdir():
        file.write_text("{")
    assert "belum dihitung" in page(client, fair)


def test_pages_and_applying_need_neither_files_nor_redis(client, settings, folder):
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    position = position_in()
    seeker = ready_seeker()
    write_live()
    shutil.rmtree(folder)
    client.force_login(seeker.user)
    path = reverse("fair_apply", args=[position.fair.slug, position.pk])
    answer = client.post(path, {"key": str(uuid4())}, follow=True)
    assert "sisa 14 dari 15" in answer.content.decode()
    assert "belum dihitung" in page(client, position.fair)


def test_wall_has_numbers_a_clock_and_no_menu(client):
    position = position_in()
    write_live()
    html = page(client, position.fair, "fair_wall")
    for words in (
        "data-clock",
        position.vacancy.title,
        "perusahaan",
        f"{position.fair.slug}.layar",
    ):
        assert words in html
    assert "<nav" not in html


def test_pages_of_an_extended_fair_carry_another_mark(folder):
    fair = FairFactory.create()
    write_live()
    before = (folder / f"{fair.slug}.html").read_text()
    until = fair.closes_at + timedelta(days=1)
    extend_fair(fair=fair, until=until, by=make_officer(roles.FAIR_MANAGER), reason="Listrik padam")
    write_live()
    mark = f'data-mark="open {fair.opens_at.timestamp():.0f} {until.timestamp():.0f}"'
    assert mark not in before
    assert mark in (folder / f"{fair.slug}.html").read_text()


def test_files_are_answered_without_session_or_database(client, django_assert_num_queries):
    fair = FairFactory.create()
    write_live()
    with django_assert_num_queries(0):
        answer = client.get(f"/langsung/{fair.slug}.html")
        numbers = client.get(f"/langsung/{fair.slug}.json")
    assert b"".join(answer.streaming_content).decode().count("number-tile") >= 4
    assert answer.headers["Cache-Control"] == "public, max-age=2"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert json.loads(b"".join(numbers.streaming_content))["companies"] == 0
    assert not answer.cookies


@pytest.mark.parametrize("name", ("tidak-ada.html", "../sikas/settings.py", "x.css", ".html", ""))
def test_nothing_else_is_answered(client, name):
    FairFactory.create()
    write_live()
    assert client.get(f"/langsung/{name}").status_code == 404


def test_files_are_read_only(client):
    assert client.post("/langsung/x.html").status_code == 405


def test_file_that_cannot_be_put_in_place_leaves_the_old_one(folder, monkeypatch):
    fair = FairFactory.create()
    write_live()
    before = (folder / f"{fair.slug}.json").read_text()

    def broken(*_args):
        raise OSError("full")

    monkeypatch.setattr("jobfair.services.broadcasting.os.replace", broken)
    with pytest.raises(OSError, match="full"):
        write_live()
    assert (folder / f"{fair.slug}.json").read_text() == before
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_task_and_command_take_turns(folder, monkeypatch):
    FairFactory.create()
    tasks.write_live()
    assert folder.exists()
    shutil.rmtree(folder)
    call_command("write_fair", "--once")  # the task just did
    assert not folder.exists()


def test_nobody_writes_while_another_does(folder):
    FairFactory.create()
    name = "beat:jobfair.services.broadcasting.write_live"
    other = psycopg2.connect(**connection.get_connection_params())
    with closing(other), other.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(hashtextextended(%s, 0))", [name])
        broadcasting.write_if_due()
        assert not folder.exists()
        cursor.execute("select pg_advisory_unlock_all()")
    broadcasting.write_if_due()
    assert folder.exists()


def test_command_survives_a_database_that_fails(monkeypatch, caplog):
    def broken():
        raise DatabaseError

    monkeypatch.setattr("jobfair.management.commands.write_fair.write_if_due", broken)
    monkeypatch.setattr(connection, "close", lambda: None)
    call_command("write_fair", "--once")
    assert "DatabaseError" in caplog.text


def test_command_waits_between_two_runs(monkeypatch):
    waited = []

    def wait(seconds):
        waited.append(seconds)
        raise InterruptedError

    monkeypatch.setattr("jobfair.management.commands.write_fair.time.sleep", wait)
    with pytest.raises(InterruptedError):
        call_command("write_fair", "--every", "7")
    assert waited == [7]
    with pytest.raises(CommandError):
        call_command("write_fair", "--every", "1", stderr=StringIO())
