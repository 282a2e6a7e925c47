"""`manage.py demo`: one command from an empty database to a portal with people and work."""

import io
import sys
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from employers.models import Company
from jobs.models import Vacancy
from seekers.models import Seeker
from sikas.accounts import demo as accounts
from sikas.accounts import roles
from sikas.accounts.enums import Kind
from sikas.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def said(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """Run the command once in an empty portal; return what it printed, and what on the side."""
    output, aside = io.StringIO(), io.StringIO()
    with (
        django_db_blocker.unblock(),
        override_settings(PRODUCTION=False),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(sys, "stderr", aside)
        call_command("demo", vacancies=130, companies=39, seekers=250, stdout=output)
        patch.undo()
        yield output, aside
        transaction.set_rollback(True)


def test_command_fills_an_empty_portal_and_tells_how_far_it_is(said):
    output, aside = said
    assert Vacancy.objects.public().count() == 130
    assert Company.objects.public().count() == 39
    assert Seeker.objects.count() == 250  # more than the demo has by itself
    assert "\n33 / 33 lowongan, sisa 0 detik\n" in aside.getvalue()
    assert aside.getvalue().endswith(" pencari kerja, sisa 0 detik\n")
    assert accounts.PASSWORD in output.getvalue()


def test_people_of_the_accounts_play_in_the_demo():
    (account,) = accounts.users(Kind.COMPANY)
    assert Company.objects.visible_to(account).count() == 2
    (verifier,) = accounts.users(roles.VERIFIER)
    company = Company.objects.public().get(members__user=account)
    assert company.transitions.latest().by == verifier


def test_second_command_changes_nothing():
    before = Vacancy.objects.count(), Company.objects.count(), User.objects.count()
    call_command("demo")
    assert (Vacancy.objects.count(), Company.objects.count(), User.objects.count()) == before
