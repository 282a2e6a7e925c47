"""Who looks as somebody else changes nothing, at whatever address and by whatever method."""

from collections.abc import Sequence
from contextlib import nullcontext

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from sikas.accounts import impersonation as guard
from sikas.accounts import roles
from sikas.accounts.models.impersonation import LookPurpose
from sikas.accounts.services import impersonation
from tests.factories import make_officer
from tests.gates.owners import owner_role
from tests.gates.routes import Route, routes
from tests.gates.unchanged import watch_writes
from tests.gates.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]
COUNTED = "accounts_impersonatedpage"
# Addresses where an empty form is enough to change something.
WRITING = ("/akun/keluar/", "/perusahaan-saya/<company_id>/lowongan/baru/")


def looking(world: World, role: str) -> Client:
    """Return an administrator's browser while he looks as the person of a role."""
    client, officer = Client(), make_officer(roles.ADMINISTRATOR)
    client.force_login(officer)
    session = client.session
    made = impersonation.start(
        officer=officer,
        person=world.estates[role].person,
        purpose=LookPurpose.HELP,
        text="Uji",
    )
    session[guard.SESSION_KEY] = made.pk
    session.save()
    return client


def walk(
    world: World, *methods: str, places: Sequence[str] = ()
) -> dict[str, tuple[int, str, list[str]]]:
    """Return what each address answered, in which type, and the tables that it wrote.

    Addresses are visited as the person whose rows they name.
    """
    clients = {role: looking(world, role) for role in ("seeker", "owner")}
    found = {}
    for route in (Route(place[1:]) for place in places or map(str, routes())):
        if str(route) == reverse("impersonation_end"):
            continue
        client, address = clients[owner_role(route)], world.address(route)
        client.raise_request_exception = False
        for method in methods:
            with watch_writes() as written, transaction.atomic():
                answer = client.generic(method, address)
                transaction.set_rollback(True)
            kind = answer.headers.get("Content-Type", "")
            found[f"{method} {route}"] = (answer.status_code, kind, written)
    return found


def test_every_unsafe_request_is_refused_and_writes_nothing(world):
    answers = walk(world, "POST")
    assert len(answers) > 100
    answers |= walk(world, "PUT", "PATCH", "DELETE", places=WRITING)
    assert {place: answer for place, answer in answers.items() if answer[0] != 403} == {}
    assert {place: answer for place, answer in answers.items() if answer[2]} == {}


def test_every_page_writes_one_line_of_the_log_and_is_a_page(world):
    answers = walk(world, "GET")
    assert not {place: answer for place, answer in answers.items() if set(answer[2]) - {COUNTED}}
    pages = {place for place, answer in answers.items() if answer[0] == 200}
    assert {"GET /profil/", "GET /akun/", "GET /perusahaan-saya/<company_id>/"} <= pages
    assert all(answers[place][1].startswith("text/html") for place in pages)
    assert all(answers[place][2] == [COUNTED] for place in pages)
    assert not {place: answer for place, answer in answers.items() if answer[0] >= 500}


def test_without_the_guard_requests_write(world, monkeypatch):
    monkeypatch.setattr(guard, "SAFE_METHODS", ("GET", "POST"))
    held = walk(world, "POST", places=WRITING[1:])
    assert [answer[0] for answer in held.values()] == [403]  # the database refuses by itself
    monkeypatch.setattr(guard, "_read_only", nullcontext)
    answers = walk(world, "POST", places=WRITING)
    written = {table for _status, _kind, tables in answers.values() for table in tables}
    assert {"django_session", "jobs_vacancy"} <= written
