"""Signing in by way of the simulated ministry, from the button to the account and back again."""

import html
import re
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client

from sikas.accounts.models import User
from tests.accounts.people import PASSWORD, enter_code, is_signed_in, last_code
from tests.integration.siapkerja import words_after
from tests.simulator.running import KEYS, SECONDS, Simulator

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')
PERSON = re.compile(r'name="person" value="([^"]*)">([^<]*) &lt;')


@pytest.fixture(autouse=True)
def _keys(simulator: Simulator, settings) -> None:
    settings.SITE_URL = "http://localhost"
    settings.MINISTRY = settings.MINISTRY | {
        "account_url": simulator.url,
        "account_id": KEYS["SIAPKERJA_CLIENT_ID"],
        "account_secret": KEYS["SIAPKERJA_CLIENT_SECRET"],
    }


def choose(client: Client, name: str):
    """Go to the ministry, choose one of its people, come back."""
    address = client.post("/akun/siapkerja/", {"next": "/lowongan/"})["Location"]
    page = requests.get(address, timeout=SECONDS).text
    form = {field: html.unescape(value) for field, value in HIDDEN.findall(page)}
    people = {called: number for number, called in PERSON.findall(page)}
    answer = requests.get(
        address.partition("?")[0],
        params=form | {"person": people[name]},
        allow_redirects=False,
        timeout=SECONDS,
    )
    back = urlsplit(answer.headers["Location"])
    assert back.netloc == "localhost"
    return client.get(f"{back.path}?{back.query}")


@pytest.mark.parametrize(
    ("name", "known", "contact"),
    (
        ("Uji Coba", "ujicoba@surel.example", "ujicoba@surel.example"),
        ("Tanpa Surel", "", "+6281234567890"),
    ),
)
def test_person_of_the_ministry_registers_once_and_then_just_signs_in(
    simulator, client, name, known, contact
):
    answer = choose(client, name)
    form = client.get(answer.url).context["form"]
    assert (form["name"].value(), form["contact"].value()) == (name, known)
    typed = {"kind": "seeker", "name": name, "contact": contact, "password": PASSWORD}
    client.post(answer.url, typed | {"agree": "on"})
    assert enter_code(client, last_code(contact)).url == "/lowongan/"

    visitor = Client()
    assert choose(visitor, name).url == "/lowongan/"
    assert visitor.session["_auth_user_id"] == str(User.objects.get().pk)


def test_ministry_that_breaks_on_the_way_leads_back(simulator, client):
    simulator.fault("F9", "before", endpoint="signin")
    answer = choose(client, "Uji Coba")
    assert answer.url == "/akun/masuk/?next=%2Flowongan%2F"
    assert "SIAPkerja sedang tidak dapat dihubungi" in words_after(client, answer)
    assert not is_signed_in(client)
