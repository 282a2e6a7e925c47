"""Accounts of the demo."""

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from sikas.accounts import demo
from sikas.accounts.enums import Kind
from sikas.accounts.models import Consent, DataRequest, User
from sikas.accounts.services.requests import run_due_erasures
from tests.accounts.people import is_signed_in, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture(autouse=True)
def _accounts_only(settings, monkeypatch) -> None:
    settings.PRODUCTION = False
    needing_vacancies = ("candidates.load", "reports.load", "load")
    for part in (*(f"jobs.demo.{load}" for load in needing_vacancies), "jobfair.demo.running.load"):
        monkeypatch.setattr(part, lambda **_options: True)


def test_demo_makes_each_account_once_and_prints_its_sign_in(capsys) -> None:
    call_command("demo")
    call_command("demo")

    assert User.objects.count() == len(demo.ACCOUNTS)
    printed = capsys.readouterr().out
    for account in demo.ACCOUNTS:
        assert account.contact in printed
    assert demo.PASSWORD in printed


@pytest.mark.parametrize("account", demo.ACCOUNTS, ids=lambda account: account.label)
def test_demo_account_signs_in_as_printed(client, account, capsys) -> None:
    call_command("demo")
    answer = sign_in(client, account.contact, demo.PASSWORD)
    if account.role:
        assert answer.url == "/akun/masuk/verifikasi/"
        capsys.readouterr()
        call_command("demo_code", account.contact)
        client.post(answer.url, {"code": capsys.readouterr().out.strip()})
        assert client.get("/admin/").status_code == 200
    assert is_signed_in(client)
    assert account.label.split(" (")[0] in client.get("/akun/").content.decode()


def test_demo_keeps_a_changed_name() -> None:
    call_command("demo")
    User.objects.filter(email="budi@contoh.example").update(name="Budi M.")
    call_command("demo")
    assert User.objects.get(email="budi@contoh.example").name == "Budi M."


@pytest.mark.parametrize("setting", ["PRODUCTION", "HTTPS"])
def test_demo_is_refused_where_the_public_comes(setting: str) -> None:
    with override_settings(**{setting: True}), pytest.raises(CommandError, match="percobaan"):
        call_command("demo")
    assert not User.objects.exists()


def test_code_of_somebody_else_is_refused() -> None:
    with pytest.raises(CommandError, match="Bukan petugas demo"):
        call_command("demo_code", "budi@contoh.example")


def test_job_seekers_have_requests_in_some_states_once() -> None:
    demo.create_accounts()
    for _twice in range(2):
        demo.create_requests()
    states = DataRequest.objects.order_by("created_at").values_list("state", flat=True)
    assert list(states) == ["done", "cancelled", "open", "open"]
    assert run_due_erasures() == 0
    assert Consent.objects.filter(user__in=demo.users(Kind.SEEKER)).count() == 4
