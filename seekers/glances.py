"""What an officer sees of a person at a glance: values as they are shown, in few queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from seekers.enums import CounterReason, CounterWork, NikConflictState
from seekers.finding import place_of
from seekers.models import CounterAct, Seeker, SeekerDocument
from seekers.services.identity import birth_date_warning
from sikas.origins import Origin, origin_of
from sikas.ui.formats import format_date, format_phone

MOST_STEPS = 30  # of the history
ORIGINATING = ("name", "nik", "birth_date", "sex")  # what may come from another office
FIELD_NAMES = {"nik": "NIK"}


@dataclass(frozen=True)
class Step:
    """One line of what happened to a profile."""

    title: str
    at: datetime
    by: str
    note: str


@dataclass(frozen=True)
class Glance:
    """The page of a person at the counter."""

    facts: Sequence[tuple[str, str]]
    documents: Sequence[SeekerDocument]
    steps: Sequence[Step]
    warning: str
    has_conflict: bool
    origin: Origin | None
    from_elsewhere: str


def glance(seeker: Seeker) -> Glance:
    """Return what the counter's page shows of a profile."""
    origin = origin_of(seeker)
    return Glance(
        facts=_facts(seeker),
        documents=list(seeker.documents.select_related("file")),
        steps=_steps(seeker),
        warning=birth_date_warning(seeker),
        has_conflict=seeker.nik_conflicts.filter(state=NikConflictState.OPEN).exists(),
        origin=origin,
        from_elsewhere=from_elsewhere(ORIGINATING, origin),
    )


def from_elsewhere(columns: Sequence[str], origin: Origin | None) -> str:
    """Return which of these columns another office owns, and its words; empty when it owns none."""
    owned = [name for name in columns if origin and name in origin.columns]
    return f"{capfirst(field_names(owned))}: {origin.words}" if origin and owned else ""


def _facts(seeker: Seeker) -> list[tuple[str, str]]:
    born = format_date(seeker.birth_date) if seeker.birth_date else ""
    education = seeker.education.order_by("-level", "pk").first()
    work = seeker.experience.order_by("-started", "pk").first()
    account = seeker.user
    return [
        (_("NIK"), seeker.masked_nik),
        (_("Tempat, tanggal lahir"), ", ".join(filter(None, [seeker.birth_place, born]))),
        (_("Jenis kelamin"), seeker.get_sex_display() if seeker.sex else ""),
        (_("Nomor HP"), format_phone(seeker.phone)),
        (_("Alamat"), ", ".join(filter(None, [seeker.address, place_of(seeker)]))),
        (_("Pendidikan terakhir"), str(education or "")),
        (_("Pengalaman terakhir"), str(work or "")),
        (_("Akun"), ", ".join(c.masked for c in account.contacts) if account else _("Tanpa akun")),
    ]


def _steps(seeker: Seeker) -> list[Step]:
    """Return what officers did with the profile and who looked at its NIK, newest first."""
    acts = seeker.counter_acts.select_related("officer")[:MOST_STEPS]
    views = seeker.nik_views.select_related("officer")[:MOST_STEPS]
    steps = [
        Step(str(CounterWork(act.work).label), act.at, str(act.officer or ""), _note(act))
        for act in acts
    ]
    steps += [
        Step(_("NIK lengkap dilihat"), view.at, str(view.officer or ""), view.purpose)
        for view in views
    ]
    return sorted(steps, key=lambda step: step.at, reverse=True)[:MOST_STEPS]


def field_names(columns: Sequence[str]) -> str:
    """Return what columns are called."""
    names = [
        FIELD_NAMES.get(name) or str(Seeker._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in columns
    ]
    return ", ".join(names)


def _note(act: CounterAct) -> str:
    reason = str(CounterReason(act.reason).label) if act.reason else ""
    return ". ".join(filter(None, [field_names(act.subjects), reason]))
