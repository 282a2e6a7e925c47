"""Unfold's lists where there is little: no scripts, the width of a phone, no mouse."""

import pytest
from playwright.sync_api import expect

from sikas.reference.models import Occupation

AREAS = "/admin/reference/area/"


def test_without_scripts_the_filters_stand_below_the_list(open_tab):
    page = open_tab(AREAS, role="administrator", scripts=False).page
    page.locator("#result_list").get_by_role("link").first.click(trial=True)  # nothing covers it
    expect(page.get_by_text("Saringan", exact=True)).to_be_hidden()
    page.get_by_role("link", name="Kecamatan").click()
    assert page.url.endswith("level__exact=district")


def test_on_a_phone_a_list_that_was_searched_still_says_its_name(look):
    page = look(f"{AREAS}?q=a", "administrator", 360, "light").page
    name = page.get_by_role("heading", level=1).get_by_role("link")
    expect(name).to_have_text("Wilayah")  # one link, and no other that only the focus finds
    assert name.evaluate("e => e.clientWidth === e.scrollWidth && e.clientWidth > 0")


def test_on_a_phone_a_row_grows_with_a_long_name(look, in_site):
    title = "Pemeriksa mutu hasil olahan kelapa sawit " * 4
    in_site(lambda: Occupation.objects.create(code="4", digits=1, title=title.strip()))
    page = look("/admin/reference/occupation/", "administrator", 360, "light").page
    cell = page.get_by_role("cell", name=title.strip())
    assert cell.evaluate("e => e.scrollHeight <= e.clientHeight && e.scrollWidth <= e.clientWidth")


@pytest.mark.parametrize(
    ("opener", "drawer"),
    [("Buka atau tutup menu", "#nav-sidebar"), ("Saringan", "#changelist-filter")],
)
def test_escape_closes_what_was_opened_and_gives_the_focus_back(look, opener, drawer):
    page = look(AREAS, "administrator", 360, "light").page
    button = page.get_by_role("button", name=opener)
    button.press("Enter")
    page.locator(drawer).locator(":focus").press("Escape")
    expect(page.locator(drawer)).to_be_hidden()
    expect(button).to_be_focused()
