"""Cards of a list as HTML: twenty on a page, and as template nodes half of what the page costs."""

from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import repeat

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jobs.search.selectors import Row
from jobs.views.list_parts import CARDS, Card
from sikas.ui.icons import icon_svg

CARD = """<li class="card vacancy-card">
<h3><a href="{url}">{title}</a></h3>
<p>{employer}{verified}{source}</p>
<p class="pay number">{pay}</p>
<p class="soft small">{place}{facts}</p>
<p class="soft small">{closes}{inclusive}</p>
"""
# One form for all of them, `#simpan`: a token in every card would be bytes without a use.
SAVE = """<p><button class="btn btn-text save" form="simpan" name="vacancy" value="{id}"{action}>\
{label}<span class="visually-hidden"> {title}</span></button></p>
"""


def card_items(cards: Iterable[Card], buttons: Iterable[str] = repeat("")) -> SafeString:
    """Return the list items of cards, each with its button; texts of cards are escaped here."""
    items = (f"{_item(card)}{button}</li>\n" for card, button in zip(cards, buttons, strict=False))
    return mark_safe("".join(items))  # noqa: S308 - escaped piece by piece


def save_buttons(rows: Iterable[Row], saved: Container[int]) -> Iterator[str]:
    """Yield for each row the button that keeps the vacancy, or keeps it no longer."""
    unsave = f' formaction="{reverse("unsave_vacancy")}"'
    for row in rows:
        is_saved = row.vacancy_id in saved
        yield SAVE.format(
            id=row.vacancy_id,
            action=unsave if is_saved else "",
            label=escape(_("Jangan simpan lagi") if is_saved else _("Simpan")),
            title=escape(row.title),
        )


@lru_cache(maxsize=CARDS)
def _item(card: Card) -> str:
    verified = f' <span class="tag tag-good">{icon_svg("check")}{escape(_("Terverifikasi"))}</span>'
    source = f' <span class="tag tag-info">{icon_svg("info")}{escape(card.source)}</span>'
    return CARD.format(
        url=escape(card.url),
        title=escape(card.title),
        employer=escape(card.employer),
        verified=verified if card.is_verified else "",
        pay=escape(card.pay),
        place=f"{escape(card.place)} · " if card.place else "",
        facts=escape(card.facts),
        closes=escape(card.closes),
        source=source if card.source else "",
        inclusive=f" · {escape(_('Terbuka untuk disabilitas'))}" if card.is_inclusive else "",
    )
