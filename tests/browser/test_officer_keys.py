"""An officer works through a queue without the mouse."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from employers.enums import CompanyState
from employers.models import Company
from jobs.enums import VacancyState
from jobs.models import Vacancy
from tests import databases
from tests.jobs.factories import CompanyFactory, VacancyFactory

HELD_KEY = """document.body.dispatchEvent(
    new KeyboardEvent('keydown', {key: 'v', repeat: true, bubbles: true}))"""


@pytest.fixture
def waiting(site, django_db_blocker) -> Iterator[list[int]]:
    """Return two vacancies that wait; the test reads their database."""
    with django_db_blocker.unblock(), databases.connected_to(site.database):
        yield [VacancyFactory.create(submitted=True).pk for _ in range(2)]


def states(waiting: list[int]) -> set[str]:
    return set(Vacancy.objects.filter(pk__in=waiting).values_list("state", flat=True))


def test_keys_take_a_case_and_decide_it_but_a_held_key_does_not(open_tab, waiting):
    page = open_tab("/admin/antrean/lowongan/", role="verifier", width=1280).page
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/lowongan/\d+/$"))
    page.wait_for_load_state()  # the address is there before the script that hears keys
    page.evaluate(HELD_KEY)
    page.keyboard.press("t")
    expect(page.locator(".error-summary")).to_contain_text("Tulis alasannya")
    page.wait_for_load_state()
    assert states(waiting) == {VacancyState.SUBMITTED}
    page.keyboard.press("v")
    expect(page.get_by_text("Keputusan tersimpan: terbitkan.")).to_be_visible()
    assert VacancyState.PUBLISHED in states(waiting)


@pytest.fixture
def companies(site, django_db_blocker) -> Iterator[list[int]]:
    """Return ten companies that wait, the first since longest; the test reads their database."""
    with django_db_blocker.unblock(), databases.connected_to(site.database):
        Company.objects.waiting().delete()
        yield [CompanyFactory.create(submitted=True).pk for _ in range(10)]


def test_ten_companies_are_decided_without_a_mouse(open_tab, companies):
    tab = open_tab("/admin/antrean/perusahaan/", role="verifier", width=1280)
    page, keys = tab.page, tab.page.keyboard
    keys.press("n")
    expect(page).to_have_url(re.compile(r"/perusahaan/\d+/$"))
    expect(page.get_by_text("10 kasus menunggu")).to_be_visible()
    page.wait_for_load_state()
    keys.press("6")  # opens the sixth part and goes into its text
    keys.type("Tulis nama jalan.")
    keys.press("Escape")
    keys.press("v")
    expect(page.locator(".error-summary")).to_contain_text("Masih ada bagian yang Anda tandai")
    page.goto(page.url)  # what was typed outlives it
    expect(page.locator("[name=address]")).to_have_value("Tulis nama jalan.")
    keys.press("p")
    for left in range(9, 0, -1):
        expect(page.get_by_text(f"{left} kasus menunggu")).to_be_visible()
        page.wait_for_load_state()  # the script hears keys
        keys.press("v")
    expect(page.get_by_text("Tidak ada lagi kasus yang menunggu.")).to_be_visible()
    states = Company.objects.filter(pk__in=companies).order_by("pk").values_list("state", flat=True)
    assert list(states) == [CompanyState.RETURNED] + [CompanyState.VERIFIED] * 9
    reasons = Company.objects.get(pk=companies[0]).transitions.latest().reason
    assert reasons == "Alamat: Tulis nama jalan."
    assert not tab.complaints
