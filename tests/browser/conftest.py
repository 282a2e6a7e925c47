"""A real browser on a real server, with everybody signed in."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests import databases, harness
from tests.browser.chromium import FLAGS, program
from tests.employers.people import make_village
from tests.gates.world import World

MISSING = "no Chromium on PATH: browser tests need one (Debian: apt-get install chromium)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder; nobody measures what a story walks through."""
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):  # noqa: PTH120
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.no_cover)


@dataclass(frozen=True)
class Site:
    """The running portal and the cookies of one person per role."""

    portal: harness.Portal
    database: str
    world: World


@pytest.fixture(scope="session")
def site(
    django_db_setup: None, database_server: databases.Server, django_db_blocker: DjangoDbBlocker
) -> Iterator[Site]:
    """Start one server for all browser tests of this worker."""
    with database_server.copy() as name:
        with django_db_blocker.unblock(), databases.connected_to(name):
            make_village()  # first: a server remembers for a while that there is no office
            world = World()
        with harness.serve(name) as portal:
            yield Site(portal, name, world)


@pytest.fixture
def in_site(site: Site, django_db_blocker: DjangoDbBlocker) -> Callable[..., Any]:
    """Return how to act on the site's database."""

    def in_site(act: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock(), databases.connected_to(site.database):
            return act()

    return in_site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Chromium; without one the test is skipped, but not on a build machine."""
    path = program()
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    # Playwright keeps an event loop in this thread, so Django suspects asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Tab:
    """A page of the browser and what it complained about."""

    page: Page
    complaints: list[str]

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the console shows in red: faults of scripts, broken loads, policy breaches."""
        if message.type == "error":
            self.complaints.append(message.text)


def new_tab(context: BrowserContext) -> Tab:
    """Open an empty tab that hears what its pages complain about."""
    tab = Tab(context.new_page(), [])
    tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.page.on("console", tab.hear)
    return tab


def sign_in(context: BrowserContext, site: Site, role: str) -> None:
    """Give a browser the cookies of a role."""
    morsels = site.world.client(role).cookies.items()
    context.add_cookies(
        [{"name": name, "value": one.value, "url": site.portal.url} for name, one in morsels]
    )


@pytest.fixture
def open_tab(chromium: Browser, site: Site) -> Iterator[Callable[..., Tab]]:
    """Return a function that opens a page of the portal in some role, width and scheme."""
    contexts = []

    def open_tab(
        path: str,
        *,
        role: str = "anonymous",
        width: int = 360,
        scheme: Literal["light", "dark"] = "light",
        scripts: bool = True,
    ) -> Tab:
        context = chromium.new_context(
            base_url=site.portal.url,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        sign_in(context, site, role)
        tab = new_tab(context)
        tab.page.goto(path)
        return tab

    yield open_tab
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def lent_tab(chromium: Browser, site: Site) -> Iterator[Tab]:
    """Open one tab for all tests that only look: a new one costs more than looking."""
    context = chromium.new_context(base_url=site.portal.url, reduced_motion="reduce")
    yield new_tab(context)
    context.close()


@pytest.fixture
def look(lent_tab: Tab, site: Site) -> Iterator[Callable[..., Tab]]:
    """Return a function that shows one page in a tab in which nothing is left of another."""
    page = lent_tab.page

    def look(path: str, role: str, width: int, scheme: Literal["light", "dark"]) -> Tab:
        sign_in(page.context, site, role)
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        lent_tab.complaints.clear()
        page.goto(path)
        return lent_tab

    yield look
    page.goto("/robots.txt")  # quiet, and of the portal: an empty page costs a new process
    page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.context.clear_cookies()
