"""`manage.py demo`: one command from an empty database to a portal with people and work."""

import io
import sys

import pytest
from django.core.management import call_command

from employers.models import Company
from jobs.models import Vacancy
from sikas.accounts import demo as accounts
from sikas.accounts import roles
from sikas.accounts.enums import Kind
from sikas.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_servers(settings) -> None:
    settings.PRODUCTION = False


def test_command_fills_an_empty_portal_and_tells_how_far_it_is(capsys, monkeypatch):
    heard = io.StringIO()
    monkeypatch.setattr(sys, "stderr", heard)
    call_command("demo", vacancies=130, companies=39)
    assert Vacancy.objects.public().count() == 130
    assert Company.objects.public().count() == 39
    assert heard.getvalue().endswith("\n30 / 30 lowongan, sisa 0 detik\n")
    assert accounts.PASSWORD in capsys.readouterr().out


def test_people_of_the_accounts_play_in_the_demo():
    call_command("demo")
    (account,) = accounts.users(Kind.COMPANY)
    assert Company.objects.visible_to(account).count() == 2
    (verifier,) = accounts.users(roles.VERIFIER)
    company = Company.objects.public().get(members__user=account)
    assert company.transitions.latest().by == verifier


def test_second_command_changes_nothing():
    call_command("demo")
    before = Vacancy.objects.count(), Company.objects.count(), User.objects.count()
    call_command("demo")
    assert (Vacancy.objects.count(), Company.objects.count(), User.objects.count()) == before
