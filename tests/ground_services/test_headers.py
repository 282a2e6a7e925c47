"""Who may keep a page: what somebody signed in saw is asked for again when he goes back to it."""

import pytest

from tests.factories import UserFactory
from tests.training.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["/lamaran/", "/profil/", "/pelatihan/minat-saya/", "/bantuan/"])
def test_pages_of_somebody_signed_in_are_not_kept(client, page):
    client.force_login(UserFactory.create())
    assert "no-store" in client.get(page)["Cache-Control"]


def test_public_page_may_be_kept_until_one_signs_in(client):
    address = ProgrammeFactory.create().get_absolute_url()
    assert "no-store" not in client.get(address).get("Cache-Control", "")
    client.force_login(UserFactory.create())
    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_what_is_no_page_says_itself_who_may_keep_it(client):
    client.force_login(UserFactory.create())
    assert "public" in client.get("/sitemap.xml")["Cache-Control"]
