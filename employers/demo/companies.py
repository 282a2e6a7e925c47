"""The companies of the demo, each with its owner and the history of its verification."""

import tomllib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from employers.demo.filings import add_colleagues, file_past, hand_in
from employers.demo.history import Past, Step, walk
from employers.enums import CompanyState, DocumentKind, MemberRole
from employers.models import Company, Member
from sikas.accounts.enums import Kind
from sikas.accounts.models import User
from sikas.reference.enums import CodeSystem
from sikas.reference.models import Area, Industry

DATA = Path(__file__).parent / "data" / "companies.toml"
EDITION = 2020
OWNED = "harsaloka"  # the company of the demo's company account: twelve open vacancies
OWNED_DRAFT = "kencana"  # and the one it has not filed yet
ALL_PAPERS = ("senyumara", "nirmala")  # wait for an officer, with a proof of their report too
REGISTERED = (55, 140)  # days ago


@dataclass(frozen=True)
class DemoCompanies:
    """What was made: companies, their owners and their facts by the key of the data file."""

    companies: dict[str, Company]
    owners: dict[str, User]
    facts: dict[str, dict[str, Any]]


def read_companies() -> dict[str, dict[str, Any]]:
    """Return the facts of every company by its key, in the order of the file."""
    return tomllib.loads(DATA.read_text())


def nib(number: int) -> str:
    """Return the invented NIB of the company with this number: 13 digits."""
    return f"{1 + number % 28:02}1122{9_000_000 + number:07}"


def load_companies(
    *, now: datetime, seed: int, officers: Sequence[User], account: User
) -> DemoCompanies:
    """Write companies, owners and verification steps; `account` owns OWNED and OWNED_DRAFT."""
    made = DemoCompanies({}, {}, read_companies())
    areas = {area.code: area for area in Area.objects.filter(system=CodeSystem.KEMENDAGRI)}
    industries = {row.code: row for row in Industry.objects.filter(edition=EDITION)}
    for number, (key, facts) in enumerate(made.facts.items(), start=1):
        past = Past(now, Random(f"{seed}:{key}"))  # noqa: S311
        registered = past.ago(facts.get("days") or past.chance.randrange(*REGISTERED))
        owner = _owner(key, facts["owner"], registered) if facts["owner"] else account
        company = Company.objects.create(
            name=facts["name"],
            area=areas[facts["area"]],
            industry=industries[facts["industry"]],
            created_at=registered,
            **_papers(number, key, facts, registered),
        )
        Member.objects.create(company=company, user=owner, role=MemberRole.OWNER)
        officer = officers[number % len(officers)]
        steps = _verification(facts, past, registered, owner, officer)
        walk(company, steps)
        hand_in(company, _handed_in(key, facts), registered, owner)
        file_past(company, steps, facts.get("fault", ""))
        made.companies[key], made.owners[key] = company, owner
    Member.objects.create(company=made.companies[OWNED], user=account, role=MemberRole.OWNER)
    add_colleagues(made.companies[OWNED], account, now)
    return made


def _handed_in(key: str, facts: dict[str, Any]) -> tuple[DocumentKind, ...]:
    """Return the papers of a company: of those whose case somebody will open, to be quick."""
    if key in (OWNED, *ALL_PAPERS):
        return (DocumentKind.NIB, DocumentKind.NPWP, DocumentKind.WLKP)
    state = facts.get("state", CompanyState.VERIFIED)
    is_read = state not in (CompanyState.VERIFIED, CompanyState.DRAFT)
    return (DocumentKind.NIB, DocumentKind.NPWP) if is_read else ()


def _owner(key: str, name: str, registered: datetime) -> User:
    address = f"pemilik@{key}.example"
    return User.objects.create_user(
        id=uuid.uuid5(uuid.NAMESPACE_URL, address),
        username=uuid.uuid5(uuid.NAMESPACE_DNS, address),
        name=name,
        email=address,
        email_verified=registered,
        date_joined=registered,
        kind=Kind.COMPANY,
    )


def _papers(number: int, key: str, facts: dict[str, Any], registered: datetime) -> dict[str, Any]:
    """Return what a company fills in about itself; a draft is half empty."""
    filed = facts.get("state") != CompanyState.DRAFT
    return {
        "nib": nib(number) if filed else None,
        "npwp": f"99{number * 7919:07}000000" if filed else "",  # 99: given to nobody
        "wlkp_number": f"{21270 + number}.{registered:%Y%m%d}.{number:04}" if filed else "",
        "wlkp_date": registered.date() - timedelta(days=30) if filed else None,
        "address": facts["address"],
        "description": facts["description"].strip(),
        "employees": facts.get("employees"),
        "website": f"https://{key}.example/" if number % 3 == 0 else "",
        "phone": f"0623-00{number:04}",  # no number begins with 00
        "email": f"hrd@{key}.example",
    }


def _verification(
    facts: dict[str, Any], past: Past, registered: datetime, owner: User, officer: User
) -> list[Step]:
    state = CompanyState(facts.get("state", CompanyState.VERIFIED))
    if state == CompanyState.DRAFT:
        return []
    steps = [Step(CompanyState.SUBMITTED, owner, past.soon(registered))]
    if reason := facts.get("returned"):
        steps.append(Step(CompanyState.RETURNED, officer, past.decided(steps[-1].at), reason))
        steps.append(Step(CompanyState.SUBMITTED, owner, past.soon(steps[-1].at)))
    if state == CompanyState.SUBMITTED:
        return steps
    if state == CompanyState.SUSPENDED:
        steps.append(Step(CompanyState.VERIFIED, officer, past.decided(steps[-1].at)))
        steps.append(Step(state, officer, past.decided(past.ago(7)), facts["reason"]))
        return steps
    steps.append(Step(state, officer, past.decided(steps[-1].at), facts.get("reason", "")))
    return steps
