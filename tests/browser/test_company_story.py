"""A company on a phone: from registering through a correction to being verified."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from employers.enums import ReviewSubject
from employers.models import Company
from employers.services import decide_company
from sikas.accounts import roles
from sikas.notifications.models import Message
from sikas.reference.models import Area, Industry
from tests import databases
from tests.browser.test_account_story import PASSWORD, SCRIPTS
from tests.documents import papers, pictures
from tests.factories import make_officer


@pytest.fixture
def inside(site, django_db_blocker) -> Callable[[Callable[[], Any]], Any]:
    """Return a function that does something in the database of the site."""

    def run(act: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock(), databases.connected_to(site.database):
            return act()

    return run


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"form [name={name}]").fill(value)


def go_on(page: Page, button: str) -> None:
    page.get_by_role("main").get_by_role("button", name=button).click()


def place() -> tuple[str, str]:
    """Return the desa and the line of business, as their selects name them."""
    desa = Area.objects.get(name="Padang Pulau")
    return str(desa.pk), str(Industry.objects.get(code="10").pk)


def register(page: Page, phone: str, inside: Callable[[Callable[[], Any]], Any]) -> None:
    page.locator("label[for=id_agree]").click()
    fill(page, name="Poniman", contact=phone, password=PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    sent = inside(lambda: Message.objects.get(address=f"+62{phone[1:]}", event="code"))
    fill(page, code=sent.context["code"])
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("/perusahaan-saya/baru/$"))


def fill_in(page: Page, name: str, nib: str, desa: str, industry: str) -> None:
    """Go through the steps; the first attempt has a NIB that is none."""
    fill(page, name=name, nib="12345", npwp="012345678901000")
    go_on(page, "Simpan dan lanjutkan")
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("[name=npwp]")).to_have_value("012345678901000")
    fill(page, nib=nib)
    go_on(page, "Simpan dan lanjutkan")
    page.locator("[name=industry]").select_option(industry)
    page.wait_for_load_state()
    if page.locator("#id_area_group").count():  # with scripts, once there are several kecamatan
        page.locator("#id_area_group").select_option(label="Bandar Pulau")
    page.locator("[name=area]").select_option(desa)
    fill(page, address="Dusun III, dekat balai desa", phone="0623-41234")
    go_on(page, "Simpan dan lanjutkan")
    fill(page, description="Kebun dan pabrik kelapa sawit.")
    go_on(page, "Simpan dan lanjutkan")


def upload(page: Page) -> None:
    """Hand in papers; one is a program, and the others are kept all the same."""
    files: dict[str, list[FilePayload]] = {
        "nib": [
            {"name": "nib.jpg", "mimeType": "image/jpeg", "buffer": pictures.phone_photo()},
            {"name": "nib.exe", "mimeType": "image/jpeg", "buffer": b"MZ" + bytes(500)},
        ],
        "npwp": [{"name": "npwp.pdf", "mimeType": "application/pdf", "buffer": papers.made()}],
    }
    for name, chosen in files.items():
        page.locator(f"[name={name}]").set_input_files(chosen)
    go_on(page, "Unggah berkas yang dipilih")
    expect(page.locator(".error-summary")).to_contain_text("nib.exe")
    expect(page.get_by_role("link", name="nib.jpg")).to_be_visible()
    expect(page.get_by_role("link", name="npwp.pdf")).to_be_visible()


def decide(nib: str, to: str, **items: str) -> None:
    """Decide as an officer does."""
    decide_company(
        company=Company.objects.get(nib=nib),
        to=to,
        officer=make_officer(roles.VERIFIER),
        items={ReviewSubject(subject): reason for subject, reason in items.items()},
    )


@SCRIPTS
def test_company_from_registering_to_verified(open_tab, inside, scripts):
    nib = f"912000000000{scripts:d}"
    tab = open_tab("/akun/daftar/?untuk=perusahaan&next=/perusahaan-saya/baru/", scripts=scripts)
    page = tab.page
    register(page, f"08126000500{scripts:d}", inside)
    fill_in(page, f"PT Uji Rambate {scripts:d}", nib, *inside(place))
    upload(page)
    page.get_by_role("link", name="Lanjut: periksa dan ajukan").click()
    go_on(page, "Ajukan perusahaan")
    expect(page.get_by_text("Menunggu pemeriksaan petugas")).to_be_visible()

    inside(lambda: decide(nib, "returned", address="Tulis nama jalan."))
    page.reload()
    expect(page.get_by_text("Perbaiki yang diminta petugas")).to_be_visible()
    page.get_by_role("link", name="Alamat: Tulis nama jalan.").click()
    fill(page, address="Jalan Protokol, Dusun III")
    go_on(page, "Simpan dan lanjutkan")
    go_on(page, "Ajukan kembali")
    expect(page.get_by_text("Menunggu pemeriksaan petugas")).to_be_visible()

    inside(lambda: decide(nib, "verified"))
    page.reload()
    expect(page.get_by_text("Tulis lowongan pertama")).to_be_visible()
    assert not tab.complaints
