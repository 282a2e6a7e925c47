"""Texts of a message from `templates/notifications/<event>.<part>`."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template import Context, Engine, TemplateDoesNotExist, engines
from django.utils import translation

from sikas.notifications.errors import PermanentError


def render(event: str, part: str, context: Mapping[str, Any]) -> str:
    """Return one part ("subject.txt", "txt", "html", "sms.txt") in the portal's language.

    Only HTML is escaped. Raises PermanentError when the event has no such template.
    """
    engine: Engine = engines["django"].engine  # type: ignore[attr-defined]
    values = {"site_url": settings.SITE_URL, **context}
    with translation.override(settings.LANGUAGE_CODE):
        try:
            template = engine.get_template(f"notifications/{event}.{part}")
        except TemplateDoesNotExist as error:
            raise PermanentError(f"no template {error}") from error
        return template.render(Context(values, autoescape=part == "html")).strip()


def render_line(event: str, part: str, context: Mapping[str, Any]) -> str:
    """Return a part on one line, as mail subjects must be."""
    return " ".join(render(event, part, context).split())
