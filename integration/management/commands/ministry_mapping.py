"""Write docs/ministry-mapping.md from the mapping tables."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from integration.mapping.document import document

PAGE = Path(settings.BASE_DIR) / "docs" / "ministry-mapping.md"


class Command(BaseCommand):
    """Write the page."""

    help = "Write docs/ministry-mapping.md from the mapping tables."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the page."""
        PAGE.write_text(document())
