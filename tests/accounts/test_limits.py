"""Limits of attempts: per target, address and person; atomic, and told in Indonesian."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from sikas.accounts import limits
from sikas.accounts.models import Attempt
from tests.accounts.people import (
    add_app,
    current_code,
    is_signed_in,
    last_code,
    make_user,
    sign_in,
    sign_up,
    wrong,
)

SUBJECTS = {"target": "+6281234567890", "address": "203.0.113.7"}
RATE = {"test": (limits.Rate(5, 600, ("target",)),)}


def parallel(act: Callable[[], bool], times: int = 50) -> int:
    """Run `act` in many threads at once; return how often it succeeded."""
    barrier, results = threading.Barrier(times), []

    def run() -> None:
        barrier.wait()
        try:
            results.append(act())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(results)


def take() -> bool:
    try:
        limits.take("test", target="+6281234567890")
    except limits.TooManyAttemptsError:
        return False
    return True


@pytest.mark.django_db(transaction=True)
def test_fifty_parallel_attempts_pass_a_limit_of_five_exactly_five_times(monkeypatch) -> None:
    monkeypatch.setattr(limits, "RATES", RATE)
    assert parallel(take) == 5


@pytest.mark.django_db(transaction=True)
def test_parallel_attempts_pass_a_limit_that_reads_before_it_writes(monkeypatch) -> None:
    """Negative control: without the single statement, the same race lets more than five in."""
    monkeypatch.setattr(limits, "RATES", RATE)
    limits.take("test", target="+6281234567890")
    together = threading.Barrier(50)

    def read_then_write() -> bool:
        count = Attempt.objects.get().count
        together.wait()
        Attempt.objects.update(count=count + 1)
        return count < 5

    assert parallel(read_then_write) > 5


@pytest.mark.django_db
def test_window_opens_again_after_its_time(clock, monkeypatch) -> None:
    monkeypatch.setattr(limits, "RATES", RATE)
    assert [take() for _ in range(6)] == [True] * 5 + [False]
    clock.move(timedelta(seconds=601))
    assert take()


@pytest.mark.django_db
def test_refusals_do_not_lengthen_the_wait(clock, monkeypatch) -> None:
    monkeypatch.setattr(limits, "RATES", RATE)
    for _ in range(6):
        take()
    clock.move(timedelta(seconds=300))
    with pytest.raises(limits.TooManyAttemptsError) as refused:
        limits.take("test", target="+6281234567890")
    assert 290 <= refused.value.wait <= 300
    assert "Coba lagi dalam 5 menit" in refused.value.messages[0]


@pytest.mark.django_db
def test_success_is_given_back(monkeypatch) -> None:
    monkeypatch.setattr(limits, "RATES", RATE)
    for _ in range(20):
        limits.take("test", target="+6281234567890").give_back()
    assert take()


@pytest.mark.django_db
def test_one_target_does_not_lock_another() -> None:
    for _ in range(5):
        limits.take("password", **SUBJECTS)
    with pytest.raises(limits.TooManyAttemptsError):
        limits.take("password", **SUBJECTS)
    limits.take("password", **SUBJECTS | {"target": "+6281111111111"})


@pytest.mark.django_db
def test_many_addresses_cannot_guess_one_account_for_ever() -> None:
    for number in range(20):
        limits.take("password", target="nur@contoh.id", address=f"203.0.113.{number}")
    with pytest.raises(limits.TooManyAttemptsError):
        limits.take("password", target="nur@contoh.id", address="203.0.113.99")


@pytest.mark.django_db
@pytest.mark.parametrize("contact", ["081234567890", "nur@contoh.id"])
@pytest.mark.parametrize("exists", [True, False])
def test_sixth_wrong_password_is_refused_with_429(client, contact, exists) -> None:
    if exists:
        make_user(email="nur@contoh.id", phone="+6281234567890")
    for _ in range(5):
        assert sign_in(client, contact, "salah sekali").status_code == 200
    answer = sign_in(client, contact)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 800
    assert "Coba lagi dalam 15 menit" in answer.content.decode()
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_forged_forwarding_header_opens_no_new_counter(client) -> None:
    make_user(email="nur@contoh.id")
    for number in range(5):
        sign_in(client, "nur@contoh.id", "salah", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    answer = sign_in(client, "nur@contoh.id", HTTP_X_FORWARDED_FOR="198.51.100.99")
    assert answer.status_code == 429


@pytest.mark.django_db
def test_codes_to_one_address_are_limited_for_signup_and_resend(client) -> None:
    for _ in range(5):
        assert sign_up(client, "nur@contoh.id").status_code == 302
    answer = sign_up(client, "nur@contoh.id")
    assert answer.status_code == 429
    assert 'value="nur@contoh.id"' in answer.content.decode()

    answer = client.post("/akun/kode/", {"resend": "1"})
    assert answer.status_code == 429
    assert "Terlalu banyak percobaan" in answer.content.decode()


@pytest.mark.django_db
def test_stranger_who_guesses_codes_does_not_keep_the_owner_out(client) -> None:
    stranger = Client(REMOTE_ADDR="198.51.100.9")
    sign_up(stranger, "nur@contoh.id")
    answers = [stranger.post("/akun/kode/", {"code": "000000"}).status_code for _ in range(31)]
    assert answers[-1] == 429
    sign_up(client, "nur@contoh.id")
    client.post("/akun/kode/", {"code": last_code("nur@contoh.id")})
    assert is_signed_in(client)


@pytest.mark.django_db
def test_codes_of_the_app_are_limited_per_person(client) -> None:
    secret = add_app(make_user(email="nur@contoh.id"))
    sign_in(client, "nur@contoh.id")
    for _ in range(5):
        client.post("/akun/masuk/verifikasi/", {"code": wrong(current_code(secret))})
    answer = client.post("/akun/masuk/verifikasi/", {"code": current_code(secret)})
    assert answer.status_code == 429
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_asking_again_for_the_password_is_limited(client) -> None:
    make_user(email="nur@contoh.id")
    sign_in(client, "nur@contoh.id")
    for _ in range(5):
        client.post("/akun/konfirmasi/", {"password": "salah sekali"})
    assert client.post("/akun/konfirmasi/", {"password": "salah sekali"}).status_code == 429
