"""The frame of a page is made once for visitors, and never shown to the wrong one."""

import pytest

from sikas.accounts import roles
from sikas.reference.models import Office
from sikas.ui import frames
from tests.factories import UserFactory, make_officer
from tests.jobs.factories import OwnerFactory

pytestmark = pytest.mark.django_db


def test_visitors_share_a_frame_and_people_have_their_own(client, monkeypatch):
    drawn: list[str] = []
    draw = frames._render

    def watched(context, name):
        drawn.append(name)
        return draw(context, name)

    monkeypatch.setattr(frames, "_render", watched)
    first = client.get("/bantuan/").content
    assert "components/header.html" in drawn
    drawn.clear()
    assert client.get("/bantuan/").content == first
    assert drawn == []
    client.force_login(UserFactory.create())
    assert "Akun saya" in client.get("/bantuan/").content.decode()
    client.logout()
    assert client.get("/bantuan/").content == first


def test_each_kind_of_account_has_its_own_menu(client):
    for values, expected in (({}, True), ({"company": True}, False), ({}, True)):
        client.force_login(UserFactory.create(**values))
        assert ("Profil saya" in client.get("/bantuan/").content.decode()) is expected


def test_each_kind_of_account_has_its_own_bar_below(client):
    def bar(address: str = "/bantuan/") -> str:
        page = client.get(address, follow=True).content.decode()
        return page[page.index('<nav class="bottom-bar"') :]

    owner = OwnerFactory.create(user=UserFactory.create(company=True)).user
    parts = ("/lamaran/", "/perusahaan-saya/", "/admin/")
    people = (UserFactory.create(), owner, make_officer(roles.LEADER))
    for person, part in zip(people, parts, strict=True):
        client.force_login(person)
        assert [link for link in parts if f'href="{link}"' in bar()] == [part]
        assert "aria-current" not in bar()
    client.force_login(owner)
    assert '<a href="/perusahaan-saya/" aria-current="page">' in bar("/perusahaan-saya/")


def test_menu_marks_the_part_one_is_in(client):
    for address, link in (("/perusahaan/", "/perusahaan/"), ("/bantuan/", "/bantuan/")):
        assert f'<a href="{link}" aria-current="page">' in client.get(address).content.decode()
    assert 'href="/bantuan/" aria-current' not in client.get("/perusahaan/").content.decode()
    assert '<a href="/" aria-current="page">' in client.get("/").content.decode()


def test_new_words_of_the_office_show_at_once(client):
    office = Office.objects.create(short_name="Disnaker Lama")
    assert "Disnaker Lama" in client.get("/bantuan/").content.decode()
    office.short_name = "Disnaker Baru"
    office.save()
    page = client.get("/bantuan/").content.decode()
    assert "Disnaker Baru" in page
    assert "Disnaker Lama" not in page


def test_visitors_cannot_fill_the_memory_with_addresses(client):
    for number in range(5):
        client.get(f"/tidak-ada-{number}/")
    assert {part for _template, part, _kind in frames._made} <= {"*", *frames._steps()}
