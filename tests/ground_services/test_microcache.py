"""Kept pages: only for everyone, only what opted in, and never longer than said."""

import gzip
from types import SimpleNamespace

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages import info
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from sikas import microcache
from sikas.memory import standing
from sikas.microcache import micro_cached
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

calls = SimpleNamespace(number=0)


@micro_cached(60)
@login_not_required
def kept(request):
    """Tell how many times the view has run, and for whom."""
    calls.number += 1
    return HttpResponse(f"<p>{calls.number} {request.user} {request.GET.get('a', '')}</p>")


@login_not_required
def fresh(_request):
    """Count like the other view, without having opted in."""
    calls.number += 1
    return HttpResponse(str(calls.number))


@micro_cached(60)
@login_not_required
def with_token(request):
    """Carry a form's token, which belongs to one visitor."""
    return HttpResponse(get_token(request))


@micro_cached(60)
@login_not_required
def broken(_request):
    """Answer that something is missing, and count."""
    calls.number += 1
    return HttpResponse(str(calls.number), status=404)


@login_not_required
def told(request):
    """Leave a message for the next page."""
    info(request, "Anda sudah keluar")
    return HttpResponse("")


urlpatterns = [
    path("kept/", kept),
    path("fresh/", fresh),
    path("token/", with_token),
    path("broken/", broken),
    path("told/", told),
]


@pytest.fixture(autouse=True)
def _room(monkeypatch):
    """Give the shelf its room, which the suite takes away, and a clock to turn."""
    calls.number = 0
    monkeypatch.setattr(microcache.shelf, "room", microcache.MEMORY)
    yield
    microcache.shelf.clear()


@pytest.fixture
def later(monkeypatch):
    """Return a function that moves the time of kept pages."""
    now = SimpleNamespace(seconds=1000.0)
    monkeypatch.setattr("sikas.memory.monotonic", lambda: now.seconds)

    def move(seconds: float) -> None:
        now.seconds += seconds

    return move


def read(client, address="/kept/", **headers):
    return client.get(address, headers=headers).content.decode()


def test_page_is_made_once_for_everyone(client, django_assert_num_queries):
    first = read(client)
    with django_assert_num_queries(0):
        assert read(client) == first == "<p>1 AnonymousUser </p>"


def test_page_is_made_again_when_its_seconds_are_over(client, later):
    first = read(client)
    later(59.9)
    assert read(client) == first
    later(0.2)
    assert read(client) != first


def test_view_that_did_not_opt_in_is_never_kept(client):
    assert read(client, "/fresh/") != read(client, "/fresh/")


def test_who_is_signed_in_gets_no_page_of_everyone_and_gives_none(client):
    assert "AnonymousUser" in read(client)
    person = UserFactory.create(name="Butet")
    client.force_login(person)
    assert "Butet" in read(client)
    assert "Butet" in read(client)
    assert calls.number == 3
    client.logout()
    assert read(client) == "<p>1 AnonymousUser </p>"


def test_first_visitor_is_signed_in_and_the_next_gets_a_page_of_everyone(client):
    client.force_login(UserFactory.create(name="Butet"))
    assert "Butet" in read(client)
    client.cookies.clear()
    assert "AnonymousUser" in read(client)


def test_who_is_to_be_told_something_gets_a_page_of_their_own(client):
    read(client)
    client.get("/told/")
    assert "messages" in client.cookies
    assert read(client).startswith("<p>2 ")


def test_page_with_a_token_is_not_kept(client):
    tokens = {read(client, "/token/") for _ in range(2)}
    client.cookies.clear()
    assert len(tokens | {read(client, "/token/")}) == 3


def test_answer_that_is_no_page_is_not_kept(client):
    assert read(client, "/broken/") != read(client, "/broken/")


def test_kept_page_sets_no_cookie_and_keeps_the_headers(client):
    made, again = client.get("/kept/"), client.get("/kept/")
    assert not again.cookies
    ours = {"X-Request-ID"}
    assert {k: v for k, v in made.items() if k not in ours} == {
        k: v for k, v in again.items() if k not in ours
    }
    assert made["X-Request-ID"] != again["X-Request-ID"]
    assert "default-src 'self'" in again["Content-Security-Policy"]
    assert again["Cache-Control"] == "no-cache"
    assert {"Cookie", "Accept-Encoding", "HX-Request"} <= set(again["Vary"].split(", "))


def test_browser_that_has_the_page_gets_304_without_a_body(client):
    etag = client.get("/kept/")["ETag"]
    answer = client.get("/kept/", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert client.get("/kept/", headers={"If-None-Match": '"other"'}).status_code == 200


def test_browser_that_signed_in_since_gets_the_whole_page(client):
    etag = client.get("/kept/")["ETag"]
    client.force_login(UserFactory.create())
    assert client.get("/kept/", headers={"If-None-Match": etag}).status_code == 200


def test_page_is_compressed_for_who_can_read_it(client):
    plain = client.get("/kept/")
    packed = client.get("/kept/", headers={"Accept-Encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Length"] == str(len(packed.content))
    assert plain["Content-Length"] == str(len(plain.content))


@pytest.mark.parametrize(
    ("one", "other"),
    (
        (("/kept/", {}), ("/kept/?a=1", {})),
        (("/kept/?a=1&a=2", {}), ("/kept/?a=2&a=1", {})),
        (("/kept/", {}), ("/kept/", {"HX-Request": "true"})),
        (("/kept/", {}), ("/kept/", {"Host": "127.0.0.1"})),
        (
            ("/kept/", {"HX-Request": "true"}),
            ("/kept/", {"HX-Request": "true", "HX-History-Restore-Request": "true"}),
        ),
    ),
)
def test_what_may_change_the_page_has_a_page_of_its_own(client, one, other):
    seen = [read(client, address, **headers) for address, headers in (one, other)]
    assert seen[0] != seen[1]


def test_order_of_different_parameters_does_not_matter(client):
    assert read(client, "/kept/?a=1&b=2") == read(client, "/kept/?b=2&a=1&")


def test_very_long_address_is_not_kept(client):
    address = "/kept/?a=" + "x" * microcache.LONGEST_QUERY
    assert read(client, address) != read(client, address)


def test_only_reading_is_answered_from_memory(client):
    read(client)
    client.post("/kept/")
    assert calls.number == 2


def test_head_reads_what_get_kept_but_keeps_nothing_itself(client):
    client.head("/kept/")
    assert read(client).startswith("<p>2 ")
    client.head("/kept/")
    assert calls.number == 2


def test_withdrawal_drops_every_kept_page(client):
    first = read(client)
    standing.renew()
    assert read(client) != first


def test_page_that_was_begun_before_a_withdrawal_is_not_kept(client, monkeypatch):
    monkeypatch.setattr(microcache, "_page_of", renewing(microcache._page_of))
    assert read(client) != read(client)


def test_nothing_is_kept_while_nobody_listens(client, monkeypatch):
    first = read(client)
    monkeypatch.setattr(standing, "mark", None)
    assert len({first, read(client), read(client)}) == 3


def renewing(make):
    """Return `make` as it is when something is withdrawn meanwhile."""

    def made(*args):
        standing.renew()
        return make(*args)

    return made
