"""Cards of a list as HTML: twenty on a page, and as template nodes half of what the page costs."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jobs.views.list_parts import CARDS, Card
from sikas.ui.icons import icon_svg

CARD = """<li class="card vacancy-card">
<h3><a href="{url}">{title}</a></h3>
<p>{employer}{verified}</p>
<p class="pay number">{pay}</p>
<p class="soft small">{place}{facts}</p>
<p class="soft small">{closes}{source}{inclusive}</p>
</li>
"""


def card_items(cards: Iterable[Card]) -> SafeString:
    """Return the list items of cards; every text of theirs is escaped here."""
    return mark_safe("".join(map(_item, cards)))  # noqa: S308 - escaped piece by piece


@lru_cache(maxsize=CARDS)
def _item(card: Card) -> str:
    verified = f' <span class="tag tag-good">{icon_svg("check")}{escape(_("Terverifikasi"))}</span>'
    return CARD.format(
        url=escape(card.url),
        title=escape(card.title),
        employer=escape(card.employer),
        verified=verified if card.is_verified else "",
        pay=escape(card.pay),
        place=f"{escape(card.place)} · " if card.place else "",
        facts=escape(card.facts),
        closes=f"{escape(_('Tutup'))} {escape(card.closes)}",
        source=f" · {escape(card.source)}" if card.source else "",
        inclusive=f" · {escape(_('Terbuka untuk disabilitas'))}" if card.is_inclusive else "",
    )
