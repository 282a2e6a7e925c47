"""A dump of the database and the logs never show a NIK, whatever was done with it."""

import io
import logging
import re

import pytest
from django.test import Client

from integration.enums import Kind
from integration.models import RemoteSeeker
from seekers.models import CounterAct, NikConflict, NikView, Seeker
from sikas.accounts import roles
from sikas.accounts.models import User
from tests.factories import UserFactory, make_officer
from tests.integration.wire import pulled, resident
from tests.my_data.dumps import dump
from tests.seekers.test_steps import BORN, save

pytestmark = pytest.mark.django_db
MINISTRY = "/admin/antrean/kemnaker/pencari-kerja/"
DESK, CONFLICTS = "/admin/loket/", "/admin/antrean/nik-ganda/"
FIRST, SECOND, THIRD = "1209121502950001", "1209125502950002", "1209121502950003"
ANY_NIK = re.compile(r"(?<!\d)1209[- .]?\d{2}[- .]?\d{6}[- .]?\d{4}(?!\d)")


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def walk() -> None:
    """Do with NIKs all that people and officers do: give, give twice, find, register, reveal."""
    siti, other = (signed_in(UserFactory.create()) for _number in range(2))
    officer = signed_in(make_officer(roles.COUNTER))
    save(siti, "identitas", name="Siti", nik="1209 1215 0295 0001", **BORN)
    save(siti, "identitas", name="Siti", nik=FIRST[:15], **BORN)
    save(other, "identitas", name="Bukan Siti", nik=FIRST, **BORN)
    assert NikConflict.objects.exists()
    assert officer.post(DESK, {"q": FIRST}).status_code == 302
    officer.post(DESK, {"q": THIRD})
    officer.post(f"{DESK}daftar/", {"name": "Painem", "nik": SECOND})
    painem = Seeker.objects.get(name="Painem")
    shown = officer.post(f"{DESK}{painem.pk}/nik/", {"purpose": "ktp"}, follow=True)
    assert SECOND in re.sub(r"\D", "", shown.content.decode())
    case = NikConflict.objects.get()
    officer.post(f"{CONFLICTS}ambil/", {"case": case.pk})
    reason = f"KTP {FIRST} dilihat"
    officer.post(f"{CONFLICTS}{case.pk}/", {"decision": "merged", "reason": reason})
    officer.post(f"{CONFLICTS}{case.pk}/", {"decision": "merged", "reason": "KTP asli dilihat"})
    case.refresh_from_db()
    assert case.state == "merged"
    walk_with_the_ministry(officer)


def walk_with_the_ministry(officer: Client) -> None:
    """Read residents, good and broken ones, and let an officer settle one of them."""
    Seeker.objects.create(name="Suharto")  # whose namesake is a case
    pulled(
        Kind.SEEKERS,
        [
            resident(1),
            resident(2, nik="1209190101900002", name=""),
            resident(3, nik=f"{FIRST}9"),
        ],
    )
    pair = RemoteSeeker.objects.get()
    shown = officer.post(f"{MINISTRY}{pair.pk}/nik/", {"purpose": "ktp"})
    assert "1209190101900001" in re.sub(r"\D", "", shown.content.decode())
    decision = {"decision": "ignore", "reason": "NIK 1209190101900001 lain"}
    officer.post(f"{MINISTRY}{pair.pk}/", decision)
    officer.post(f"{MINISTRY}{pair.pk}/", {"decision": "register"})
    pair.refresh_from_db()
    assert pair.seeker
    assert not pair.ignored_reason


@pytest.fixture
def log():
    text = io.StringIO()
    handler = logging.StreamHandler(text)  # as it is said, before our own formatters hide digits
    logging.getLogger().addHandler(handler)
    yield text
    logging.getLogger().removeHandler(handler)


def test_nothing_that_is_kept_or_logged_holds_a_nik(log):
    walk()
    assert NikView.objects.exists()
    assert CounterAct.objects.exists()
    kept = {table: ANY_NIK.findall(text) for table, text in dump().items()}
    assert {table: found for table, found in kept.items() if found} == {}
    assert ANY_NIK.findall(log.getvalue()) == []


def test_the_search_would_see_a_nik_that_is_kept(log):
    """The control: a NIK in a free text is found, so the other test can fail."""
    UserFactory.create(name=f"Siti {FIRST}")
    message = f"nik {SECOND}"
    logging.getLogger("sikas.control").warning(message)
    assert [FIRST] in [ANY_NIK.findall(text) for text in dump().values()]
    assert ANY_NIK.findall(log.getvalue()) == [SECOND]
