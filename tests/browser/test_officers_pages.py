"""The officers' pages in a real browser: within the content policy, the portal and the width."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from sikas.reference.models import Area
from tests.accounts.people import add_app, make_user
from tests.browser import measures

LOOKED_AT = ("admin/", "admin/reference/area/", "admin/reference/minimumwage/add/")


def session_of(user):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key}


def prepared(portal):
    user = make_user(email="admin@disnaker.example", is_staff=True, is_superuser=True)
    add_app(user)
    area = Area.objects.create(system="bps", code="12", name="Sumut", level="province")
    cookie = session_of(user) | {"url": portal.url}
    return cookie, (
        "admin/",
        "admin/reference/area/",
        "admin/reference/area/add/",
        f"admin/reference/area/{area.pk}/change/",
        f"admin/reference/area/{area.pk}/history/",
        "admin/reference/minimumwage/add/",
    )


def test_officers_pages_keep_to_the_policy_and_to_the_width(chromium, portal):
    cookie, pages = prepared(portal)
    faults, asked = [], set()
    for width in (360, 1280):
        with chromium.new_context(viewport={"width": width, "height": 800}) as context:
            context.add_cookies([cookie])
            page = context.new_page()
            page.on("console", lambda message: faults.append(message.text))
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("request", lambda request: asked.add(request.url))
            for path in pages:
                answer = page.goto(portal.url + path)
                if answer is None or answer.status != 200:
                    faults.append(f"{path}: {answer}")
                page.wait_for_function("window.Alpine !== undefined")
                if path in LOOKED_AT:
                    faults.extend(measures.axe_faults(page))
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    faults.append(f"{path} scrolls sideways at {width}")
    assert faults == []
    assert [url for url in asked if not url.startswith((portal.url, "data:"))] == []


def test_home_is_readable_without_scripts(chromium, portal):
    cookie, _pages = prepared(portal)
    with chromium.new_context(java_script_enabled=False) as context:
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(portal.url + "admin/")
        assert page.get_by_role("heading", name="Perlu dikerjakan").is_visible()
        page.locator(".officer").get_by_role("link", name="Wilayah").first.click()
        assert page.url == portal.url + "admin/reference/area/"


def test_menu_filters_and_choices_open_by_keys_and_have_names(look):
    tab = look("/admin/reference/area/", "administrator", 360, "dark")
    page = tab.page
    page.get_by_role("button", name="Saringan").press("Enter")
    page.get_by_role("link", name="Kecamatan").click()
    assert page.url.endswith("level__exact=district")
    page.get_by_role("button", name="Buka atau tutup menu").press(" ")
    page.get_by_role("link", name="Upah minimum").click()
    page.goto("/admin/reference/minimumwage/add/")
    choice = page.get_by_role("combobox", name="Wilayah")
    choice.press("Enter")
    page.get_by_role("searchbox", name="Cari").fill("asahan")
    page.get_by_role("option", name="Kabupaten/Kota Asahan").click()
    assert "Asahan" in choice.inner_text()
    assert tab.complaints == []
