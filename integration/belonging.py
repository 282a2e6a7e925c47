"""Which records and unread items of the ministry are a person's: a number alone shows nothing.

Whoever typed the NIK of somebody else is neither shown that person's data nor forgotten in his
place: a name that an officer confirmed, or one like his, says whose they are.
"""

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from integration.enums import Kind, Question
from integration.mapping import MAPPINGS
from integration.mapping.showing import shown, written
from integration.matching import LIKENESS
from integration.models import Quarantined, RemoteSeeker
from integration.numbers import number_of
from integration.quarantine import unseal
from seekers import nik
from seekers.models import Seeker
from sikas.encryption import CannotOpenError

NAME_LONGEST = 150  # letters of a name that are compared


def records_of(seeker: Seeker) -> "QuerySet[RemoteSeeker]":
    """Return the records of a person: the one that is joined, unless its name is in question.

    Beside it those of his number and a name like his, but for what an officer parted from him.
    """
    joined = Q(seeker=seeker) & ~Q(question=Question.NAME)
    alike = Q(seeker=None, likeness__gte=LIKENESS) & number_of(seeker)
    likeness = TrigramSimilarity(Lower("name"), seeker.name.lower())
    found = RemoteSeeker.objects.annotate(likeness=likeness)
    return found.filter(joined | alike & ~Q(parted_from=seeker.pk))


def unread_of(seeker: Seeker) -> list[Quarantined]:
    """Return the items with his number and a name like his that could not be read.

    Each is opened, for what is sealed has no index; few wait at a time. None are his whose number
    is disputed, or was sealed with a key that is gone.
    """
    if not (seeker.nik_index_a or seeker.nik_index_b):
        return []
    try:
        number = nik.open_nik(seeker.nik_sealed).digits
    except CannotOpenError:
        return []
    waiting = Quarantined.objects.filter(kind=Kind.SEEKERS).exclude(payload="").order_by("pk")
    return [one for one in waiting.iterator() if _is_about(opened(one), number, seeker.name)]


def opened(item: Quarantined) -> Any:
    """Return what an item held; None when that was not kept, or its key is gone."""
    try:
        return unseal(item.payload)
    except (CannotOpenError, ValueError, RecursionError):
        return None


def _is_about(content: Any, number: str, name: str) -> bool:
    """Tell whether an item says a number, wherever in it, and a name like another."""
    if number not in written(content):
        return False
    body = content.get(MAPPINGS[Kind.SEEKERS].envelope.body) if isinstance(content, dict) else None
    told = body.get("name") if isinstance(body, dict) else None
    values: tuple[str, str, float] = (shown(told, NAME_LONGEST), name, LIKENESS)
    with connection.cursor() as cursor:
        cursor.execute("select similarity(lower(%s), lower(%s)) >= %s", values)
        (is_alike,) = cursor.fetchone()
    return bool(is_alike)
