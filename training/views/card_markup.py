"""Cards of the list as HTML: as template nodes they are most of what the page costs."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sikas.ui.icons import icon_svg
from training.listing import Listed
from training.presenters import Card

CARDS = 2_000  # that are kept ready: they are made of their row alone
CARD = """<li class="card vacancy-card">
<h3><a href="{url}">{title}</a></h3>
<p>{provider}</p>
{facts}{registration}<p>{state}{source}</p>
</li>
"""
LINE = '<p class="soft small">{}</p>\n'
TAG = '<span class="tag tag-{}">{}{}</span>'


def card_items(rows: Iterable[Listed], address: str) -> SafeString:
    """Return rows as list items; a programme's page lies below `address`, texts are escaped."""
    return mark_safe("".join(_item(row, address) for row in rows))  # noqa: S308 - escaped below


@lru_cache(maxsize=CARDS)
def _item(row: Listed, address: str) -> str:
    card = Card.of(row, address)
    if card.registration:
        state = _tag("good", "check", _("Pendaftaran dibuka"))
    else:
        state = _tag("wait", "clock", _("Menunggu jadwal berikutnya"))
    return CARD.format(
        url=escape(card.url),
        title=escape(card.title),
        provider=escape(card.provider),
        facts=LINE.format(escape(card.facts)) if card.facts else "",
        registration=LINE.format(escape(card.registration)) if card.registration else "",
        state=state,
        source=f" {_tag('info', 'info', card.source)}" if card.source else "",
    )


def _tag(kind: str, icon: str, words: str) -> str:
    return TAG.format(kind, icon_svg(icon), escape(words))
