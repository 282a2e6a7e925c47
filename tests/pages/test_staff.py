"""The component page shows everything, to officers only."""

import html5lib
import pytest

from sikas.accounts.models import User
from sikas.ui.fields import KINDS
from sikas.ui.icons import PATHS
from sikas.ui.templatetags.ui import NOTICE_ICONS, TAG_ICONS
from tests.accounts.people import add_app


@pytest.fixture
def officer(db):
    user = User.objects.create_user(email="petugas@asahan.example", name="Petugas", is_staff=True)
    add_app(user)
    return user


def test_component_page_shows_every_icon_tag_notice_and_field(client, officer):
    client.force_login(officer)
    html = client.get("/komponen/").content.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    assert all(path in html for path in PATHS.values())
    assert all(f"tag-{kind}" in html for kind in TAG_ICONS)
    assert all(f"notice-{kind}" in html for kind in NOTICE_ICONS)
    kinds = [kind for _widget, kind in KINDS if kind != "hidden"] + ["text", "code", "cards"]
    assert all(html.count(f'data-kind="{kind}"') == 2 for kind in set(kinds))
    for words in ("Seluruh Indonesia", "Karirhub Kemnaker</span>", "Data Kemnaker terakhir"):
        assert words in html


def test_component_page_has_no_id_twice(client, officer):
    client.force_login(officer)
    tree = html5lib.parse(client.get("/komponen/").content, namespaceHTMLElements=False)
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("path", ("/komponen/", "/komponen/galat/500/"))
def test_component_page_does_not_exist_for_others(client, db, path):
    seeker = User.objects.create_user(email="ani@asahan.example", name="Ani")
    client.force_login(seeker)
    assert client.get(path).status_code == 404


def test_component_page_asks_strangers_to_sign_in(client, db):
    response = client.get("/komponen/")
    assert response.status_code == 302
    assert response.url.endswith("?next=/komponen/")
