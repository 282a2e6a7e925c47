"""Officers' roles as the database has them after all migrations."""

from fnmatch import fnmatchcase

import pytest
from django.contrib.auth.models import Group, Permission

from sikas.accounts.roles import ADMINISTRATOR, COUNTER, ROLES, grant_roles
from tests.accounts.people import make_user

pytestmark = pytest.mark.django_db


def codes_of(group: Group) -> set[str]:
    return {
        f"{p.content_type.app_label}.{p.codename}"
        for p in group.permissions.select_related("content_type")
    }


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_role_has_exactly_its_permissions_after_migrations(role) -> None:
    everything = {
        f"{p.content_type.app_label}.{p.codename}"
        for p in Permission.objects.select_related("content_type")
    }
    expected = {c for c in everything if any(fnmatchcase(c, p) for p in role.permissions)}
    assert codes_of(Group.objects.get(name=role.name)) == expected
    for pattern in role.permissions:
        assert any(fnmatchcase(code, pattern) for code in expected), pattern


def test_granting_again_takes_a_foreign_permission_away() -> None:
    counter = Group.objects.get(name=COUNTER.name)
    counter.permissions.add(Permission.objects.get(codename="change_user"))
    grant_roles()
    assert "accounts.change_user" not in codes_of(counter)


def test_counter_officer_sees_people_but_cannot_change_them() -> None:
    officer = make_user(email="loket@contoh.id", kind="officer")
    officer.groups.set([Group.objects.get(name=COUNTER.name)])
    assert officer.has_perm("accounts.view_user")
    assert not officer.has_perm("accounts.change_user")
    assert not officer.has_perm("accounts.assign_roles")


def test_only_the_administrator_assigns_roles() -> None:
    holders = Group.objects.filter(permissions__codename="assign_roles")
    assert [group.name for group in holders] == [ADMINISTRATOR.name]
