"""A manager of fairs in the control room, on a phone."""

import re

from playwright.sync_api import expect

from jobfair.models import Fair
from tests.browser.test_account_story import SCRIPTS
from tests.browser.test_apply_story import check
from tests.gates.fairs import SLUG

REFRESH = """htmx.ajax('GET', document.getElementById('sekarang').dataset.hxGet,
    {source: '#sekarang', target: '#sekarang', swap: 'outerHTML'})"""


def room_of(in_site) -> str:
    key = in_site(lambda: Fair.objects.get(slug=SLUG).pk)
    return f"/admin/job-fair/{key}/kendali/"


@SCRIPTS
def test_fair_is_paused_and_goes_on(open_tab, in_site, scripts):
    tab = open_tab(room_of(in_site), role="fair_manager", scripts=scripts)
    page, main = tab.page, tab.page.locator("main")

    def look() -> None:
        if scripts:
            check(page, tab.complaints)

    expect(main).to_contain_text("Lamaran ditutup dalam")
    look()
    main.get_by_role("link", name="Jeda", exact=True).click()
    look()
    main.get_by_role("button", name="Jeda").click()
    expect(page.locator(".error-summary")).to_contain_text("Isi alasan.")
    page.get_by_label("Alasan").fill("Listrik padam.")
    main.get_by_role("button", name="Jeda").click()
    expect(main).to_contain_text("Job fair dijeda dan diumumkan.")
    look()
    main.get_by_role("link", name="Lanjutkan", exact=True).click()
    main.get_by_role("button", name="Lanjutkan").click()
    expect(main).to_contain_text("Job fair berlanjut.")
    expect(main).to_contain_text("Listrik padam.")
    assert not tab.complaints


def test_numbers_are_asked_for_again_and_an_open_table_stays_open(open_tab, in_site):
    tab = open_tab(room_of(in_site), role="fair_manager")
    page = tab.page
    page.locator("#menit summary").click()
    before = page.locator("#sekarang").get_attribute("data-now")
    page.evaluate(REFRESH)
    expect(page.locator("#sekarang")).not_to_have_attribute("data-now", before or "")
    expect(page.locator("#menit")).to_have_attribute("open", "")
    expect(page.locator(".countdown strong")).to_have_text(re.compile(r"\d\d\.\d\d\.\d\d"))
    assert not tab.complaints
