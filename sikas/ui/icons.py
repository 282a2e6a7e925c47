"""The portal's own icons: lines on a 24 × 24 grid, drawn in the text's colour."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "home": "M4 11.2 12 4l8 7.2M6 9.6V20h4.5v-5.5h3V20H18V9.6",
    "briefcase": "M3.5 8h17v11.5h-17zM9 8V5h6v3M3.5 13h17M12 12v2",
    "paper": "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6",
    "send": "M20.5 3.5 10 14M20.5 3.5 14 20.5l-4-6.5-6.5-4z",
    "person": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6",
    "people": "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19.5c.6-3.4 3.2-5 6.5-5s5.9 1.6 "
    "6.5 5M15.5 5a3.5 3.5 0 0 1 0 6.3M17.5 14.8c2.3.6 3.6 2.2 4 4.7",
    "building": "M5 20.5v-17h9v17M14 9h5v11.5M3 20.5h18M8 7.5h3M8 11.5h3M8 15.5h3",
    "search": "M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM15.6 15.6l5 5",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "close": "M6 6l12 12M18 6 6 18",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "check-circle": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8 12.3l2.8 2.8L16 9.6",
    "alert": "M12 3.8 2.8 20h18.4zM12 10v4.5M12 17.2v.3",
    "stop": "M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM12 8v4.8M12 15.8v.3",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5M12 7.8v.3",
    "help": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.5 9.7c.2-1.5 1.2-2.2 2.6-2.2 1.5 0 2.5.9 2.5 "
    "2.1 0 1.9-2.5 2-2.5 4M12.1 16.4v.3",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.3l3.5 2",
    "calendar": "M4 5.5h16v15H4zM4 10h16M8 3v4M16 3v4",
    "pin": "M12 21s6.5-6 6.5-11A6.5 6.5 0 0 0 5.5 10c0 5 6.5 11 6.5 11ZM12 12.3a2.3 2.3 0 1 0 "
    "0-4.6 2.3 2.3 0 0 0 0 4.6Z",
    "phone": "M6.5 3.5h3l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v3c0 1.7-1.3 3-3 3C10 20.5 3.5 14 "
    "3.5 6.5c0-1.7 1.3-3 3-3Z",
    "mail": "M3.5 5.5h17v13h-17zM3.5 6.5l8.5 6.5 8.5-6.5",
    "chat": "M4 20.5l1.3-4A8.3 8.3 0 1 1 8 19.2z",
    "share": "M12 15V3.5M8 7l4-4 4 4M6 11H4.5v9.5h15V11H18",
    "link": "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 "
    "0 0 0 11 18.7l1-1",
    "upload": "M12 16V4.5M7.5 9 12 4.5 16.5 9M4.5 15v5h15v-5",
    "download": "M12 4v11.5M7.5 11l4.5 4.5 4.5-4.5M4.5 15v5h15v-5",
    "shield": "M12 3l7.5 2.5V11c0 4.8-3 8.2-7.5 10-4.5-1.8-7.5-5.2-7.5-10V5.5zM8.5 "
    "11.8l2.5 2.5 4.5-4.8",
    "lock": "M5.5 10.5h13v10h-13zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
    "eye": "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 "
    "0 1 0 0-6 3 3 0 0 0 0 6Z",
    "bookmark": "M6.5 3.5h11v17L12 16.2l-5.5 4.3z",
    "bell": "M6 17V10.5a6 6 0 0 1 12 0V17l1.5 1.5h-15zM10 18.5a2 2 0 0 0 4 0",
    "device": "M7 3h10v18H7zM11 18h2",
    "edit": "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
    "trash": "M4.5 6.5h15M9 6.5V4h6v2.5M6.5 6.5l1 14h9l1-14M10 10.5v6M14 10.5v6",
    "exit": "M14 4H5v16h9M10 12h10.5M16.5 8l4 4-4 4",
    "arrow": "M4.5 12h15M13.5 6l6 6-6 6",
    "back": "M19.5 12h-15M10.5 6l-6 6 6 6",
    "chevron": "M9 5.5l6.5 6.5L9 18.5",
    "down": "M5.5 9l6.5 6.5L18.5 9",
    "external": "M13.5 4.5h6v6M19.5 4.5l-9 9M10 5.5H4.5v14h14V14",
    "printer": "M7 8V3.5h10V8M7 17H3.5V8h17v9H17M7 14h10v6.5H7z",
    "grid": "M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5H20V20h-6.5z",
    "waves": "M2.5 8c3.2-3 6.3-3 9.5 0s6.3 3 9.5 0M2.5 13c3.2-3 6.3-3 9.5 0s6.3 3 9.5 "
    "0M2.5 18c3.2-3 6.3-3 9.5 0s6.3 3 9.5 0",
}


def icon_svg(name: str) -> SafeString:
    """Return the inline SVG of an icon, hidden from assistive technology.

    Raises KeyError for a name that is not drawn: a wrong name is a fault of the template.
    """
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>',
        mark_safe(PATHS[name]),  # noqa: S308 - constant drawn above
    )
