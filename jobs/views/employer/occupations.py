"""Occupations suggested from a title, or from other words, as radio buttons."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from jobs.forms import StepForm
from jobs.forms.position import jobs_of_the_list
from sikas.reference.models import Occupation
from sikas.reference.selectors import search_occupations

SHOWN = 6


@dataclass(frozen=True)
class Suggestion:
    """An occupation to choose: its key, name, by which words it was found, whether it is chosen."""

    value: int
    title: str
    matched: str
    is_chosen: bool


def suggestions(request: HttpRequest, form: StepForm) -> dict[str, Any]:
    """Return what the occupations of the first step show: what fits, after what is chosen."""
    typed = request.POST or request.GET
    title = typed.get("title", form.vacancy.title)
    words = typed.get("cari", "").strip()
    chosen = _chosen(str(typed.get("occupation", form.vacancy.occupation_id or "")))
    found = search_occupations(words or title, limit=SHOWN)
    listed = set(
        jobs_of_the_list().filter(pk__in=[one.id for one in found]).values_list("pk", flat=True)
    )
    shown = [
        Suggestion(
            one.id,
            one.title,
            "" if one.matched == one.title.lower() else one.matched,
            chosen is not None and one.id == chosen.pk,
        )
        for one in found
        if one.id in listed
    ]
    if chosen and not any(one.is_chosen for one in shown):
        shown.insert(0, Suggestion(chosen.pk, chosen.title, "", is_chosen=True))
    return {"suggestions": shown, "words": words, "is_searched": bool(words or title)}


def _chosen(value: str) -> Occupation | None:
    is_key = value.isascii() and value.isdigit() and len(value) < 19  # noqa: PLR2004 - a bigint
    found: Occupation | None = jobs_of_the_list().filter(pk=value).first() if is_key else None
    return found
