"""The CV of an application: made of the profile as it was sent, whatever the profile is now."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jobs.models import Application
from seekers.cv import MOST_JOBS, MOST_SCHOOLS, MOST_WORDS, Cv, Part, cv_pdf, job_row, school_row
from seekers.models import Education, Experience, Language
from seekers.snapshot import Profile
from sikas.ui.formats import format_date, format_phone


def sent_profile(application: Application) -> Profile:
    """Return what was sent; empty for somebody whose data were erased."""
    return Profile(**application.profile)


def sent_cv(application: Application) -> Cv:
    """Return what was sent as a CV; without what the person did not send, and without a photo."""
    profile = sent_profile(application)
    parts = [part for part in _parts(profile) if part.text or part.rows or part.words]
    return Cv(application.name, list(_facts(application, profile)), parts)


def sent_pdf(application: Application) -> bytes:
    """Return the CV as a PDF."""
    return cv_pdf(sent_cv(application))


def _facts(application: Application, profile: Profile) -> Iterator[str]:
    if application.birth_date:
        born = format_date(application.birth_date)
        yield ", ".join(filter(None, [profile.birth_place, born]))
    if application.sex:
        yield application.get_sex_display()
    if application.area:
        yield f"{application.area}, {application.area.parent}"
    phone = format_phone(profile.phone) if profile.phone else ""
    if reached := " · ".join(filter(None, [phone, profile.email])):
        yield reached


def _parts(profile: Profile) -> Iterator[Part]:
    yield Part(_("Tentang saya"), text=profile.summary)
    jobs = [job_row(_job(row)) for row in profile.experience[:MOST_JOBS]]
    yield Part(_("Pengalaman kerja"), rows=jobs)
    schools = [school_row(Education(**row)) for row in profile.education[:MOST_SCHOOLS]]
    yield Part(_("Pendidikan"), rows=schools)
    yield Part(_("Keterampilan"), words=profile.skills[:MOST_WORDS])
    languages = [str(Language(**row)) for row in profile.languages[:MOST_WORDS]]
    yield Part(_("Bahasa"), words=languages)


def _job(row: dict[str, Any]) -> Experience:
    ended = row["ended"] and date.fromisoformat(row["ended"])
    return Experience(**{**row, "started": date.fromisoformat(row["started"]), "ended": ended})
