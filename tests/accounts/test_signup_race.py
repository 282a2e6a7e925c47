"""Several phones register the same address at once: one account, and nobody sees a fault."""

from django.db import connection

from sikas.accounts.models import User
from sikas.notifications.models import Message
from tests.factories import PASSWORD
from tests.harness import Client, Portal, race

ADDRESS = "nur@contoh.id"
PEOPLE = 4  # a fifth code to the same address within the hour is the last one allowed
FORM = {"kind": "seeker", "name": "Nur", "contact": ADDRESS, "password": PASSWORD, "agree": "on"}


def wait_for_code(portal: Portal) -> tuple[Client, str]:
    """Return a client that sees the code form, and the code that was sent to it."""
    client = portal.client()
    client.get("/akun/daftar/")
    assert client.submit("/akun/daftar/", FORM).headers["Location"] == "/akun/kode/"
    client.get("/akun/kode/")
    return client, Message.objects.filter(address=ADDRESS).latest("created_at").context["code"]


def enter_codes_at_once(portal: Portal) -> list[int]:
    """Let everybody enter the own code at the same moment; return the statuses."""
    codes = dict(wait_for_code(portal) for _ in range(PEOPLE))
    answers = race(
        list(codes), lambda client: client.submit("/akun/kode/", {"code": codes[client]})
    )
    return [answer.status_code for answer in answers]


def test_one_address_registered_at_once_makes_one_account(portal):
    statuses = enter_codes_at_once(portal)
    assert User.objects.filter(email=ADDRESS).count() == 1
    assert max(statuses) < 500


def test_without_the_unique_address_the_race_makes_several_accounts(portal):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_user DROP CONSTRAINT accounts_user_email_key")
    enter_codes_at_once(portal)
    assert User.objects.filter(email=ADDRESS).count() > 1
