"""How the counter finds one person among a million: by NIK, phone, e-mail or name.

A name is looked for in three ways, each only while the ones before found little: as a beginning (a
walk along an index), by its words in any order, and by likeness, which forgives slips of the pen.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from seekers.models import Seeker, SeekerQuerySet
from seekers.nik import parse_nik
from sikas.accounts.contacts import Contact, parse_email, parse_phone
from sikas.accounts.models import User
from sikas.ui.formats import format_date, format_phone

SHOWN = 20
FEW = 5  # hits; with fewer the next, dearer way is tried
SHORTEST = 2  # letters of a name
LONGEST = 100  # letters of what is typed
INDEXED_WORD = 3  # letters from which on a word is found by trigrams
LIKENESS = 0.5  # share of the trigrams typed; lower ones bring strangers and take seconds
NIK_LENGTH = 16

_NUMBERS = re.compile(r"[+0-9(][0-9 ().\-+]*")
_NAME_SIGNS = re.compile(r"[^\w'.\- ]|_")
_ESCAPED = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})
_BEGINNING = """
select id from seekers_seeker
where lower(name) collate "C" like %s and erased_at is null
order by lower(name) collate "C" limit %s
"""
_WORDS = """
select id from seekers_seeker
where {} and erased_at is null limit %s
"""
_WORD = "lower(name) like %s"  # one condition each: `like all` would use no index
_LIKENESS = """
select id from seekers_seeker
where lower(name) %%> %s and erased_at is null
order by word_similarity(%s, lower(name)) desc, similarity(%s, lower(name)) desc, id limit %s
"""


@dataclass(frozen=True)
class Person:
    """One line of the results, values as they are shown."""

    key: int
    name: str
    nik: str
    born: str
    place: str
    phone: str
    has_account: bool


@dataclass(frozen=True)
class Finding:
    """What was looked for and found; `is_cut` when there are more than are shown."""

    kind: str
    people: Sequence[Person]
    is_cut: bool = False


def find(typed: str) -> Finding:
    """Find people by what an officer typed; raises ValidationError when it can be nothing of it."""
    text = " ".join(typed.split())
    if _NUMBERS.fullmatch(text):
        return _by_number(text)
    if "@" in text:
        return Finding("email", _people(_of_account(parse_email(text))))
    return _by_name(text)


def people_named(text: str) -> list[int]:
    """Return keys of people whose name begins so, has these words or is like it; SHOWN + 1."""
    wanted = SHOWN + 1
    name = _NAME_SIGNS.sub(" ", text).lower().translate(_ESCAPED)
    words = name.split()
    found = dict.fromkeys(_keys(_BEGINNING, [f"{' '.join(words)}%", wanted]))
    is_indexed = any(len(word) >= INDEXED_WORD for word in words)
    if len(found) < FEW and is_indexed:
        found |= dict.fromkeys(_with_words(words, wanted))
    if len(found) < FEW and is_indexed:
        found |= dict.fromkeys(_alike(" ".join(words), wanted))
    return list(found)[:wanted]


def _by_number(text: str) -> Finding:
    digits = re.sub(r"\D", "", text)
    if len(digits) == NIK_LENGTH and not text.startswith("+"):
        holders = _living().with_nik(parse_nik(digits))
        return Finding("nik", _people(holders))
    try:
        phone = parse_phone(text)
    except ValidationError:
        raise ValidationError(
            _("Nomor ini bukan NIK (16 angka) dan bukan nomor HP (08…). Periksa lagi angkanya.")
        ) from None
    own = _living().filter(phone=phone.address)[:SHOWN]
    return Finding("phone", _people([*own, *_of_account(phone)]))


def _of_account(contact: Contact) -> Iterable[Seeker]:
    """Return the profile of an account; asked by its key, because a join walks all profiles."""
    user = User.objects.by_contact(contact)
    return _living().filter(user_id=user.pk) if user else ()


def _by_name(text: str) -> Finding:
    if len(_NAME_SIGNS.sub("", text)) < SHORTEST:
        raise ValidationError(_("Ketik NIK, nomor HP, email, atau paling sedikit 2 huruf nama."))
    keys = people_named(text[:LONGEST])
    rows = {row.pk: row for row in _living().filter(pk__in=keys[:SHOWN])}
    found = [rows[key] for key in keys[:SHOWN] if key in rows]
    return Finding("name", _people(found), is_cut=len(keys) > SHOWN)


def _living() -> SeekerQuerySet:
    return Seeker.objects.living().select_related("area__parent").order_by("pk")


def _keys(statement: str, parameters: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [key for (key,) in cursor.fetchall()]


def _with_words(words: Sequence[str], wanted: int) -> list[int]:
    conditions = " and ".join([_WORD] * len(words))
    return _keys(_WORDS.format(conditions), [*(f"%{word}%" for word in words), wanted])


def _alike(name: str, wanted: int) -> list[int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(LIKENESS)]
        )
        cursor.execute(_LIKENESS, [name, name, name, wanted])
        return [key for (key,) in cursor.fetchall()]


def _people(rows: Iterable[Seeker]) -> list[Person]:
    unique = {row.pk: row for row in rows}
    return [
        Person(
            key=row.pk,
            name=row.name,
            nik=row.masked_nik,
            born=format_date(row.birth_date) if row.birth_date else "",
            place=place_of(row),
            phone=format_phone(row.phone),
            has_account=row.user_id is not None,
        )
        for row in unique.values()
    ]


def place_of(seeker: Seeker) -> str:
    """Return desa and kecamatan, which tell people of one name apart."""
    area = seeker.area
    return ", ".join(str(part) for part in (area, area.parent) if part) if area else ""
