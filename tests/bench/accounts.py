"""Whether the time of an answer tells that an account exists."""

import time
from collections.abc import Callable, Iterator
from statistics import median

from sikas.accounts.models import Attempt, User
from tests.bench.portal import database, portal
from tests.bench.registry import Result, benchmark
from tests.harness import Client

PAIRS = 200
CLEAR_EVERY = 40  # pairs, before the limit of one address is reached
PASSWORD = "kopi tubruk sore"
FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "sign_in": ("/akun/masuk/", {"password": "salah sekali"}),
    "reset": ("/akun/lupa-sandi/", {}),
    "sign_up": (
        "/akun/daftar/",
        {"kind": "seeker", "name": "Butet", "password": PASSWORD, "agree": "on"},
    ),
}


@benchmark("accounts")
def enumeration() -> Iterator[Result]:
    """Difference of the median time of answers for known and unknown people, in pairs."""
    with database() as name, portal(name) as running:
        user = User(name="Butet")
        user.set_password(PASSWORD)
        User.objects.bulk_create(
            User(name="Butet", email=f"ada{number}@contoh.id", password=user.password)
            for number in range(PAIRS)
        )
        for flow, (path, form) in FORMS.items():
            known, unknown = _pairs(running.client, path, form)
            difference = abs(known - unknown) / unknown * 100
            yield Result(f"accounts.{flow}_time", unknown * 1000, "ms")
            yield Result(f"accounts.{flow}_known_to_unknown", difference, "%", 10)


def _pairs(
    new_client: Callable[[], Client], path: str, form: dict[str, str]
) -> tuple[float, float]:
    times: dict[str, list[float]] = {"ada": [], "tdk": []}
    for number in range(PAIRS):
        if number % CLEAR_EVERY == 0:
            Attempt.objects.all().delete()
        for who in sorted(times, reverse=bool(number % 2)):
            client = new_client()
            client.get(path)
            contact = {"contact": f"{who}{number}@contoh.id"}
            start = time.perf_counter()
            status = client.submit(path, form | contact).status_code
            times[who].append(time.perf_counter() - start)
            if status not in (200, 302):
                raise RuntimeError(f"{path} answered {status}")
    return median(times["ada"]), median(times["tdk"])
