"""Where the demo is refused, and what its job seekers asked for."""

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from sikas.accounts import demo
from sikas.accounts.enums import Kind
from sikas.accounts.models import Consent, DataRequest, User
from sikas.accounts.services.requests import run_due_erasures

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("setting", ["PRODUCTION", "HTTPS"])
def test_demo_is_refused_where_the_public_comes(setting: str) -> None:
    public = {"PRODUCTION": False, "HTTPS": False, setting: True}
    with override_settings(**public), pytest.raises(CommandError, match="percobaan"):
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
