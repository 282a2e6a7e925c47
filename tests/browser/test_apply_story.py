"""A job seeker on a phone: finds a vacancy, signs in, applies, follows it, takes it back."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from jobs.enums import ApplicationState, ApplyMode, Source
from jobs.models import Application, Departure, Vacancy
from seekers.models import Seeker
from sikas.accounts.models import User
from sikas.workflow.transitions import transition
from tests.browser import applying, measures
from tests.browser.test_account_story import SCRIPTS
from tests.factories import PASSWORD, UserFactory
from tests.jobs.applicants import invited, told_hired
from tests.jobs.factories import VacancyFactory
from tests.seekers.places import make_village

NARROWEST, PHONE = 320, 360
PORTAL = "https://portal.contoh.id/lowongan/1"


@dataclass
class Scene:
    """Who applies, and to what."""

    person: User
    first: Vacancy
    second: Vacancy
    elsewhere: Vacancy


@pytest.fixture
def scene(in_site) -> Scene:
    """Save a new account and three vacancies."""

    def make() -> Scene:
        make_village()
        other = {"apply_mode": ApplyMode.EXTERNAL, "apply_url": PORTAL, "source": Source.KARIRHUB}
        return Scene(
            person=UserFactory.create(email=f"sulastri{User.objects.count()}@contoh.id"),
            first=VacancyFactory.create(title="Kasir Swalayan"),
            second=VacancyFactory.create(title="Operator Loader"),
            elsewhere=VacancyFactory.create(title="Mandor Panen", **other),
        )

    return in_site(make)


def check(page: Page, complaints: list[str]) -> None:
    """Fail for what somebody on a narrow phone would stumble over."""
    faults = [
        *measures.axe_faults(page),
        *measures.small_targets(page),
        *measures.too_wide(page, NARROWEST),
        *complaints,
    ]
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert not faults, "\n".join(faults)


@SCRIPTS
def test_from_the_vacancy_to_the_receipt_the_list_and_back(open_tab, scene, scripts):
    tab = open_tab("/", scripts=scripts)
    page = tab.page

    def look() -> None:
        if scripts:
            check(page, tab.complaints)

    applying.begin(page, scene.first.get_absolute_url())
    applying.sign_in(page, scene.person.email or "", PASSWORD)
    look()
    applying.tell_basics(page, scripts=scripts)
    expect(applying.main(page)).to_contain_text(f"Dikirim ke {scene.first.company}")
    look()
    number = applying.send(page, "Saya siap bekerja Senin.")
    look()

    page.goto(scene.second.get_absolute_url())
    look()
    applying.send_with_one_tap(page, scene.second.get_absolute_url())
    page.goto(scene.first.get_absolute_url())
    expect(page.locator("#lamar")).to_contain_text(number)
    applying.open_application(page, "Kasir Swalayan")
    page.get_by_text("Yang Anda kirim").click()
    expect(applying.main(page)).to_contain_text("Saya siap bekerja Senin.")
    look()
    applying.withdraw(page)
    expect(applying.main(page)).to_contain_text("Anda tarik hari ini.")
    page.goto("/lamaran/")
    expect(page.locator(".plain-list > li")).to_have_count(2)
    look()
    assert not tab.complaints


@SCRIPTS
def test_invited_hired_and_the_other_applications(open_tab, scene, in_site, scripts):
    tab = open_tab(f"/akun/masuk/?next={scene.first.get_absolute_url()}lamar/", scripts=scripts)
    page = tab.page
    applying.sign_in(page, scene.person.email or "", PASSWORD)
    applying.tell_basics(page, scripts=scripts)
    applying.send(page)
    applying.send_with_one_tap(page, scene.second.get_absolute_url())

    def go_on() -> None:
        mine = Application.objects.get(
            seeker=Seeker.objects.get(user=scene.person), vacancy=scene.first
        )
        transition(mine, ApplicationState.INTERVIEW, by=None)
        invited(mine)

    in_site(go_on)
    applying.open_application(page, "Kasir Swalayan")
    applying.agree_to_interview(page)
    with page.expect_download() as started:
        page.get_by_role("link", name="Simpan ke kalender").click()
    assert started.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    if scripts:
        check(page, tab.complaints)

    def hire() -> None:
        mine = Application.objects.get(
            seeker=Seeker.objects.get(user=scene.person), vacancy=scene.first
        )
        transition(mine, ApplicationState.HIRED, by=None)
        told_hired(mine)

    in_site(hire)
    page.reload()
    applying.confirm_hire(page)
    page.get_by_label("Operator Loader").check()
    if scripts:
        check(page, tab.complaints)
    page.get_by_role("button", name="Tarik yang dipilih").click()
    expect(applying.main(page)).to_contain_text("1 lamaran ditarik.")
    assert not tab.complaints


@SCRIPTS
def test_leaving_for_the_portal_of_origin(open_tab, scene, in_site, scripts):
    tab = open_tab(scene.elsewhere.get_absolute_url(), scripts=scripts)
    page = tab.page
    page.route("https://portal.contoh.id/**", lambda route: route.fulfill(body="Portal asal"))
    page.get_by_role("link", name="Buka portal asal").click()
    if scripts:
        check(page, tab.complaints)
    page.get_by_role("button", name="Setuju, buka portal.contoh.id").click()
    expect(page).to_have_url(PORTAL)
    count = Departure.objects.filter(vacancy=scene.elsewhere).count
    assert in_site(count) == 1
    assert not tab.complaints
