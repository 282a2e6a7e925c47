"""The list of messages in the portal: whose, in which words, and when they count as read."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from sikas.notifications.enums import Channel
from sikas.notifications.inbox import Note, note_of, path_of, unread_count
from sikas.notifications.models import Message
from sikas.notifications.services import forget_name, tell
from sikas.personal_data import FORGOTTEN
from tests.factories import UserFactory
from tests.gates.pages import faults_of_markup
from tests.lists import assert_cost_is_flat

pytestmark = pytest.mark.django_db

LIST = "/akun/pesan/"
LIST_QUERIES = 5
EVENT = "jobs.vacancy_decision"
CONTEXT = {"title": "Kasir", "company": "PT Sawit", "decision": "returned", "reason": "Upah kosong"}
TEMPLATES = Path(settings.BASE_DIR) / "templates" / "notifications"


@pytest.fixture
def person(client):
    person = UserFactory.create()
    client.force_login(person)
    return person


def write(person, key="1", *, event=EVENT, **context) -> Message:
    tell(person=person, event=event, key=key, context=CONTEXT | {"path": "/bantuan/"} | context)
    return Message.objects.get(channel=Channel.IN_APP, key=f"{key}:{person.pk}", event=event)


def shown(client, query="") -> str:
    return client.get(LIST + query).content.decode()


def test_list_shows_title_line_and_day_of_what_the_person_was_told(client, person):
    write(person)
    write(UserFactory.create(), title="Punya orang lain")
    page = shown(client)
    assert "Lowongan Kasir perlu diperbaiki" in page
    assert "Perbaiki, lalu ajukan kembali. Isian Anda tersimpan. Alasan: Upah kosong" in page
    assert "1 belum dibaca" in page
    assert "Punya orang lain" not in page
    assert not faults_of_markup(re.sub(r'value="\w{64}"', "", page), ours=True)


def test_newest_message_stands_first_and_the_oldest_on_the_next_page(client, person):
    for number in range(21):
        write(person, str(number), title=f"nomor {number:02}.")
    first, second = shown(client), shown(client, "?halaman=2")
    assert first.index("nomor 20.") < first.index("nomor 01.")
    assert "nomor 00." not in first
    assert "nomor 00." in second
    assert client.get(LIST, {"halaman": "x"}).status_code == 200


def test_list_costs_the_same_for_any_number(client, person):
    numbers = iter(range(9))
    assert_cost_is_flat(
        client, LIST, make=lambda: write(person, str(next(numbers))), queries=LIST_QUERIES
    )


def test_opening_a_message_marks_it_and_leads_on(client, person):
    message = write(person)
    other = write(person, "2")
    response = client.post(f"{LIST}{message.pk}/buka/")
    message.refresh_from_db()
    other.refresh_from_db()
    assert response.url == "/bantuan/"
    assert message.read_at is not None
    assert other.read_at is None
    first_time = message.read_at
    client.post(f"{LIST}{message.pk}/buka/")
    message.refresh_from_db()
    assert message.read_at == first_time


def test_message_of_somebody_else_or_of_another_channel_is_not_found(client, person):
    foreign = write(UserFactory.create())
    write(person)
    email = Message.objects.get(channel=Channel.EMAIL, recipient=person)
    for message in (foreign, email):
        assert client.post(f"{LIST}{message.pk}/buka/").status_code == 404
    foreign.refresh_from_db()
    assert foreign.read_at is None


def test_all_are_marked_at_once_and_only_ones_own(client, person):
    foreign = UserFactory.create()
    write(foreign)
    write(person)
    write(person, "2")
    assert "2 belum dibaca" in client.get("/akun/").content.decode()
    assert client.post(f"{LIST}dibaca/").url == LIST
    assert (unread_count(person), unread_count(foreign)) == (0, 1)
    assert "belum dibaca" not in client.get("/akun/").content.decode()
    assert "Tandai semua" not in shown(client)


def test_list_without_messages_says_what_it_is(client, person):
    assert "Belum ada pesan" in shown(client)


def test_message_that_leads_nowhere_is_only_marked(client, person):
    message = write(person, path="")
    assert "Tandai dibaca" in shown(client)
    assert client.post(f"{LIST}{message.pk}/buka/").url == LIST
    assert "Tandai dibaca" not in shown(client)


def test_message_whose_templates_are_gone_does_not_break_the_list(client, person):
    write(person, event="jobs.of_last_year")
    write(person)
    page = shown(client)
    assert "Isi pesan ini tidak lagi tersimpan." in page
    assert "Lowongan Kasir perlu diperbaiki" in page


def test_event_without_a_line_of_its_own_has_its_title():
    note = note_of("accounts.password_changed", {})
    assert note == Note("Kata sandi SIKAS Anda berubah", "", "")


def test_erased_person_is_not_named_in_messages_to_others(client, person):
    write(person, title="Budi")
    forget_name(event=EVENT, key="1:", fields=["title"])
    assert f"Lowongan {FORGOTTEN} perlu diperbaiki" in shown(client)


@pytest.mark.parametrize(
    ("context", "path"),
    [
        ({"path": "/lowongan/1/"}, "/lowongan/1/"),
        ({"url": f"{settings.SITE_URL}/akun/"}, "/akun/"),
        ({"url": "https://lain.example/akun/"}, ""),
        ({"path": "//lain.example/"}, ""),
        ({"path": "javascript:alert(1)"}, ""),
        ({"path": None}, ""),
        ({}, ""),
    ],
)
def test_message_leads_within_the_portal_only(context, path):
    assert path_of(context) == path


COMPANY = {"company": "PT A", "name": "Budi", "reason": "r", "items": ["NIB: kabur"]}
VACANCY = {"title": "Kasir", "company": "PT A", "date": "1 Desember 2026", "reason": ""}
# Event, its context, the name in it that tells the variants apart, and these.
EVENTS: tuple[tuple[str, dict[str, Any], str, str], ...] = (
    (
        "employers.company_decision",
        COMPANY,
        "decision",
        "verified reinstated returned suspended no",
    ),
    ("employers.team_change", COMPANY, "change", "joined removed owner recruiter"),
    ("jobs.report_outcome", VACANCY | {"number": "L-1"}, "upheld", "yes"),
    ("jobs.apply_invited", VACANCY, "", "once"),
    ("jobs.saved_closing", VACANCY, "", "once"),
    ("jobs.vacancy_closing", VACANCY, "", "once"),
    (EVENT, VACANCY, "decision", "published returned closed rejected"),
    ("seekers.account_closed", {}, "", "once"),
    ("seekers.nik_decision", {}, "decision", "merged confirmed asked"),
)
VARIANTS = [
    (event, context | {name: variant})
    for event, context, name, variants in EVENTS
    for variant in variants.split()
]


@pytest.mark.parametrize(("event", "context"), VARIANTS)
def test_every_event_has_a_title_and_one_line_of_text(event, context):
    note = note_of(event, context)
    assert note.title
    assert note.text.endswith((".", "r"))
    assert note.text not in note.title
    assert "\n" not in note.title + note.text
    assert "http" not in note.text


def test_every_event_that_is_told_in_the_portal_has_a_line_of_its_own():
    lines = {path.name.removesuffix(".in_app.txt") for path in TEMPLATES.glob("*.in_app.txt")}
    assert {event for event, *_ in EVENTS} <= lines
