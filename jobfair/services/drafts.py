"""A fair before anybody knows of it: begun, copied from an earlier one, changed as often as wanted.

A draft tells nobody; companies are invited once the fair is announced.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from jobfair.enums import STANDING, FairState
from jobfair.models import Fair
from jobfair.models.fairs import LONGEST
from jobfair.services.fairs import TIMES
from sikas import clock
from sikas.accounts.models import User
from sikas.ui.formats import format_date
from sikas.workflow.transitions import TransitionRefusedError

HOURS = ("morning_from", "morning_until", "afternoon_from", "afternoon_until")
RULES = (
    "quota",
    "outcome_days",
    "residents_only",
    "age_min",
    "age_max",
    "education",
    "is_rehearsal",
)
FIELDS = ("name", "about", "venue", *TIMES, *HOURS, *RULES)

NOTICE = timedelta(days=14)  # between now and the opening that is suggested
CATALOGUE = timedelta(days=7)  # how long everybody may look before
WEEK = timedelta(weeks=1)
OPENING_HOUR = 9
YEAR = re.compile(r"\b20\d\d\b", re.ASCII)

Wrong = tuple[str, str]  # a field, and what is wrong with it


class WrongFairError(ValidationError):
    """What is wrong with a draft, by field; nothing was written."""


@database.atomic
def create_fair(*, values: Mapping[str, Any], by: User) -> Fair:
    """Begin a draft with a value for each of FIELDS; raises WrongFairError.

    Side effects in order: the fair, its record.
    """
    _check(values, None)
    fair = Fair.objects.create(slug=slug_of(values["name"]), **values)
    fair.transitions.create(from_state="", to_state=fair.state, by=by)
    return fair


@database.atomic
def change_draft(*, fair: Fair, values: Mapping[str, Any]) -> Fair:
    """Change a draft; raises WrongFairError, and TransitionRefusedError once it was announced."""
    held = Fair.objects.select_for_update(no_key=True).get(pk=fair.pk)
    if held.state != FairState.DRAFT:
        raise TransitionRefusedError(held, FairState.DRAFT)
    _check(values, held)
    for name, value in values.items():
        setattr(held, name, value)
    held.slug = slug_of(held.name)
    held.save(update_fields=["slug", *values])
    return held


def slug_of(name: str) -> str:
    """Return the address of a fair of this name."""
    return slugify(name)[:60].strip("-")


def suggestion() -> dict[str, Any]:
    """Return what the form of a new fair begins with: the rules that fairs have by default.

    It opens on the first Monday after a fortnight and lasts until the end of the Sunday.
    """
    day = timezone.localtime(clock.now() + NOTICE)
    day += timedelta(days=-day.weekday() % 7)
    opens = day.replace(hour=OPENING_HOUR, minute=0, second=0, microsecond=0)
    closes = (opens + WEEK - timedelta(days=1)).replace(hour=23, minute=59, second=59)
    fresh = Fair()
    return {name: getattr(fresh, name) for name in (*HOURS, *RULES)} | {
        "catalogue_at": opens - CATALOGUE,
        "registration_at": opens - CATALOGUE,
        "opens_at": opens,
        "closes_at": closes,
    }


def copy_of(fair: Fair) -> dict[str, Any]:
    """Return what the form of a fair like this one begins with, whole weeks later.

    An extension is not copied: the copy lasts as long as a fair may.
    """
    weeks = max(0, (clock.now() - fair.catalogue_at) // WEEK + 1)
    times = {name: getattr(fair, name) + weeks * WEEK for name in TIMES}
    times["closes_at"] = min(times["closes_at"], times["opens_at"] + LONGEST)
    year = str(timezone.localdate(times["opens_at"]).year)
    name = YEAR.sub(year, fair.name)
    values = {name: getattr(fair, name) for name in FIELDS}
    fresh = {"is_rehearsal": False, "name": name}
    if name == fair.name:
        fresh["name"] = _("%s berikutnya") % name
    return values | times | fresh


def _check(values: Mapping[str, Any], fair: Fair | None) -> None:
    errors: dict[str, list[str]] = {}
    found = (_name(values, fair), _order(values), _calendar(values, fair), _ages(values))
    for wrong in found:
        for field, text in wrong:
            errors.setdefault(field, []).append(text)
    if errors:
        raise WrongFairError(errors)


def _own(fair: Fair | None) -> list[int]:
    return [fair.pk] if fair else []


def _name(values: Mapping[str, Any], fair: Fair | None) -> Iterator[Wrong]:
    slug = slug_of(values["name"])
    if not slug:
        yield "name", _("Tulis nama dengan huruf.")
    elif Fair.objects.filter(slug=slug).exclude(pk__in=_own(fair)).exists():
        yield "name", _("Sudah ada job fair bernama ini. Beri nama lain, misalnya dengan tahunnya.")


def _order(values: Mapping[str, Any]) -> Iterator[Wrong]:
    opens, closes = values["opens_at"], values["closes_at"]
    if values["catalogue_at"] > opens:
        yield "catalogue_at", _("Katalog tampil paling lambat saat lamaran dibuka.")
    if values["registration_at"] > opens:
        yield "registration_at", _("Pendaftaran dibuka paling lambat saat lamaran dibuka.")
    if closes <= opens:
        yield "closes_at", _("Lamaran ditutup sesudah dibuka.")
    elif closes - opens > LONGEST:
        yield "closes_at", _("Job fair paling lama 8 hari.")
    elif closes <= clock.now():
        yield "closes_at", _("Waktu penutupan sudah lewat.")
    for earlier, later in pairwise(HOURS):
        before, after = values[earlier], values[later]
        if before > after or (before == after and later != "afternoon_from"):
            yield later, _("Isi jam sesudah %s.") % f"{before:%H.%M}"


def _calendar(values: Mapping[str, Any], fair: Fair | None) -> Iterator[Wrong]:
    if values["is_rehearsal"]:
        return
    opens: datetime = values["opens_at"]
    others = Fair.objects.filter(
        state__in=STANDING,
        is_rehearsal=False,
        opens_at__lt=values["closes_at"],
        closes_at__gt=opens,
    ).exclude(pk__in=_own(fair))
    if other := others.first():
        words = _("Bertumpang dengan %(name)s, %(first)s sampai %(last)s.")
        first, last = format_date(other.opens_at), format_date(other.closes_at)
        yield "opens_at", words % {"name": other.name, "first": first, "last": last}


def _ages(values: Mapping[str, Any]) -> Iterator[Wrong]:
    lowest, highest = values["age_min"], values["age_max"]
    if lowest is not None and highest is not None and lowest > highest:
        yield "age_max", _("Usia tertinggi tidak boleh di bawah usia terendah.")
