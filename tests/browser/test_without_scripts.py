"""With JavaScript off, every flow can be finished."""

import re

from playwright.sync_api import Page, expect

from sikas.notifications.models import Message
from tests import databases
from tests.factories import PASSWORD

ADDRESS = "sri@contoh.id"


def fill_signup(page: Page, **changes: str) -> None:
    page.get_by_label("Nama").fill(changes.get("name", "Sri Wahyuni"))
    page.locator("[name=contact]").fill(changes.get("contact", ADDRESS))
    page.locator("[name=password]").fill(changes.get("password", PASSWORD))
    page.locator("label[for=id_agree]").click()
    page.locator("main form button[type=submit]").click()


def test_signup_leads_to_the_first_signed_in_page(open_tab, site, django_db_blocker):
    page = open_tab("/akun/daftar/", scripts=False).page
    fill_signup(page)
    expect(page).to_have_url(re.compile("/akun/kode/$"))
    with django_db_blocker.unblock(), databases.connected_to(site.database):
        code = Message.objects.filter(address=ADDRESS).latest("created_at").context["code"]
    page.locator("[name=code]").fill(code)
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("/akun/$"))
    expect(page.get_by_text("Sri Wahyuni").first).to_be_visible()


def test_bad_signup_keeps_what_was_typed_and_names_the_field(open_tab):
    page = open_tab("/akun/daftar/", scripts=False).page
    fill_signup(page, contact="bukan-alamat")
    expect(page.locator("[name=contact]")).to_have_value("bukan-alamat")
    expect(page.locator("[name=contact]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=password]")).to_have_value("")
