"""Messages with and without JavaScript: read them, choose what comes, stop an e-mail, undo it."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from sikas.notifications.services import tell
from sikas.notifications.unsubscribing import topics_url
from tests import databases
from tests.browser import measures
from tests.factories import UserFactory
from tests.gates.world import World

TOPIC = "saved_vacancies"
SAVED = {"title": "Operator Boiler", "date": "28 November 2026", "path": "/lowongan/"}


@pytest.fixture
def person(site, django_db_blocker):
    """Return somebody with two messages, signed in as the role "reader" of the site."""
    with django_db_blocker.unblock(), databases.connected_to(site.database):
        person = UserFactory.create()
        site.world.cookies["reader"] = World._sign_in(person)
        tell(person=person, event="jobs.saved_closing", key="1", context=SAVED)
        tell(
            person=person,
            event="seekers.nik_decision",
            key="1",
            context={"decision": "asked", "path": "/profil/identitas/"},
        )
    return person


@pytest.mark.parametrize("scripts", [True, False])
def test_person_reads_messages_and_says_what_shall_come(open_tab, person, scripts):
    page = open_tab("/akun/", role="reader", scripts=scripts).page
    expect(page.get_by_text("2 belum dibaca")).to_be_visible()
    page.get_by_role("link", name="Buka pesan").click()
    page.get_by_role("button", name=re.compile("^Buka Segera tutup: Operator Boiler")).click()
    expect(page).to_have_url(re.compile("/lowongan/$"))
    page.goto("/akun/pesan/")
    expect(page.get_by_text("1 belum dibaca")).to_be_visible()
    page.get_by_role("button", name="Tandai semua dibaca").click()
    expect(page.get_by_text("belum dibaca")).to_have_count(0)
    page.get_by_role("link", name="Atur pesan").click()
    group = page.get_by_role("group", name="Lowongan yang Anda simpan")
    expect(group.get_by_label("Email")).to_be_checked()
    group.get_by_label("Email").uncheck()
    page.get_by_role("button", name="Simpan pilihan").click()
    expect(page.get_by_text("Pilihan tersimpan.")).to_be_visible()
    expect(group.get_by_label("Email")).not_to_be_checked()
    expect(group.get_by_label("Daftar pesan di portal")).to_be_checked()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_email_is_stopped_and_comes_again_without_signing_in(open_tab, person, width, scheme):
    address = urlsplit(topics_url(person_id=person.pk, topics=[TOPIC])).path
    tab = open_tab(address, width=width, scheme=scheme)
    faults = [*measures.axe_faults(tab.page), *measures.small_targets(tab.page)]
    tab.page.get_by_role("button", name="Berhenti menerima email").click()
    expect(tab.page.get_by_role("heading", name="Email dihentikan")).to_be_visible()
    faults += [*measures.axe_faults(tab.page), *measures.small_targets(tab.page)]
    tab.page.get_by_role("button", name="Kirim email lagi").click()
    expect(tab.page.get_by_role("heading", name="Berhenti menerima email?")).to_be_visible()
    assert not faults + tab.complaints, "\n".join(faults + tab.complaints)
