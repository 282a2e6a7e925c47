"""The vacancies of the demo: 97 open ones of the 37 verified companies, and every other state."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

from django.db import transaction

from employers.demo import DemoCompanies, load_companies
from employers.demo.companies import nib
from employers.demo.history import Past, Step, walk
from employers.models import Company
from jobs.demo.lives import Life, Plot
from jobs.demo.positions import (
    DATA,
    THOUSAND,
    Position,
    bullets,
    phrases,
    read_positions,
    requirements,
    section,
)
from jobs.enums import CloseReason
from jobs.models import FillReport, Vacancy
from jobs.models.vacancies import MAX_TEXT
from sikas.accounts.models import User
from sikas.reference.enums import CodeSystem
from sikas.reference.models import Area, Occupation

SEED = 2022
HIDDEN = "-"  # pay that the company does not show
LONG = ("pabrik", "kebun")  # what a palm-oil company lists when it seeks people for everything


@transaction.atomic
def load(*, now: datetime, officers: Sequence[User], account: User, seed: int = SEED) -> bool:
    """Write companies and vacancies unless they are there; return whether anything was written.

    `account` becomes owner of two of the companies; `officers` decide in turn.
    """
    if Company.objects.filter(nib=nib(1)).exists():
        return False
    made = load_companies(now=now, seed=seed, officers=officers, account=account)
    writer = _Writer(now, seed, made, officers)
    for number, row in enumerate(read_rows()):
        writer.write(number, row)
    return True


def read_rows() -> list[dict[str, str]]:
    """Return the vacancies of the data file."""
    with (DATA / "vacancies.csv").open(newline="") as file:
        return list(csv.DictReader(file))


class _Writer:
    """Turns rows of the data file into vacancies with a past."""

    def __init__(
        self, now: datetime, seed: int, made: DemoCompanies, officers: Sequence[User]
    ) -> None:
        self.now, self.seed, self.made, self.officers = now, seed, made, officers
        areas = Area.objects.filter(system=CodeSystem.KEMENDAGRI).select_related("parent")
        self.areas = {area.code: area for area in areas}
        self.occupations = {row.code: row for row in Occupation.objects.filter(digits=4)}
        self.positions = read_positions()

    def write(self, number: int, row: dict[str, str]) -> None:
        """Write one vacancy and the steps of its life."""
        past = Past(self.now, Random(f"{self.seed}:{number}:{row['position']}"))  # noqa: S311
        owner = self.made.owners.get(row["company"])
        officer = self.officers[number % len(self.officers)] if owner else None
        life = Plot(row["state"], row["reason"], past, owner, officer).life()
        position = self.positions[row["position"]]
        where = self._where(row["company"])
        title = row["title"] or position.titles[0]
        vacancy = Vacancy.objects.create(
            **where,
            title=title,
            **self._texts(title, position, row, where, past.chance),
            **_terms(position, row),
            created_at=life.created_at,
            # The steps write their own moments; what has none was last changed when it was made.
            **({} if life.steps else {"updated_at": life.created_at}),
            closes_at=life.closes_at,
        )
        walk(vacancy, _dated(life))
        if row["state"] == CloseReason.FILLED:
            _report(vacancy, owner, life.steps[-1].at, past.chance)

    def _where(self, key: str) -> dict[str, Any]:
        company = self.made.companies[key]
        return {
            "company": company,
            "area": self.areas[self.made.facts[key]["area"]],
            "industry": company.industry,
            "address": company.address,
        }

    def _texts(
        self,
        title: str,
        position: Position,
        row: dict[str, str],
        where: dict[str, Any],
        chance: Random,
    ) -> dict[str, Any]:
        words = phrases()
        if row["state"] == "minimal":
            return {"description": words["minimal"], "occupation": None}
        area = where["area"]
        openings = sum(_openings(row).values())
        intro = chance.choice(words["intros"]).format(
            company=where["company"],
            title=title,
            openings=openings,
            place=f"{area.name}, {area.parent.name}",
        )
        parts = [intro, f"{words['duties']}\n{bullets(position.duties)}"]
        facts = self.made.facts[row["company"]]
        if benefits := facts.get("benefits"):
            parts.append(f"{words['benefits']}\n{bullets(benefits)}")
        if hours := facts.get("hours"):
            parts.append(words["hours"].format(hours=hours))
        parts.append(chance.choice(words["closing"]))
        if row["state"] == "long":
            sections = [other for other in self.positions.values() if other.sector in LONG]
            parts += map(section, sections)
        return {
            "description": "\n\n".join(parts)[:MAX_TEXT],
            "requirements": requirements(position),
            "occupation": self.occupations[position.occupation],
        }


def _openings(row: dict[str, str]) -> dict[str, int]:
    return {f"openings_{who}": int(row[who]) for who in ("men", "women", "either")}


def _terms(position: Position, row: dict[str, str]) -> dict[str, Any]:
    """Return openings, pay and what else the position or the row says."""
    low, high = position.pay
    if row["pay"] not in ("", HIDDEN):
        low, high = (int(amount) * THOUSAND for amount in row["pay"].split("-"))
    shown = row["pay"] != HIDDEN
    return {
        **_openings(row),
        "pay_min": low if shown else None,
        "pay_max": high if shown else None,
        "skills": list(position.skills),
        "education": position.education,
        "experience_years": position.experience,
        "employment_type": position.employment_type,
        "disabilities": row["disabilities"].split(),
    }


def _report(vacancy: Vacancy, owner: User | None, at: datetime, chance: Random) -> None:
    """Tell how a filled vacancy was filled: some found each other elsewhere."""
    men = vacancy.openings_men + vacancy.openings_either // 2
    women = vacancy.openings - men
    men_here, women_here = chance.randint(0, men), chance.randint(0, women)
    FillReport.objects.create(
        vacancy=vacancy,
        openings=vacancy.openings,
        men_here=men_here,
        women_here=women_here,
        men_elsewhere=men - men_here,
        women_elsewhere=women - women_here,
        reported_by=owner,
        reported_at=at,
    )


def _dated(life: Life) -> list[Step]:
    """Return the steps; each leaves `updated_at` at its own moment."""
    return [replace(step, fields={**step.fields, "updated_at": step.at}) for step in life.steps]
