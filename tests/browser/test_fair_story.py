"""A job seeker at a fair on a phone, from lobby to pass; and the screen of the hall."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from jobfair.models import Position
from jobfair.services.broadcasting import write_live
from jobfair.services.entering import apply_in_fair
from sikas.accounts.models import User
from tests.browser import applying
from tests.browser.test_account_story import SCRIPTS
from tests.browser.test_apply_story import check
from tests.factories import PASSWORD, UserFactory
from tests.gates.fairs import SLUG, a_position
from tests.jobs.applicants import ready_seeker

LOBBY = f"/job-fair/{SLUG}/"


@pytest.fixture
def scene(in_site) -> tuple[User, Position]:
    """Save somebody whose profile can be sent, and a position of the running fair."""

    def make() -> tuple[User, Position]:
        person = UserFactory.create(email=f"peserta{User.objects.count()}@contoh.id")
        ready_seeker(user=person, name="Sulastri Dewi")
        position = a_position()
        assert position.vacancy.company
        return person, position

    return in_site(make)


@SCRIPTS
def test_from_the_lobby_to_the_receipt_and_the_pass(open_tab, scene, scripts):
    person, position = scene
    tab = open_tab(LOBBY, scripts=scripts)
    page, main = tab.page, applying.main(tab.page)

    def look() -> None:
        if scripts:
            check(page, tab.complaints)

    expect(main.locator(".countdown")).to_contain_text("Lamaran ditutup dalam")
    look()
    main.get_by_role("link", name="Lihat jabatan dan melamar").click()
    look()
    main.get_by_role("link", name=position.booth.company.name, exact=True).click()
    look()
    main.get_by_role("link", name=position.vacancy.title, exact=True).click()
    look()
    page.locator(".apply-bar").get_by_text("Lamar", exact=True).click()
    applying.sign_in(page, person.email or "", PASSWORD)
    expect(main).to_contain_text("Jatah Anda: 15 lamaran di job fair ini.")
    look()
    number = applying.send(page)
    expect(main).to_contain_text("sisa 14 dari 15")
    look()
    page.goto(f"{LOBBY}saya/")
    expect(main).to_contain_text(number)
    look()
    main.get_by_role("link", name="Buka kartu peserta").click()
    expect(main).to_contain_text("Sulastri Dewi")
    look()
    page.goto(f"{LOBBY}jadwal/")
    look()
    assert not tab.complaints


def test_screen_of_the_hall_follows_the_files_and_says_when_they_are_old(open_tab, scene, in_site):
    _person, position = scene
    tab = open_tab(f"{LOBBY}layar/", width=1280, scheme="dark")
    page = tab.page
    in_site(lambda: apply_in_fair(seeker=ready_seeker(), position=position, key=uuid4()))
    in_site(write_live)
    page.evaluate(f"htmx.ajax('GET', '/langsung/{SLUG}.layar.html', '#langsung')")
    expect(page.locator("#langsung")).to_contain_text(position.vacancy.title)
    expect(page.locator("[data-counted]")).to_contain_text("Dihitung")
    page.locator("[data-counted]").evaluate("note => note.dataset.counted = '2020-01-01T00:00:00Z'")
    expect(page.locator("[data-counted]")).to_contain_text("belum diperbarui")
    expect(page.locator("[data-countdown]")).to_contain_text("hari")
    check(page, tab.complaints)
