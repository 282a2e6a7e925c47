"""A portal with code lists and the people that the demo needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from jobs import demo
from sikas.accounts.enums import Kind
from sikas.accounts.models import User
from sikas.reference.services import load_reference
from tests import databases
from tests.clock import Clock, bent_clock

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # a Tuesday, 10.00 WIB


@dataclass
class Setting:
    """Who the demo is loaded for."""

    officers: Sequence[User]
    account: User

    def load(self) -> bool:
        """Load the demo as of NOW."""
        return demo.load(now=NOW, officers=self.officers, account=self.account)


def make_people() -> Setting:
    """Save the people that the demo needs."""
    officers = [
        User.objects.create_user(
            name=f"Petugas {number}", email=f"p{number}@dinas.example", kind=Kind.OFFICER
        )
        for number in (1, 2)
    ]
    account = User.objects.create_user(
        name="Akun Contoh", email="akun@perusahaan.example", kind=Kind.COMPANY
    )
    return Setting(officers, account)


@pytest.fixture(scope="module")
def people(reference: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Setting]:
    """Save the people once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_people()
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def demo_database(
    django_db_setup: None, database_server: databases.Server, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, Setting]]:
    """Load the demo once, in a database where it may stay."""
    with database_server.copy() as name:
        with django_db_blocker.unblock(), databases.connected_to(name), bent_clock() as clock:
            clock.freeze(NOW)
            load_reference()
            setting = make_people()
            setting.load()
        yield name, setting


@pytest.fixture(scope="module")
def portal_data(
    demo_database: tuple[str, Setting], django_db_blocker: DjangoDbBlocker
) -> Iterator[Setting]:
    """Go to the portal with the demo, at NOW; it is left as it was."""
    name, setting = demo_database
    with (
        django_db_blocker.unblock(),
        databases.connected_to(name),
        bent_clock() as clock,
        transaction.atomic(),
    ):
        clock.freeze(NOW)
        yield setting
        transaction.set_rollback(True)


@pytest.fixture
def setting(people: Setting, clock: Clock) -> Setting:
    """Stand in a portal without the demo, at NOW."""
    clock.freeze(NOW)
    return people


@pytest.fixture
def loaded(portal_data: Setting, db: None) -> Setting:
    """Stand in a portal with the demo, at NOW."""
    return portal_data
