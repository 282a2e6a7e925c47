"""A portal with code lists and the people that the demo needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from jobs import demo
from sikas.accounts.models import User
from sikas.reference.services import load_reference
from tests.clock import Clock

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # a Tuesday, 10.00 WIB


@dataclass
class Setting:
    """Who the demo is loaded for."""

    officers: Sequence[User]
    account: User

    def load(self) -> bool:
        """Load the demo as of NOW."""
        return demo.load(now=NOW, officers=self.officers, account=self.account)


@pytest.fixture
def setting(clock: Clock) -> Setting:
    clock.freeze(NOW)
    load_reference()
    officers = [
        User.objects.create_user(name=f"Petugas {number}", email=f"petugas{number}@dinas.example")
        for number in (1, 2)
    ]
    account = User.objects.create_user(name="Akun Contoh", email="akun@perusahaan.example")
    return Setting(officers, account)
