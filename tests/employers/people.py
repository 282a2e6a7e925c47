"""People of companies for the tests of their own side."""

from employers.enums import CompanyState, MemberRole
from employers.models import Company, Member
from sikas import clock
from sikas.accounts.models import User
from sikas.reference.models import Area, Industry
from tests.factories import UserFactory
from tests.jobs.factories import CompanyFactory


def member_of(company: Company, role: MemberRole = MemberRole.OWNER, **person: object) -> User:
    """Save somebody who acts for the company."""
    user = UserFactory.create(company=True, **person)
    Member.objects.create(company=company, user=user, role=role)
    return user


def complete(village: Area, **changes: object) -> Company:
    """Save a draft company with everything that a submission needs."""
    values = {
        "state": CompanyState.DRAFT,
        "verified_at": None,
        "npwp": "012345678901000",
        "wlkp_number": "21274.20261001.0001",
        "wlkp_date": clock.now().date(),
        "industry": Industry.objects.get(code="10"),
        "area": village,
        "address": "Jalan Lintas Km 9",
        "phone": "0623-41234",
    }
    return CompanyFactory.create(**values | changes)
