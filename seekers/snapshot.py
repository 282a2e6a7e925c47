"""What of a profile is sent to a company, made by the database at the moment of sending.

Never in it: NIK, religion, marital status, the street, a disability that was not released — no
employer needs them to judge an application (SE M/6/HK.04/V/2025, UU 27/2022). Expressions read one
row `s` of seekers_seeker joined with its account `u` (left join).
"""

from dataclasses import dataclass, field
from typing import Any

# `profile` of an application: phone and email; summary; education, experience, skills, languages;
# disability (kinds, needs) or null. Dates are ISO texts.
PROFILE_SQL = """
    jsonb_build_object(
        'phone', s.phone,
        'email', coalesce(u.email, ''),
        'birth_place', s.birth_place,
        'summary', s.summary,
        'education', coalesce((
            select jsonb_agg(jsonb_build_object('level', e.level, 'school', e.school,
                    'major', e.major, 'graduated', e.graduated)
                order by e.level desc, e.graduated desc, e.id)
            from seekers_education e where e.seeker_id = s.id), '[]'),
        'experience', coalesce((
            select jsonb_agg(jsonb_build_object('position', x.position, 'employer', x.employer,
                    'started', x.started, 'ended', x.ended, 'description', x.description)
                order by x.ended desc nulls first, x.started desc, x.id)
            from seekers_experience x where x.seeker_id = s.id), '[]'),
        'skills', coalesce((
            select jsonb_agg(k.name order by k.id)
            from seekers_skill k where k.seeker_id = s.id), '[]'),
        'languages', coalesce((
            select jsonb_agg(jsonb_build_object('name', l.name, 'level', l.level)
                order by l.level desc, l.name)
            from seekers_language l where l.seeker_id = s.id), '[]'),
        'disability', (
            select jsonb_build_object('kinds', to_jsonb(d.kinds), 'needs', d.needs)
            from seekers_seekerdisability d where d.seeker_id = s.id and d.released)
    )
"""
EDUCATION_SQL = "(select max(e.level) from seekers_education e where e.seeker_id = s.id)"
# Months worked in all, each job from its first to its last month, those of two jobs at once twice.
EXPERIENCE_SQL = """
    least(32767, (select coalesce(sum(greatest(1,
        extract(year from age(coalesce(x.ended, %(today)s), x.started)) * 12
        + extract(month from age(coalesce(x.ended, %(today)s), x.started)))), 0)
    from seekers_experience x where x.seeker_id = s.id))
"""
READY_SQL = """
    s.birth_date is not null and s.sex is not null and s.area_id is not null
    and (s.phone <> '' or u.email is not null)
    and exists (select from seekers_education e where e.seeker_id = s.id)
"""


@dataclass(frozen=True)
class Profile:
    """A profile as it was sent, read back; what is missing is empty."""

    phone: str = ""
    email: str = ""
    birth_place: str = ""
    summary: str = ""
    education: list[dict[str, Any]] = field(default_factory=list)
    experience: list[dict[str, Any]] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    languages: list[dict[str, Any]] = field(default_factory=list)
    disability: dict[str, Any] | None = None
