"""An officer works through a queue without the mouse."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from jobs.enums import VacancyState
from jobs.models import Vacancy
from tests import databases
from tests.jobs.factories import VacancyFactory

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
    page.evaluate(HELD_KEY)
    page.keyboard.press("t")
    expect(page.locator(".error-summary")).to_contain_text("Tulis alasannya")
    assert states(waiting) == {VacancyState.SUBMITTED}
    page.keyboard.press("v")
    expect(page.get_by_text("Keputusan tersimpan: terbitkan.")).to_be_visible()
    assert VacancyState.PUBLISHED in states(waiting)
