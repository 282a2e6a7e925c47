"""Pages of signing in with SIAPkerja, which show only where the ministry has given keys."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests import harness
from tests.browser.conftest import new_tab, sign_in
from tests.browser.test_apply_story import PHONE, check
from tests.factories import PASSWORD
from tests.integration.siapkerja import SECRET, Ministry, running

BACK = "akun/siapkerja/kembali/?code=kode-sekali-pakai&state="


@pytest.fixture(scope="module")
def account_server() -> Iterator[Ministry]:
    """Yield the ministry's account server; its page of sign-in shows nothing."""
    with running() as ministry:
        yield ministry


@pytest.fixture(scope="module")
def offered(site, account_server) -> Iterator[tuple[harness.Portal, Ministry]]:
    """Start a portal that has the ministry's keys, beside the others' and on the same database."""
    keys = {
        "SIAPKERJA_URL": account_server.url,
        "SIAPKERJA_CLIENT_ID": "sikas-asahan",
        "SIAPKERJA_CLIENT_SECRET": SECRET,
    }
    with harness.serve(site.database, **keys) as portal:
        yield portal, account_server


def go_and_return(page: Page, button: str, portal: harness.Portal) -> None:
    """Press a button that leads to the ministry, and come back as it leads back."""
    page.get_by_role("main").get_by_role("button", name=button).click()
    expect(page).to_have_url(re.compile("/auth.*state="))
    page.goto(portal.url + BACK + parse_qs(urlsplit(page.url).query)["state"][0])


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (1280, "dark")])
def test_every_page_is_accessible_and_fits(chromium, site, offered, width, scheme):
    portal, ministry = offered
    ministry.knows(id=f"uji-{width}", email=f"uji{width}@contoh.id")
    with chromium.new_context(
        base_url=portal.url, color_scheme=scheme, viewport={"width": width, "height": 800}
    ) as context:
        tab = new_tab(context)
        page, main = tab.page, tab.page.get_by_role("main")
        for path in ("/akun/daftar/", "/akun/masuk/?next=/lowongan/"):
            page.goto(path)
            check(page, tab.complaints)
        main.get_by_role("link", name="Masuk dengan SIAPkerja").click()
        check(page, tab.complaints)
        go_and_return(page, "Lanjut ke SIAPkerja", portal)
        expect(main.get_by_role("heading", level=1)).to_have_text("Daftar dengan SIAPkerja")
        check(page, tab.complaints)
        main.locator("form button[type=submit]").click()
        expect(page.locator(".error-summary")).to_be_visible()
        check(page, tab.complaints)

        role = {PHONE: "seeker", 1280: "company"}[width]
        sign_in(context, site, role)
        page.goto("/akun/keamanan/")
        check(page, tab.complaints)
        page.goto("/akun/konfirmasi/?next=/akun/keamanan/siapkerja/")
        page.locator("[name=password]").fill(PASSWORD)
        main.get_by_role("button", name="Lanjutkan").click()
        check(page, tab.complaints)
        go_and_return(page, "Hubungkan akun SIAPkerja", portal)
        page.goto("/akun/keamanan/siapkerja/")
        expect(main).to_contain_text("Terhubung sejak")
        check(page, tab.complaints)
        main.get_by_role("button", name="Lepas akun SIAPkerja").click()
        check(page, tab.complaints)
        assert not tab.complaints
