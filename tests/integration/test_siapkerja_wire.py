"""Whatever the ministry's account server sends: a person or a named trouble, in time."""

import logging
import time

import pytest

from integration.enums import Trouble
from integration.kemnaker import breaker
from integration.kemnaker.naco import client
from integration.kemnaker.wire import Limits
from integration.models import Host, HttpTally
from integration.ports import MinistryError, PermanentError, ProtocolError, TransientError
from tests.integration.siapkerja import PERSON, SECRET, TOKEN, says

pytestmark = pytest.mark.django_db
CODE = "kode-sekali-pakai"


def ask() -> client.Profile:
    return client.profile_of(code=CODE, redirect_uri="https://sikas.contoh.id/kembali/")


def drip(handler) -> None:
    """Send a byte of the headers now and then, for longer than anybody waits."""
    for letter in b"HTTP/1.1 200 OK\r\nX-Lama: " + b"a" * 40:
        handler.wfile.write(bytes([letter]))
        handler.wfile.flush()
        time.sleep(0.02)


WRONG = {
    "redirect": (says(b"", 302, Location="http://127.0.0.1:9/"), PermanentError, Trouble.REDIRECT),
    "refused": (says({"error": "invalid_grant"}, 400), PermanentError, Trouble.REFUSED),
    "throttled": (says(b"", 429), TransientError, Trouble.THROTTLED),
    "broken": (says(b"", 502), TransientError, Trouble.SERVER),
    "page": (says(b"<html>Sedang pemeliharaan</html>"), ProtocolError, Trouble.NOT_JSON),
    "list": (says([PERSON]), ProtocolError, Trouble.SHAPE),
    "no data": (says(PERSON), ProtocolError, Trouble.SHAPE),
    "huge": (says(b" " * (client.LIMITS.size + 1)), ProtocolError, Trouble.TOO_LARGE),
    "dropped": (lambda _handler: None, TransientError, Trouble.RESET),
}


@pytest.mark.parametrize("call", ("token", "me"))
@pytest.mark.parametrize(("answer", "kind", "trouble"), WRONG.values(), ids=WRONG)
def test_wrong_answer_has_a_name(siapkerja, call, answer, kind, trouble):
    setattr(siapkerja, call, answer)
    with pytest.raises(kind) as raised:
        ask()
    assert raised.value.trouble == trouble


@pytest.mark.parametrize("token", (None, 5, "", "dua kata", "baris\r\nX: 1", "k" * 9000))
def test_token_that_is_none_is_not_used(siapkerja, token):
    siapkerja.token = says({"data": {"access_token": token}})
    with pytest.raises(ProtocolError):
        ask()
    assert len(siapkerja.asked) == 1


@pytest.mark.parametrize(
    "person",
    (
        {"id": None},
        {"id": ""},
        {"id": True},
        {"id": "a\x00b"},
        {"id": "i" * 192},
        {"status": None},
        {"status": 1},
    ),
    ids=str,
)
def test_person_without_number_or_state_is_nobody(siapkerja, person):
    siapkerja.knows(**person)
    with pytest.raises(ProtocolError):
        ask()


@pytest.mark.parametrize(
    ("person", "name", "email"),
    (
        ({"id": 77, "status": " Aktif "}, "Zubaidah Rangkuti", "zubaidah@contoh.id"),
        (
            {"name": "  Siti \n Aminah ", "email": " SITI@Contoh.id"},
            "Siti Aminah",
            "siti@contoh.id",
        ),
        ({"name": None, "email": 5}, "", ""),
        ({"name": "a\x00", "email": "bukan email"}, "", ""),
        ({"name": "n" * 151, "email": "\ud800@contoh.id"}, "", ""),
    ),
)
def test_person_is_read_as_far_as_he_can_be(siapkerja, person, name, email):
    siapkerja.knows(**person)
    found = ask()
    assert (found.name, found.email, found.is_active) == (name, email, True)
    assert found.uid == str(person.get("id", PERSON["id"]))


def test_deadline_holds_however_slowly_bytes_come(siapkerja, monkeypatch):
    monkeypatch.setattr(client, "LIMITS", Limits(seconds=0.2, silence=10, size=1000))
    siapkerja.token = drip
    with pytest.raises(TransientError) as raised:
        ask()
    assert raised.value.trouble == Trouble.TIMEOUT


@pytest.mark.parametrize(
    ("address", "trouble"),
    (("https://127.0.0.1:{port}", Trouble.TLS), ("http://akun.contoh.id", Trouble.ADDRESS)),
)
def test_server_that_cannot_prove_itself_gets_nothing(siapkerja, settings, address, trouble):
    address = address.format(port=siapkerja.server_port)
    settings.MINISTRY = settings.MINISTRY | {"account_url": address}
    with pytest.raises(PermanentError) as raised:
        ask()
    assert raised.value.trouble == trouble
    assert siapkerja.asked == []


def test_server_that_fails_is_left_alone_and_officers_see_it(siapkerja):
    siapkerja.token = says(b"", 500)
    for _try in range(breaker.FAILURES + 1):
        with pytest.raises(TransientError) as raised:
            ask()
    assert raised.value.trouble == Trouble.RESTING
    assert len(siapkerja.asked) == breaker.FAILURES
    assert Host.objects.get().last_trouble == Trouble.SERVER


def test_odd_account_does_not_close_the_door_for_the_others(siapkerja):
    siapkerja.knows(status=None)
    for _try in range(breaker.FAILURES + 1):
        with pytest.raises(ProtocolError):
            ask()
    siapkerja.knows()
    assert ask().uid == PERSON["id"]


def test_refused_code_is_no_sign_of_a_broken_server(siapkerja):
    siapkerja.token = says(b"", 400)
    for _try in range(breaker.FAILURES + 1):
        with pytest.raises(PermanentError):
            ask()
    assert Host.objects.get().failures == 0


def test_questions_are_counted_by_how_they_end(siapkerja):
    ask()
    siapkerja.me = lambda _handler: None
    with pytest.raises(MinistryError):
        ask()
    counted = HttpTally.objects.order_by("endpoint", "code").values_list(
        "endpoint", "code", "count"
    )
    assert list(counted) == [
        ("siapkerja/api/v1/tokens", "201", 2),
        ("siapkerja/api/v1/users/me", "200", 1),
        ("siapkerja/api/v1/users/me", "reset", 1),
    ]


def test_no_secret_is_logged_however_much_is(siapkerja, caplog):
    caplog.set_level(logging.DEBUG)
    ask()
    siapkerja.me = says(b"", 500)
    with pytest.raises(MinistryError) as raised:
        ask()
    text = caplog.text + str(raised.value)
    assert not [word for word in (CODE, TOKEN, SECRET, PERSON["email"]) if word in text]
