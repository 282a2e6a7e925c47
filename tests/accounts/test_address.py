"""The client's network address: only our own proxies tell it."""

import pytest
from django.test import RequestFactory

from sikas.accounts.address import UNKNOWN, client_address, network_of


def ask(remote: str, forwarded: str | None = None) -> str:
    request = RequestFactory().get("/", REMOTE_ADDR=remote)
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return client_address(request)


@pytest.mark.parametrize("forged", ["8.8.8.8", "8.8.8.8, 9.9.9.9", "x", "", "\x00", "::1"])
def test_header_is_ignored_without_trusted_proxies(forged: str) -> None:
    assert ask("203.0.113.7", forged) == "203.0.113.7"


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("8.8.8.8, 203.0.113.7", "203.0.113.7"),
        ("' or 1=1 --, 203.0.113.7", "203.0.113.7"),
        ("8.8.8.8, not an address", "10.0.0.1"),
        (None, "10.0.0.1"),
    ],
)
def test_only_what_the_last_proxy_wrote_counts(settings, forwarded, expected) -> None:
    settings.TRUSTED_PROXIES = 1
    assert ask("10.0.0.1", forwarded) == expected


def test_two_proxies_are_two_steps_back(settings) -> None:
    settings.TRUSTED_PROXIES = 2
    assert ask("10.0.0.1", "8.8.8.8, 203.0.113.7, 10.0.0.2") == "203.0.113.7"
    assert ask("10.0.0.1", "203.0.113.7") == "10.0.0.1"


def test_unix_socket_has_a_placeholder() -> None:
    assert ask("") == UNKNOWN


def test_mapped_address_is_its_ipv4_address() -> None:
    assert ask("::ffff:203.0.113.7") == "203.0.113.7"


def test_household_of_ipv6_counts_as_one() -> None:
    assert network_of("2001:db8:1:2:aaaa::1") == network_of("2001:db8:1:2:bbbb::2")
    assert network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1")
    assert network_of("203.0.113.7") == "203.0.113.7"
