"""Every address × role answers as access.csv says, keeps the rules of a page and changes nothing.

`pytest tests/gates/test_access.py --accept-access` writes what the portal answers into the table;
read the difference before you commit it.
"""

import re
from contextlib import AbstractContextManager, nullcontext
from itertools import chain

import pytest
from django.db import transaction
from django.http import HttpResponseBase, StreamingHttpResponse

from tests.gates.access import METHODS, STRANGER, accept, read_table
from tests.gates.owners import owner_role, places
from tests.gates.pages import Page, faults
from tests.gates.routes import Route, routes
from tests.gates.unchanged import watch_writes
from tests.gates.world import ROLES, World

OFFICERS_PAGES = "/admin/"
UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
RECEIPT = r"[2-9A-Z]{4}-[2-9A-Z]{4}"
# A key, a receipt number, or the key after a slug.
ROW_KEY = re.compile(rf"(?<=/)(\d+|{UUID}|{RECEIPT}|[a-z0-9-]+-\d+)(?=/|$)")


def summary(response: HttpResponseBase) -> str:
    """Return the status, and where a redirect leads."""
    target = response.headers.get("Location", "").partition("?")[0]
    target = ROW_KEY.sub("<key>", target)
    return f"{response.status_code} {target}".strip()


def visit(world: World, route: Route, method: str) -> tuple[dict[str, str], list[str]]:
    """Ask for an address in every role; return the row of the table and the faults seen."""
    row, found = {"address": str(route), "method": method}, []
    address = world.address(route)
    watch: AbstractContextManager[list[str]] = nullcontext([])
    if method == "GET":
        watch = watch_writes()
    with watch as written:
        for role in ROLES:
            with transaction.atomic():
                response = world.client(role).generic(method, address)
                transaction.set_rollback(True)
            row[role] = summary(response)
            found += [f"{method}: {fault}" for fault in faults(Page(address, response))]
            if isinstance(response, StreamingHttpResponse):
                list(response.streaming_content)  # read to its end, the file is closed
    found += [f"a GET wrote to {table}" for table in written]
    row[STRANGER] = strangers_answer(world, route, method)
    return row, found


def strangers_answer(world: World, route: Route, method: str) -> str:
    """Return what somebody of the owner's role gets who mixes his own rows with the owner's."""
    client, answers = world.client(f"{owner_role(route)}'s stranger"), set()
    for address in world.foreign_addresses(route):
        with transaction.atomic():
            answers.add(summary(client.generic(method, address)))
            transaction.set_rollback(True)
    return " | ".join(sorted(answers))


@pytest.mark.no_cover  # ten thousand requests would take twice as long
@pytest.mark.django_db
@pytest.mark.parametrize("route", routes(), ids=str)
def test_answers_are_those_of_the_table_and_keep_the_rules(world, route, request):
    rows, found = zip(*(visit(world, route, method) for method in METHODS), strict=True)
    if request.config.getoption("--accept-access"):
        accept(list(rows))
    table = read_table()
    assert list(rows) == [table.get((str(route), method)) for method in METHODS]
    assert not any(found), "\n".join(dict.fromkeys(chain.from_iterable(found)))


def test_nobody_reaches_the_rows_of_another():
    answers = {row[STRANGER] for row in read_table().values() if not leads_to_its_form(row)}
    assert answers <= {"", "404", "405"}  # 405: refused before any row was looked for


def leads_to_its_form(row: dict[str, str]) -> bool:
    """Tell whether an address only takes forms: GET leads everybody to the page where they live.

    No row was looked for, and the page has a line of its own in the table.
    """
    answers = {row[role] for role in {*ROLES} - {"anonymous", "without_second_factor"}}
    return row["method"] == "GET" and answers == {row[STRANGER]} and is_redirect(row[STRANGER])


def is_redirect(answer: str) -> bool:
    """Tell whether everything was answered by one redirect."""
    return answer.startswith("302 ") and "|" not in answer


def test_addresses_that_only_take_forms_lead_to_their_page():
    mute = {
        address
        for (address, method), row in read_table().items()
        if method == "GET" and "405" in row.values()
    }
    assert mute == {"/admin/logout/"}  # of Django; sikas.posting is for ours


@pytest.mark.parametrize("route", [route for route in routes() if places(route)], ids=str)
def test_rows_made_for_an_owner_are_there(route):
    table = read_table()
    rows = [table[str(route), method] for method in METHODS]
    answers = {row[owner_role(route)] for row in rows if not leads_to_its_form(row)}
    assert answers - {"404", "405"}, "a row that its owner does not find proves nothing"


def test_table_has_no_row_without_an_address():
    living = {(str(route), method) for route in routes() for method in METHODS}
    assert set(read_table()) == living


def test_officers_pages_are_closed_to_everybody_else():
    outsiders = ("anonymous", "seeker", "company", "without_second_factor")
    opened = [
        (address, method, role)
        for (address, method), row in read_table().items()
        for role in outsiders
        if address.startswith(OFFICERS_PAGES) and row[role].startswith("200")
    ]
    assert not opened


def test_nothing_answers_with_a_fault_of_the_server():
    assert not [
        row for row in read_table().values() if any(v.startswith("5") for v in row.values())
    ]
