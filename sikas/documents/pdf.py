"""PDF pages drawn by typst from templates of ours."""

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    import typst


def render_pdf(*, template: str, data: Mapping[str, Any]) -> bytes:
    """Return the PDF of `templates/pdf/<template>`, whose `sys.inputs.data` is `data` as JSON.

    What people typed arrives as values, never as source, so that it cannot become markup; bytes
    (of a photo) arrive as a list of numbers. The template reads files of its own folder only.
    """
    import typst  # 4 MB that only who draws needs

    folder = settings.BASE_DIR / "templates" / "pdf"
    return typst.compile(
        folder / template,
        root=folder,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, default=_plain)},
    )


@cache
def _fonts() -> "typst.Fonts":
    """Look at the fonts once: those of typst alone, so that every machine draws the same."""
    import typst

    return typst.Fonts(include_system_fonts=False)


def _plain(value: object) -> Any:
    return list(value) if isinstance(value, bytes) else str(value)
