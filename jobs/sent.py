"""What is sent with an application, in words: as it would be sent now, and as it was sent."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from jobs.deadlines import today
from jobs.lines import place_line
from jobs.models import Application, Vacancy
from seekers.enums import LanguageLevel, Sex
from seekers.models import Seeker
from seekers.snapshot import Profile
from sikas.reference.enums import Disability, EducationLevel
from sikas.ui.formats import format_date, format_phone

Line = tuple[str, str]  # a label, and what is said under it, on one line or several

_NOW = """
    select name, sex, birth_date, area_id, education, experience_months, profile
    from seekers_snapshot(%s, %s)
"""


def as_sent_now(seeker: Seeker) -> Application:
    """Return an application, not saved, that holds what sending one now would send."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW, [seeker.pk, today()])
        name, sex, born, area, education, months, profile = cursor.fetchone()
    return Application(
        seeker=seeker,
        name=name,
        sex=sex,
        birth_date=born,
        area_id=area,
        education=education,
        experience_months=months,
        profile=json.loads(profile),
    )


def sent_lines(sent: Application) -> list[Line]:
    """Return what the company reads of a person, label by label; what is empty is left out."""
    return [(label, "\n".join(filter(None, said))) for label, said in _lines(sent) if any(said)]


def short_of(vacancy: Vacancy, sent: Application) -> list[str]:
    """Return which requirements the person does not meet; they warn and never hinder."""
    found = []
    if vacancy.education and (sent.education or 0) < vacancy.education:
        least = EducationLevel(vacancy.education).label
        found.append(_("Lowongan ini meminta pendidikan paling rendah %s.") % least)
    age = _age(sent)
    if age is not None and vacancy.age_min and age < vacancy.age_min:
        found.append(_("Lowongan ini meminta usia paling rendah %s tahun.") % vacancy.age_min)
    if age is not None and vacancy.age_max and age > vacancy.age_max:
        found.append(_("Lowongan ini meminta usia paling tinggi %s tahun.") % vacancy.age_max)
    return found


def _age(sent: Application) -> int | None:
    born = sent.birth_date
    if not born:
        return None
    day = today()
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _lines(sent: Application) -> Iterator[tuple[str, list[str]]]:
    profile = Profile(**sent.profile)
    born = format_date(sent.birth_date) if sent.birth_date else ""
    place = place_line(sent.area) if sent.area else ""
    yield _("Nama"), [sent.name]
    yield _("Lahir"), [", ".join(filter(None, [profile.birth_place, born]))]
    yield _("Jenis kelamin"), [str(Sex(sent.sex).label) if sent.sex else ""]
    yield _("Tempat tinggal"), [place]
    yield _("Nomor HP"), [format_phone(profile.phone) if profile.phone else ""]
    yield _("Email"), [profile.email]
    yield _("Tentang saya"), [profile.summary]
    yield _("Pendidikan"), [_school(row) for row in profile.education]
    yield _("Pengalaman kerja"), [_job(row) for row in profile.experience]
    yield _("Keterampilan"), [", ".join(profile.skills)]
    yield _("Bahasa"), [_language(row) for row in profile.languages]
    if profile.disability:
        kinds = ", ".join(str(Disability(kind).label) for kind in profile.disability["kinds"])
        yield _("Disabilitas"), [kinds, profile.disability["needs"]]


def _joined(parts: Iterable[Any]) -> str:
    return " · ".join(str(part) for part in parts if part)


def _school(row: Mapping[str, Any]) -> str:
    level = EducationLevel(row["level"]).label
    return _joined([level, row["major"], row["school"], row["graduated"]])


def _job(row: Mapping[str, Any]) -> str:
    until = row["ended"][:4] if row["ended"] else _("sekarang")
    return _joined([row["position"], row["employer"], f"{row['started'][:4]}–{until}"])


def _language(row: Mapping[str, Any]) -> str:
    return f"{row['name']} ({LanguageLevel(row['level']).label})"
