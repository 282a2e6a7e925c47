"""Unfold's lists where there is little: no scripts, or the width of a phone."""

from playwright.sync_api import expect

AREAS = "/admin/reference/area/"


def test_without_scripts_the_filters_stand_below_the_list(open_tab):
    page = open_tab(AREAS, role="administrator", scripts=False).page
    page.locator("#result_list").get_by_role("link").first.click(trial=True)  # nothing covers it
    expect(page.get_by_text("Saringan", exact=True)).to_be_hidden()
    page.get_by_role("link", name="Kecamatan").click()
    assert page.url.endswith("level__exact=district")
