"""People of companies for the tests of their own side."""

from employers.enums import MemberRole
from employers.models import Company, Member
from sikas.accounts.models import User
from tests.factories import UserFactory


def member_of(company: Company, role: MemberRole = MemberRole.OWNER, **person: object) -> User:
    """Save somebody who acts for the company."""
    user = UserFactory.create(company=True, **person)
    Member.objects.create(company=company, user=user, role=role)
    return user
