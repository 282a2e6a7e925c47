"""The closing report in a browser, as officers, a company and everybody read it."""

import pytest
from playwright.sync_api import expect

from jobfair.models import Fair
from tests.browser.test_apply_story import check
from tests.gates.fairs import SLUG, the_fair


@pytest.mark.parametrize("width", (360, 1280))
def test_report_is_readable_by_everybody_who_gets_one(open_tab, in_site, site, width):
    fair = in_site(the_fair)
    company = site.world.estates["owner"].company
    own = in_site(lambda: Fair.objects.get(booths__company=company))
    pages = (
        ("anonymous", f"/job-fair/{SLUG}/laporan/", "Tanda *"),
        ("leader", f"/admin/job-fair/{fair.pk}/laporan/", "Semua jumlah cocok"),
        ("leader", f"/admin/job-fair/{fair.pk}/laporan/rekonsiliasi/", "Dihitung lewat"),
        ("owner", f"/perusahaan-saya/{company.pk}/job-fair/{own.slug}/laporan/", "Angka stan"),
    )
    for role, address, words in pages:
        tab = open_tab(address, role=role, width=width)
        expect(tab.page.locator("main")).to_contain_text(words)
        check(tab.page, tab.complaints)
