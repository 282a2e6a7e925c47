"""Loading the demo: once, and the same way every time."""

import pytest

from employers.models import Company
from jobs.models import Vacancy
from sikas.accounts.models import User
from tests.demo.rows import snapshot, without_keys

pytestmark = pytest.mark.django_db


def test_second_load_changes_nothing(setting):
    assert setting.load()
    before = snapshot()
    assert not setting.load()
    assert snapshot() == before


def test_same_seed_and_clock_give_the_same_rows(setting):
    setting.load()
    first = snapshot()
    Vacancy.objects.all().delete()
    Company.objects.all().delete()
    User.objects.filter(email__regex="^(pemilik|perekrut)@").delete()
    setting.load()
    again = snapshot()
    assert first["User"] == again["User"]
    assert {name: without_keys(rows) for name, rows in first.items()} == {
        name: without_keys(rows) for name, rows in again.items()
    }
