"""A company works through its applicants on a phone: looks, moves, invites, answers, hires."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from jobs.models import Application, Vacancy
from tests import databases
from tests.browser import measures
from tests.jobs.factories import VacancyFactory
from tests.jobs.recruiting import fill

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
NARROWEST = 320
PICTURES = os.environ.get("PICTURES", "")  # a folder, to look at the pages


@pytest.fixture
def vacancy(site, django_db_blocker) -> Vacancy:
    """Give the owner's company a vacancy with four applicants."""
    with django_db_blocker.unblock(), databases.connected_to(site.database):
        company = site.world.estates["owner"].company
        made: Vacancy = VacancyFactory.create(company=company, title="Kerani Kebun")
        keys = fill(made, 4, education=41, experience_months=30, tags=["dekat"], sex=2)
        for key, name in zip(keys, ("Ani", "Budi", "Cici", "Dodi Panjaitan"), strict=True):
            profile = {"skills": ["Las listrik"], "summary": "Teliti dan rajin."}
            Application.objects.filter(pk=key).update(name=name, profile=profile)
        return made


def states(site, django_db_blocker, vacancy: Vacancy) -> list[str]:
    with django_db_blocker.unblock(), databases.connected_to(site.database):
        found = vacancy.applications.order_by("pk")
        return list(found.values_list("state", flat=True))


def check(page: Page, name: str) -> None:
    """Fail for what a reader would stumble over on this page."""
    if PICTURES:
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    faults = [
        *measures.axe_faults(page),
        *measures.small_targets(page),
        *measures.too_wide(page, NARROWEST),
    ]
    assert not faults, "\n".join(faults)


@SCRIPTS
def test_applicants_from_the_list_to_a_hire(open_tab, site, django_db_blocker, vacancy, scripts):
    base = f"/perusahaan-saya/{vacancy.company_id}/"
    tab = open_tab(f"{base}lowongan/{vacancy.pk}/pelamar/?urut=nama", role="owner", scripts=scripts)
    page = tab.page
    if scripts:
        check(page, "list")
    page.get_by_role("button", name="Ani").click()
    expect(page.get_by_role("heading", name="Ani", level=1)).to_be_visible()
    assert states(site, django_db_blocker, vacancy)[0] == "viewed"
    if scripts:
        check(page, "detail")
    page.get_by_role("link", name="Terima pelamar").click()
    if scripts:
        check(page, "hire")
    for part, text in (("day", "1"), ("month", "12"), ("year", "2026")):
        page.locator(f"[name=started_on_{part}]").fill(text)
    page.goto(f"{base}lowongan/{vacancy.pk}/pelamar/?urut=nama")
    page.get_by_label("Pilih Budi").check()
    page.get_by_label("Pilih Cici").check()
    page.get_by_role("button", name="Nyatakan belum cocok").click()
    expect(page.get_by_text("Untuk 2 pelamar: Budi, Cici")).to_be_visible()
    if scripts:
        check(page, "reject")
    page.locator("label", has_text="Pelamar lain lebih sesuai").click()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("2 pelamar dijawab.")).to_be_visible()
    assert page.url.endswith("?urut=nama")
    page.get_by_label("Pilih Dodi").check()
    page.get_by_role("button", name="Undang wawancara").click()
    if scripts:
        check(page, "invite")
    assert states(site, django_db_blocker, vacancy) == [
        "viewed",
        "not_selected",
        "not_selected",
        "sent",
    ]
    assert not tab.complaints


def test_page_of_a_new_applicant_says_by_itself_that_it_was_seen(
    open_tab, site, django_db_blocker, vacancy
):
    with django_db_blocker.unblock(), databases.connected_to(site.database):
        key = vacancy.applications.order_by("pk").values_list("pk", flat=True)[0]
    tab = open_tab(f"/perusahaan-saya/{vacancy.company_id}/pelamar/{key}/", role="owner")
    expect(tab.page.get_by_role("button", name="Tandai sudah dilihat")).to_be_hidden()
    assert states(site, django_db_blocker, vacancy)[0] == "viewed"
    assert not tab.complaints


def test_texts_and_downloads_have_pages(open_tab, vacancy):
    base = f"/perusahaan-saya/{vacancy.company_id}/pelamar/"
    for place, scheme in (("templat/", "light"), ("unduhan/", "dark"), ("", "dark")):
        page = open_tab(base + place, role="owner", scheme=scheme).page
        check(page, f"{place.strip('/') or 'all'}-{scheme}")
