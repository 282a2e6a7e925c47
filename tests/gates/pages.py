"""The rules that every page of ours keeps; each function returns the faults it found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve

XHTML = "{http://www.w3.org/1999/xhtml}"
ADMIN = "/admin/"
# What differs each time: a form's token, and the code of the request on a page of a fault.
ONCE = re.compile(r"(?<=value=\")\w{64}(?=\")|(?<=<code>)[0-9a-f]{32}(?=</code>)")

OUR_POLICY = {
    "base-uri 'self'",
    "default-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "object-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
}
# What the admin's library needs: it evaluates expressions and sets styles.
ADMIN_POLICY = OUR_POLICY - {"script-src 'self'", "style-src 'self'"} | {
    "script-src 'self' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
}
# A private file asks nobody for anything and runs nothing.
FILE_POLICY = {"default-src 'none'", "sandbox"}
FILE_TYPES = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/zip",
        "image/jpeg",
        "image/png",
        "image/svg+xml",
    }
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Where a link may lead outside; following one is a click, never a load.
LINKS_OUT = frozenset({"wa.me"})
LINK_SCHEMES = ("", "mailto", "tel")


@dataclass(frozen=True)
class Page:
    """An answer, and the path that was asked for."""

    path: str
    response: HttpResponseBase

    @property
    def is_html(self) -> bool:
        """Tell whether a browser would show it as a page."""
        return self.response.headers.get("Content-Type", "").startswith("text/html")


def faults(page: Page) -> list[str]:
    """Return all faults of an answer."""
    found = list(wrong_headers(page))
    if page.is_html and isinstance(page.response, HttpResponse) and page.response.content:
        markup = ONCE.sub("", page.response.content.decode())
        found += faults_of_markup(markup, ours=not page.path.startswith(ADMIN))
    return found


@lru_cache(maxsize=512)
def faults_of_markup(markup: str, *, ours: bool) -> list[str]:
    """Return what is wrong in the text of a page; the same page for another role is read once."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"))
    tree = parser.parse(markup)
    found = [*loads_from_elsewhere(tree, ours), *inline_code(tree, ours)]
    if ours:
        found += [f"invalid HTML at {place}: {code} {data}" for place, code, data in parser.errors]
        found += links_to_nowhere(tree)
    return found


def wrong_headers(page: Page) -> Iterator[str]:
    """Yield headers that are missing or different."""
    user = getattr(getattr(page.response, "wsgi_request", None), "user", None)
    kept = page.response.headers.get("Cache-Control", "")
    if page.is_html and user and user.is_authenticated and "no-store" not in kept:
        yield f"Cache-Control of a page of somebody signed in: {kept}"
    for name, value in HEADERS.items():
        if page.response.headers.get(name) != value:
            yield f"{name}: {page.response.headers.get(name)}"
    policy = page.response.headers.get("Content-Security-Policy", "")
    expected = ADMIN_POLICY if page.path.startswith(ADMIN) else OUR_POLICY
    if page.response.headers.get("Content-Type") in FILE_TYPES:
        expected = FILE_POLICY
    if set(policy.split("; ")) != expected:
        yield f"Content-Security-Policy: {'; '.join(sorted(policy.split('; ')))}"


def inline_code(tree: Element, ours: bool) -> Iterator[str]:
    """Yield scripts, styles and handlers written into the page; JSON-LD is data."""
    for element in tree.iter():
        tag = tag_of(element)
        is_data = element.get("type", "") in ("application/ld+json", "application/json")
        if tag == "script" and "src" not in element.attrib and not is_data:
            yield f"inline script: {(element.text or '')[:60]!r}"
        if ours and tag == "style":
            yield "inline <style>"
        for name, value in element.attrib.items():
            if str(name).startswith("on") or str(value).lower().startswith("javascript:"):
                yield f"handler {name}={value!r}"
            if ours and name == "style":
                yield f"style={value!r}"


def loads_from_elsewhere(tree: Element, ours: bool) -> Iterator[str]:
    """Yield addresses of other origins that a browser would ask by itself, and unlisted links."""
    for element in tree.iter():
        tag = tag_of(element)
        for name in ("src", "srcset", "href", "action", "poster", "data"):
            parts = urlsplit(element.get(name, ""))
            if tag == "a" and not parts.netloc and parts.scheme in LINK_SCHEMES:
                continue
            if not parts.netloc and parts.scheme in ("", "data"):
                continue
            if tag == "link" and element.get("rel") == "canonical":
                continue
            if tag == "a" and (parts.netloc in LINKS_OUT or not ours):
                continue
            yield f"<{tag} {name}={element.get(name)!r}> leads elsewhere"


def links_to_nowhere(tree: Element) -> Iterator[str]:
    """Yield links inside the portal that no view answers, and anchors without a target."""
    ids = {element.get("id") for element in tree.iter()}
    for element in tree.iter(f"{XHTML}a"):
        parts = urlsplit(element.get("href", ""))
        if parts.netloc or parts.scheme:
            continue
        if not parts.path and parts.fragment and parts.fragment not in ids:
            yield f"no element has the id {parts.fragment!r}"
        if parts.path:
            try:
                resolve(parts.path)
            except Resolver404:
                yield f"nothing answers {parts.path}"


def tag_of(element: Element) -> str:
    """Return the lower-case name of an element without its namespace."""
    return str(element.tag).removeprefix(XHTML)
