"""Factories of the suite: the smallest valid row by default, everything else by a trait.

UserFactory.create()                a job seeker who signs in by e-mail
UserFactory.create(by_phone=True)   … by phone
UserFactory.create(company=True)    a person of a company
make_officer(roles.COUNTER)         an officer with a role and a second factor
"""

from typing import Any

from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import Group
from factory.declarations import Sequence, Trait
from factory.django import DjangoModelFactory

from sikas.accounts.enums import Kind
from sikas.accounts.models import User
from sikas.accounts.roles import Role

PASSWORD = "kopi tubruk sore"


class UserFactory(DjangoModelFactory[User]):
    """Somebody who can sign in with PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        by_phone = Trait(email=None, phone=Sequence(lambda number: f"+62812{number:08}"))
        company = Trait(kind=Kind.COMPANY, name="Rudi Hartono Simbolon")
        staff = Trait(kind=Kind.OFFICER, name="Dewi Marpaung")

    kind = Kind.SEEKER
    name = "Nurhayati Br. Sitorus"
    email = Sequence(lambda number: f"orang{number}@contoh.id")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **fields: Any) -> User:
        return model_class.objects.create_user(*args, **fields)


def make_officer(role: Role, *, second_factor: bool = True, **fields: Any) -> User:
    """Save an officer of a role, with an authenticator app unless told otherwise."""
    officer = UserFactory.create(staff=True, **fields)
    officer.groups.add(Group.objects.get(name=role.name))
    if second_factor:
        totp.TOTP.activate(officer, totp.generate_totp_secret())
    return officer
