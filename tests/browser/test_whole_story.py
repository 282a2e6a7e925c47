"""From application to answer on a phone: one is hired, one reads a reason, one no longer waits."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from jobs.enums import ApplicationState
from jobs.models import Application, Vacancy
from jobs.services.answers import close_unanswered, tell_of_applicants
from seekers.models import Movement, Seeker
from sikas.clock import now
from tests.browser import applying, measures
from tests.browser.test_account_story import SCRIPTS
from tests.clock import bent_clock
from tests.factories import PASSWORD, UserFactory
from tests.jobs.applicants import account_of, applied, ready_seeker
from tests.jobs.factories import VacancyFactory

NAMES = ("Melati Hasibuan", "Rahmat Dani", "Sutrisno")
WAIT = timedelta(days=7)


@dataclass
class Story:
    """One opening and three people who want it; the first has not applied yet."""

    vacancy: Vacancy
    people: list[Seeker]


@pytest.fixture
def story(site, in_site) -> Story:
    """Save them with the company of the site's owner, who hears of applicants."""

    def make() -> Story:
        company = site.world.estates["owner"].company
        title = f"Kasir Kantin {Vacancy.objects.count()}"
        vacancy = VacancyFactory.create(
            company=company, title=title, closes_at=now() + timedelta(days=60)
        )
        VacancyFactory.create(title="Kasir Toko", closes_at=now() + timedelta(days=60))
        people = [ready_seeker(name=name, user=UserFactory.create(name=name)) for name in NAMES]
        for person in people[1:]:
            applied(seeker=person, vacancy=vacancy)
        return Story(vacancy, people)

    return in_site(make)


def sign_in(open_tab, person: Seeker, path: str, scripts: bool) -> Page:
    """Open a page as somebody who signs in first."""
    page: Page = open_tab(f"/akun/masuk/?next={path}", scripts=scripts).page
    applying.sign_in(page, account_of(person).email or "", PASSWORD)
    return page


def open_applicant(page: Page, story: Story, name: str) -> None:
    page.goto(f"/perusahaan-saya/{story.vacancy.company_id}/lowongan/{story.vacancy.pk}/pelamar/")
    page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()


def invite(page: Page) -> None:
    """Invite the applicant that is shown to an interview in ten days."""
    page.get_by_role("button", name="Undang wawancara").click()
    page.locator("label", has_text="Lewat telepon").click()
    fill_date(page, "day", 10)
    page.locator("[name=time]").fill("09.30")
    page.locator("[name=where]").fill("0623-41234")
    page.locator("button[name=kirim]").click()


def hire(page: Page) -> None:
    """Say that the applicant who is shown was hired."""
    page.get_by_role("link", name="Terima pelamar").click()
    fill_date(page, "started_on", 14)
    page.get_by_role("button", name="Nyatakan diterima").click()


def reject(page: Page) -> None:
    """Answer the applicant who is shown with a reason."""
    page.get_by_role("button", name="Nyatakan belum cocok").click()
    page.locator("label", has_text="Mencari pengalaman yang lain").click()
    page.locator("[name=text]").fill("Kami mencari yang biasa memakai mesin kasir.")
    page.get_by_role("button", name="Kirim jawaban").click()


def fill_date(page: Page, name: str, days: int) -> None:
    day = now() + timedelta(days=days)
    for part in ("day", "month", "year"):
        page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))


def let_time_pass() -> None:
    """Let the company be reminded twice and stay silent."""
    with bent_clock() as clock:
        tell_of_applicants()
        for _week in range(3):
            clock.move(WAIT)
            close_unanswered()
            tell_of_applicants()


@SCRIPTS
def test_one_is_hired_one_reads_why_not_and_one_is_told_that_nobody_answered(
    open_tab, in_site, story, scripts
):
    hopeful, refused, silent = story.people
    seeker = sign_in(open_tab, hopeful, story.vacancy.get_absolute_url(), scripts)
    receipt = applying.send_with_one_tap(seeker, story.vacancy.get_absolute_url())

    company = open_tab("/", role="owner", scripts=scripts).page
    open_applicant(company, story, NAMES[0])
    expect(company.get_by_text(receipt)).to_be_visible()
    invite(company)
    seeker.goto(f"/lamaran/{receipt}/")
    applying.agree_to_interview(seeker)
    open_applicant(company, story, NAMES[0])
    expect(company.get_by_text("Disetujui pelamar").first).to_be_visible()
    hire(company)
    seeker.goto(f"/lamaran/{receipt}/")
    applying.confirm_hire(seeker)
    in_site(lambda: Movement.objects.get(seeker=hopeful))

    open_applicant(company, story, NAMES[1])
    reject(company)
    other = sign_in(open_tab, refused, "/lamaran/", scripts)
    other.get_by_role("main").get_by_role("link", name=story.vacancy.title).click()
    expect(other.get_by_text("Kami mencari yang biasa memakai mesin kasir.").first).to_be_visible()

    in_site(let_time_pass)
    last = sign_in(open_tab, silent, "/lamaran/", scripts)
    last.get_by_role("main").get_by_role("link", name=story.vacancy.title).click()
    expect(last.get_by_text("Tidak ditanggapi").first).to_be_visible()
    if scripts:
        assert measures.axe_faults(last) == []
    states = in_site(
        lambda: set(
            Application.objects.filter(vacancy=story.vacancy).values_list("state", flat=True)
        )
    )
    assert states == {
        ApplicationState.HIRED,
        ApplicationState.NOT_SELECTED,
        ApplicationState.UNANSWERED,
    }
