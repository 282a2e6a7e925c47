"""Byte budgets of public pages: a cheap phone on 3G pays for every kilobyte."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.gates.routes import Route, routes

KB = 1024
FIRST_VIEW = {"html": 12 * KB, "css": 8 * KB, "js": 20 * KB, "font": 16 * KB}
FIRST_VIEW_TOTAL = 60 * KB
LATER_PAGE = 15 * KB

# What a page makes the browser fetch, by kind; fonts are named by the stylesheet.
LOADED = {
    "css": re.compile(r'<link[^>]+rel="stylesheet"[^>]+href="/static/([^"]+)"'),
    "js": re.compile(r'<script[^>]+src="/static/([^"]+)"'),
    "img": re.compile(r'<img[^>]+src="/static/([^"]+)"'),
}
FONT = re.compile(r'url\("?(?:/static/|\.\./)(fonts/[^")]+)"?\)')
ALREADY_COMPRESSED = (".woff2", ".png", ".jpg", ".webp", ".avif")


def static_file(name: str) -> Path:
    found = finders.find(name)
    assert found, f"{name} is not among the static files"
    return Path(found)


def weight(content: bytes, name: str = "") -> int:
    """Return the bytes on the wire: compressed once, by the server or by the format."""
    return len(content if name.endswith(ALREADY_COMPRESSED) else gzip.compress(content))


def weigh(page: str) -> dict[str, int]:
    """Return the bytes of a page and of all it loads, by kind."""
    weights = {"html": weight(page.encode())}
    for kind, pattern in LOADED.items():
        names = set(pattern.findall(page))
        weights[kind] = sum(weight(static_file(name).read_bytes(), name) for name in names)
    styles = [static_file(name).read_text() for name in LOADED["css"].findall(page)]
    fonts = {name for style in styles for name in FONT.findall(style)}
    weights["font"] = sum(weight(static_file(name).read_bytes(), name) for name in fonts)
    return weights


def is_public_page(route: Route) -> bool:
    return not route.parameters and not str(route).startswith("/admin/")


@pytest.mark.no_cover
@pytest.mark.django_db
@pytest.mark.parametrize("route", [route for route in routes() if is_public_page(route)], ids=str)
def test_public_page_fits_its_budget(route, client):
    response = client.get(str(route))
    weights = weigh(response.content.decode())
    assert {kind: size for kind, size in weights.items() if size > FIRST_VIEW.get(kind, size)} == {}
    assert sum(weights.values()) <= FIRST_VIEW_TOTAL
    assert weights["html"] + weights["img"] <= LATER_PAGE


@pytest.mark.django_db
def test_home_is_weighed_with_its_stylesheet_script_and_font(client):
    weights = weigh(client.get("/").content.decode())
    assert all(weights[kind] > 0 for kind in FIRST_VIEW)
