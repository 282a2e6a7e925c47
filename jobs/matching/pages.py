"""What pages show of matching: vacancies for a person, people for a vacancy, invitations."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jobs.matching.candidates import FittingSeeker, fitting_seekers
from jobs.matching.reasons import district_name, why_seeker, why_vacancy, worked_line
from jobs.matching.vacancies import fitting_vacancies, person
from jobs.models import ApplyInvitation, Vacancy
from jobs.presenters import VacancyRow
from seekers.models import Seeker
from sikas.accounts.models import User
from sikas.ui.formats import format_date

ON_ACCOUNT, ON_PAGE, CANDIDATES = 3, 20, 20
MOST_SKILLS = 6


@dataclass(frozen=True)
class FittingRow:
    """A vacancy in the list of a person, and why it is there."""

    vacancy: VacancyRow
    reason: str


@dataclass(frozen=True)
class CandidateRow:
    """A person whom a company does not know yet: neither the whole name nor how to reach him."""

    number: int
    name: str
    facts: list[str]
    skills: str
    reason: str
    is_invited: bool


@dataclass(frozen=True)
class InvitationRow:
    """An open invitation as the person reads it."""

    vacancy: VacancyRow
    day: str


def vacancies_for(user: User, limit: int) -> list[FittingRow]:
    """Return open vacancies that fit, best first, in at most four queries."""
    key = Seeker.objects.visible_to(user).values_list("pk", flat=True).first()
    found = person(key) if key else None
    if found is None:
        return []
    fitting = fitting_vacancies(found, limit=limit)
    shown = _shown(Vacancy.objects.filter(pk__in=[one.vacancy for one in fitting]))
    rows = {vacancy.pk: VacancyRow.of(vacancy) for vacancy in shown}
    return [
        FittingRow(rows[one.vacancy], why_vacancy(one, found))
        for one in fitting
        if one.vacancy in rows
    ]


def candidates_for(vacancy: Vacancy, limit: int = CANDIDATES) -> list[CandidateRow]:
    """Return people who fit an open vacancy with `occupation` selected, best first."""
    code = vacancy.occupation.code if vacancy.occupation else ""
    fitting = fitting_seekers(vacancy=vacancy.pk, occupation=code, limit=limit)
    keys = [one.seeker for one in fitting]
    living = Seeker.objects.living().filter(pk__in=keys, user__is_active=True)
    people = {row.pk: row for row in living.only("name").prefetch_related("education", "skills")}
    invited = set(vacancy.invitations.filter(seeker__in=keys).values_list("seeker_id", flat=True))
    return [
        _candidate(one, people[one.seeker], is_invited=one.seeker in invited)
        for one in fitting
        if one.seeker in people
    ]


def invitations_for(user: User) -> list[InvitationRow]:
    """Return the open invitations of a person, newest first."""
    found = ApplyInvitation.objects.of_person(user).open().order_by("-at", "-pk")
    by_vacancy = {row.vacancy_id: row for row in found}
    shown = {row.pk: row for row in _shown(Vacancy.objects.filter(pk__in=by_vacancy))}
    return [
        InvitationRow(VacancyRow.of(shown[key]), format_date(row.at))
        for key, row in by_vacancy.items()
    ]


def hidden_name(name: str) -> str:
    """Return first name and initial; of a single word, which is the whole name, the initial."""
    first, *others = name.split()
    return f"{first} {others[-1][0]}." if others else f"{first[0]}."


def _shown(vacancies: "QuerySet[Vacancy]") -> Iterable[Vacancy]:
    return (
        vacancies.public()  # type: ignore[attr-defined]
        .select_related("company", "area__parent")
        .defer("description", "requirements")
        .order_by()
    )


def _candidate(one: FittingSeeker, row: Seeker, *, is_invited: bool) -> CandidateRow:
    school = next(iter(row.education.all()), None)
    level = " ".join(filter(None, [school.get_level_display(), school.major])) if school else ""
    facts = [
        district_name(one.district) or _("Luar daerah"),
        level,
        worked_line(one.months),
    ]
    return CandidateRow(
        number=row.pk,
        name=hidden_name(row.name),
        facts=[fact for fact in facts if fact],
        skills=", ".join(skill.name for skill in row.skills.all()[:MOST_SKILLS]),
        reason=why_seeker(one),
        is_invited=is_invited,
    )
