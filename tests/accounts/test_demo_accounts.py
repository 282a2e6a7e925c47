"""Accounts that the demo's command makes: once, as printed, and nobody's changes are undone."""

import io
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from sikas.accounts import demo
from sikas.accounts.models import User
from tests.accounts.people import is_signed_in, sign_in

pytestmark = pytest.mark.django_db
NEEDING_VACANCIES = (
    "jobs.demo.candidates.load",
    "jobs.demo.reports.load",
    "jobs.demo.load",
    "jobfair.demo.running.load",
)


@pytest.fixture(scope="module", autouse=True)
def printed(reference: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Run the command once, without what needs vacancies; return what it printed."""
    output = io.StringIO()
    with (
        django_db_blocker.unblock(),
        override_settings(PRODUCTION=False),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        for part in NEEDING_VACANCIES:
            patch.setattr(part, lambda **_options: True)
        call_command("demo", stdout=output)
        yield output.getvalue()
        transaction.set_rollback(True)


def test_demo_makes_each_account_once_and_prints_its_sign_in(printed) -> None:
    assert User.objects.count() == len(demo.ACCOUNTS)
    call_command("demo")
    assert User.objects.count() == len(demo.ACCOUNTS)
    for account in demo.ACCOUNTS:
        assert account.contact in printed
    assert demo.PASSWORD in printed


@pytest.mark.parametrize("account", demo.ACCOUNTS, ids=lambda account: account.label)
def test_demo_account_signs_in_as_printed(client, account, capsys) -> None:
    answer = sign_in(client, account.contact, demo.PASSWORD)
    if account.role:
        assert answer.url == "/akun/masuk/verifikasi/"
        call_command("demo_code", account.contact)
        client.post(answer.url, {"code": capsys.readouterr().out.strip()})
        assert client.get("/admin/").status_code == 200
    assert is_signed_in(client)
    assert account.label.split(" (")[0] in client.get("/akun/").content.decode()


def test_demo_keeps_a_changed_name() -> None:
    User.objects.filter(email="budi@contoh.example").update(name="Budi M.")
    call_command("demo")
    assert User.objects.get(email="budi@contoh.example").name == "Budi M."
