"""The frame of a page: links of its head, header, footer; made once and kept.

It depends on the office, on which part of the portal one is in and on the kind of account that is
signed in; what else is about a person has no place in it. It is most of what rendering a page
costs.
"""

from functools import cache

from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from sikas.reference.models import Office

# Parts that a menu marks as the one where one is.
PARTS = (
    "home",
    "vacancies",
    "companies",
    "fairs",
    "help",
    "about",
    "applications",
    "my_companies",
    "account",
    "admin:index",
)

_made: dict[tuple[str, str, str], tuple[Office, SafeString]] = {}


def frame_html(context: Context, template: str) -> SafeString:
    """Return a piece of the frame."""
    request, user = context.get("request"), context.get("user")
    if request is None or user is None:
        return _render(context, template)
    key = (template, part_of(request), user.kind if user.is_authenticated else "")
    office = Office.objects.current()
    made = _made.get(key)
    if made and made[0] is office:
        return made[1]
    html = _render(context, template)
    _made[key] = (office, html)
    return html


def part_of(request: HttpRequest) -> str:
    """Return the first step of the path when a menu leads there, else nothing of the path."""
    step = request.path.split("/", 2)[1]
    return step if step in _steps() else "*"


@cache
def _steps() -> frozenset[str]:
    return frozenset(reverse(name).split("/")[1] for name in PARTS)


def _render(context: Context, template: str) -> SafeString:
    return context.template.engine.get_template(template).render(context)  # type: ignore[union-attr]
