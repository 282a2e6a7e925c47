"""Settings of unfold: the portal's name, colours and menu. Read by settings: imports no model."""

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

PALM = {
    "50": "#effaf5",
    "100": "#dff3ea",
    "200": "#bfe6d5",
    "300": "#7fd9b8",
    "400": "#46b991",
    "500": "#23a377",
    "600": "#0b5d46",
    "700": "#084635",
    "800": "#06382a",
    "900": "#052e23",
    "950": "#031c15",
}
PAPER_TO_INK = {
    "50": "#fbfcfa",
    "100": "#f1f5f2",
    "200": "#d5ddd8",
    "300": "#bcc8c1",
    "400": "#93a29a",
    "500": "#5c6b64",
    "600": "#4c5c55",
    "700": "#35433c",
    "800": "#22302a",
    "900": "#14211c",
    "950": "#0d1512",
}

UNFOLD = {
    "SITE_TITLE": "SIKAS",
    "SITE_HEADER": "SIKAS",
    "SITE_SUBHEADER": _("Ruang kerja petugas"),
    "SITE_URL": "/",
    "SITE_ICON": lambda _request: static("img/favicon.svg"),
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda _request: static("img/favicon.svg")}
    ],
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "BORDER_RADIUS": "6px",
    "COLORS": {"primary": PALM, "base": PAPER_TO_INK},
    "SCRIPTS": [lambda _request: static("js/officers.js")],
    "STYLES": [lambda _request: static("css/officers.css")],
    "ENVIRONMENT": "sikas.pages.officers.look.environment",
    "DASHBOARD_CALLBACK": "sikas.pages.officers.dashboard.dashboard",
    "ACCOUNT": {
        "navigation": [{"title": _("Akun dan keamanan"), "link": reverse_lazy("account_email")}]
    },
    "SIDEBAR": {"navigation": "sikas.pages.officers.menu.navigation"},
}


def environment(_request: HttpRequest) -> list[str] | None:
    """Mark every officers' page while the portal runs on the servers of `make run`."""
    return None if settings.PRODUCTION else [str(_("Data contoh")), "warning"]
