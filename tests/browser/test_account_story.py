"""The life of an account on a phone: register, leave, come back, forget the password."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sikas.notifications.models import Message
from tests import databases

PASSWORD = "kucing lari pagi"
NEW_PASSWORD = "gajah tidur siang"
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture
def read_code(site, django_db_blocker) -> Callable[[str], str]:
    """Return a function that reads the code of the newest SMS to a number."""

    def read_code(phone: str) -> str:
        with django_db_blocker.unblock(), databases.connected_to(site.database):
            sent = Message.objects.filter(address=f"+62{phone[1:]}", event="code")
            return sent.latest("created_at").context["code"]

    return read_code


def send(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("main form button[type=submit]").first.click()


def register(page: Page, phone: str) -> None:
    page.locator("label[for=id_agree]").click()
    send(page, name="Siti Aminah", contact=phone, password=PASSWORD)
    expect(page).to_have_url(re.compile("/akun/kode/$"))


def leave(page: Page) -> None:
    page.goto("/akun/")
    page.get_by_role("main").get_by_role("button", name="Keluar").click()
    expect(page.get_by_text("Anda sudah keluar.")).to_be_visible()


@SCRIPTS
def test_account_by_phone_from_registering_to_a_new_password(open_tab, read_code, scripts):
    phone = f"08126000400{scripts:d}"
    tab = open_tab("/akun/daftar/?next=/lowongan/", scripts=scripts)
    page = tab.page
    register(page, phone)
    expect(page.get_by_text(f"0812-6000-400{scripts:d}")).to_be_visible()
    send(page, code=read_code(phone))
    expect(page).to_have_url(re.compile("/lowongan/$"))
    expect(page.get_by_text("Akun Anda sudah jadi.")).to_be_visible()

    leave(page)
    page.goto("/akun/masuk/")
    send(page, contact=phone, password="bukan sandi saya")
    expect(page.locator("[name=contact]")).to_have_value(phone)
    expect(page.locator(".error-summary")).to_be_focused()
    send(page, contact=phone, password=PASSWORD)
    expect(page).to_have_url(re.compile("/akun/$"))
    expect(page.get_by_role("heading", name="Siti Aminah")).to_be_visible()

    leave(page)
    page.goto("/akun/lupa-sandi/")
    send(page, contact=phone)
    send(page, code=read_code(phone))
    send(page, password=NEW_PASSWORD)
    expect(page).to_have_url(re.compile("/akun/$"))
    expect(page.get_by_text("Kata sandi baru tersimpan.")).to_be_visible()

    leave(page)
    page.goto("/akun/masuk/")
    send(page, contact=phone, password=PASSWORD)
    expect(page.locator(".error-summary")).to_be_visible()
    send(page, contact=phone, password=NEW_PASSWORD)
    expect(page).to_have_url(re.compile("/akun/$"))
    assert not tab.complaints


@SCRIPTS
def test_number_that_has_an_account_gets_a_message_and_no_second_account(
    open_tab, site, django_db_blocker, read_code, scripts
):
    phone = f"08126000410{scripts:d}"
    page = open_tab("/akun/daftar/", scripts=scripts).page
    register(page, phone)
    send(page, code=read_code(phone))
    leave(page)
    page.goto("/akun/daftar/")
    register(page, phone)
    with django_db_blocker.unblock(), databases.connected_to(site.database):
        sent = Message.objects.filter(address=f"+62{phone[1:]}").latest("created_at")
    assert sent.event == "accounts.account_exists"
    send(page, code="000000")
    expect(page.locator(".error-summary")).to_contain_text("Kode tidak cocok")


def test_double_tap_on_the_code_makes_one_account_and_shows_no_error(open_tab, read_code):
    phone = "081260004200"
    tab = open_tab("/akun/daftar/")
    register(tab.page, phone)
    tab.page.locator("[name=code]").fill(read_code(phone))
    tab.page.locator("main form button[type=submit]").first.dblclick()
    expect(tab.page).to_have_url(re.compile("/akun/$"))
    expect(tab.page.get_by_role("heading", name="Siti Aminah")).to_be_visible()
