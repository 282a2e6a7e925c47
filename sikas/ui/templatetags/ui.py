"""`{% load ui %}`: fields, icons, tags of state, and Indonesian dates, money and numbers."""

from typing import Any
from urllib.parse import quote

from django import forms, template
from django.conf import settings
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.template.base import FilterExpression, Parser, Token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sikas import clock, logs
from sikas import freshness as origin_freshness
from sikas.memory import fragments
from sikas.ui import fields, formats
from sikas.ui.frames import frame_html
from sikas.ui.icons import icon_svg

register = template.Library()

register.filter("date_id", formats.format_date)
register.filter("date_short", formats.format_date_short)
register.filter("time_id", formats.format_time)
register.filter("time_exact", formats.format_time_exact)
register.filter("datetime_id", formats.format_datetime)
register.filter("money", formats.format_money)
register.filter("number", formats.format_number)
register.filter("phone", formats.format_phone)
register.filter("size", formats.format_size)

# What a kind of state looks like: meaning never rests on colour alone.
TAG_ICONS = {
    "good": "check",
    "wait": "clock",
    "fix": "edit",
    "bad": "close",
    "info": "info",
    "quiet": "lock",
}
NOTICE_ICONS = {"success": "check-circle", "info": "info", "warning": "alert", "error": "stop"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon that says nothing by itself: the words stand beside it."""
    return icon_svg(name)


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """Draw one field of a form with its label, hint and error."""
    return fields.render_field(bound, **options)


@register.inclusion_tag("components/error_summary.html")
def error_summary(*given: forms.BaseForm | list[forms.BaseForm]) -> dict[str, Any]:
    """List what is wrong in forms and lists of them, in a region that takes the focus."""
    forms_ = [form for some in given for form in (some if isinstance(some, list) else [some])]
    return {
        "entries": fields.summary_entries(*forms_),
        "has_password": any(fields.asks_password(form) for form in forms_),
        "has_files": any(fields.asks_files(form) for form in forms_),
    }


@register.simple_tag
def site_file(name: str) -> str:
    """Give the full address of a static file, for who reads the page from elsewhere."""
    return settings.SITE_URL + static(name)


@register.simple_tag(takes_context=True)
def frame(context: template.Context, name: str) -> SafeString:
    """Draw a piece of what surrounds every page."""
    return frame_html(context, name)


class KeptNode(template.Node):
    """The piece between `{% kept %}` and `{% endkept %}`."""

    def __init__(self, nodelist: template.NodeList, values: list[FilterExpression]) -> None:
        self.nodelist, self.values = nodelist, values

    def render(self, context: template.Context) -> SafeString:
        """Draw the piece, or find it under its values."""
        key = tuple(value.resolve(context) for value in self.values)
        return mark_safe(fragments.get(key, lambda: self.nodelist.render(context)))  # noqa: S308


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep a piece of a page that is the same for everyone: `{% kept "name" version … %}`.

    The values tell one piece from all others, and change with what it shows.
    """
    values = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(["endkept"])
    parser.delete_first_token()
    return KeptNode(nodelist, values)


@register.simple_tag(takes_context=True)
def error_prefix(context: template.Context) -> str:
    """Begin the page's title with `Kesalahan:` when the form in the context has errors."""
    form = context.get("form")
    failed = isinstance(form, forms.BaseForm) and form.is_bound and form.errors
    return f"{_('Kesalahan')}: " if failed else ""


@register.inclusion_tag("components/status_tag.html")
def status_tag(kind: str, label: str) -> dict[str, str]:
    """Draw a state as icon, words and colour; `kind` is good, wait, fix, bad, info or quiet."""
    return {"kind": kind, "label": label, "icon_name": TAG_ICONS[kind]}


@register.inclusion_tag("components/notice.html")
def notice(kind: str, text: str, title: str = "") -> dict[str, str]:
    """Draw a message to the reader; `kind` is success, info, warning or error."""
    return {"kind": kind, "text": text, "title": title, "icon_name": NOTICE_ICONS[kind]}


@register.inclusion_tag("components/freshness.html")
def freshness(name: str) -> dict[str, Any]:
    """Say when data of another origin were last in step with it; nothing when they never were."""
    moment = origin_freshness.moment(name)
    today = formats.format_date(clock.now())
    is_today = moment is not None and formats.format_date(moment) == today
    return {"moment": moment, "is_today": is_today}


@register.inclusion_tag("components/impersonation_banner.html", takes_context=True)
def impersonation_banner(context: template.Context) -> dict[str, Any]:
    """Say that an officer looks as somebody else, with the button that ends it; else nothing."""
    looking = getattr(context.get("request"), "impersonation", None)
    return {"looking": looking, "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def current(context: template.Context, url: str, exact: bool = False) -> SafeString:
    """Mark a link of a menu as the page one is on (`exact`) or a page below it."""
    request = context.get("request")
    path = request.path if request else ""
    here = path == url if exact else bool(url) and path.startswith(url)
    return mark_safe(' aria-current="page"' if here else "")  # noqa: S308 - constant


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(here: str, *trail: str) -> dict[str, Any]:
    """Show the way from the home page: `here`, then label and address of each page between."""
    return {"here": here, "trail": zip(trail[::2], trail[1::2], strict=True)}


@register.inclusion_tag("components/breadcrumb.html")
def officer_breadcrumb(here: str, *trail: str) -> dict[str, Any]:
    """Show the way from the officers' home page, which is where their work begins."""
    return breadcrumb(here, _("Beranda petugas"), reverse("admin:index"), *trail)


@register.inclusion_tag("components/share_row.html")
def share_row(url: str, text: str) -> dict[str, str]:
    """Offer to share a full address: WhatsApp first, then whatever the device has."""
    message = quote(f"{text} {url}", safe="")
    return {"url": url, "whatsapp": f"https://wa.me/?text={message}"}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(
    context: template.Context, page: Page[Any], query_string: str | None = None
) -> dict[str, Any]:
    """Lead to the other pages of a list, keeping the rest of the address, or a given rest."""
    given = context["request"].GET if query_string is None else QueryDict(query_string)
    query = given.copy()
    links = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        query["halaman"] = str(number)
        links.append({"number": number, "url": f"?{query.urlencode()}"})
    addresses = {link["number"]: link["url"] for link in links}
    return {
        "page": page,
        "links": links,
        "previous": addresses.get(page.number - 1, ""),
        "next": addresses.get(page.number + 1, ""),
    }


@register.simple_tag
def request_code() -> str:
    """Give the code under which this request stands in the logs, empty when it has none."""
    code = logs.request_id.get()
    return "" if code == logs.NO_REQUEST else code
