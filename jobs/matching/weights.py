"""The one table of what counts how much between a person and a vacancy (ADR 60).

Expressions read a person `p` (jobs_match_facts or jobs_candidate) and the work `w`
(jobs_vacancysearch). Religion, marital status, age, name and the like are in neither. A disability
counts only for the person's own list, and only when it was released.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

# Occupation, by how many digits of the KBJI code are the same: wished for, or worked in.
SAME, NEAR, FAR = 4, 3, 2
WISHED = {SAME: 40, NEAR: 26, FAR: 14}
WORKED = {SAME: 34, NEAR: 20, FAR: 8}

CHOSEN_PLACE, OWN_PLACE, ANY_PLACE = 20, 12, 10
PAY_MET, PAY_REACHED, PAY_UNKNOWN = 10, 7, 5
EDUCATION_MET = 10
EXPERIENCE_MET, EXPERIENCE_HALF = 10, 4
EMPLOYMENT_WISHED = 6
DISABILITY_WELCOME = 4
NEW, RECENT = 4, 2
# Days since a vacancy was published, and since a profile was last changed.
NEW_VACANCY, RECENT_VACANCY = 7, 30
NEW_PROFILE, RECENT_PROFILE = 30, 180
MONTHS = 12


class Factor(StrEnum):
    """What is looked at beside the occupation; the value names its points in a result."""

    PLACE = "place_points"
    EDUCATION = "education_points"
    EXPERIENCE = "experience_points"
    PAY = "pay_points"
    EMPLOYMENT = "employment_points"
    DISABILITY = "disability_points"
    RECENCY = "recency_points"


# Who chose no kecamatan works anywhere in the regency: best at home. Who moves, works elsewhere
# too; a place outside of the regency has no kecamatan.
_PLACE = f"""case
    when w.district <> '' and (w.district = any (p.wished_districts)
        or (p.wished_districts = '{{}}' and w.district = p.district)) then {CHOSEN_PLACE}
    when w.district <> '' and w.district = p.district then {OWN_PLACE}
    when p.ready_to_move or (w.district <> '' and p.wished_districts = '{{}}') then {ANY_PLACE}
    else 0 end"""
_EDUCATION = f"""case
    when coalesce(w.education / 10 * 10 <= p.education, w.education is null) then {EDUCATION_MET}
    else 0 end"""
_EXPERIENCE = f"""case
    when p.months >= w.experience_years * {MONTHS} then {EXPERIENCE_MET}
    when p.months * 2 >= w.experience_years * {MONTHS} then {EXPERIENCE_HALF}
    else 0 end"""
_PAY = f"""case
    when p.wished_pay is null or coalesce(w.pay_max, w.pay_min) is null then {PAY_UNKNOWN}
    when w.pay_min >= p.wished_pay then {PAY_MET}
    when coalesce(w.pay_max, w.pay_min) >= p.wished_pay then {PAY_REACHED}
    else 0 end"""
_EMPLOYMENT = f"""case
    when p.wished_employment = '{{}}' or w.employment_type = any (p.wished_employment)
        then {EMPLOYMENT_WISHED}
    else 0 end"""
_DISABILITY = f"""case
    when p.disabilities <> '{{}}' and w.disabilities::text[] && p.disabilities
        then {DISABILITY_WELCOME}
    else 0 end"""


def _recency(column: str, new: int, recent: int) -> str:
    return f"""case
        when {column} > (select sikas_now()) - interval '{new} days' then {NEW}
        when {column} > (select sikas_now()) - interval '{recent} days' then {RECENT}
        else 0 end"""


_BOTH = {
    Factor.PLACE: _PLACE,
    Factor.EDUCATION: _EDUCATION,
    Factor.EXPERIENCE: _EXPERIENCE,
    Factor.PAY: _PAY,
    Factor.EMPLOYMENT: _EMPLOYMENT,
}
FOR_SEEKERS = _BOTH | {
    Factor.DISABILITY: _DISABILITY,
    Factor.RECENCY: _recency("w.published_at", NEW_VACANCY, RECENT_VACANCY),
}
FOR_COMPANIES = _BOTH | {Factor.RECENCY: _recency("p.updated_at", NEW_PROFILE, RECENT_PROFILE)}

# When every opening is for one sex, the other is not sent there; nothing else asks for the sex.
SEX_FITS = "(w.wanted_sex is null or p.sex is null or w.wanted_sex = p.sex)"


def total(factors: dict[Factor, str]) -> str:
    """Return the expression of the points of all factors but the occupation."""
    return " + ".join(factors.values())


def columns(factors: dict[Factor, str]) -> str:
    """Return the points of each factor as a column of its name."""
    return ", ".join(f"{sql} as {factor}" for factor, sql in factors.items())


def closeness(one: str, other: str) -> int:
    """Return how many leading digits two codes share: FAR, NEAR or SAME; 0 when fewer than FAR."""
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))
    return min(shared, SAME) if shared >= FAR else 0


@dataclass(frozen=True)
class Look:
    """An occupation to look at: points when it is wished for or was worked in, and for whose sake.

    `source` is the code of the person's that it is like; `is_wished` says which of his it is.
    """

    code: str
    points: int
    source: str
    is_wished: bool
    closeness: int
