"""The network address of whoever asks: forged headers change nothing."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 - a placeholder (Unix sockets have no address), never bound
IPV6_HOUSEHOLD = 64  # providers hand one household a /64: limits count it as one


def client_address(request: HttpRequest) -> str:
    """Return the address seen by the outermost of our own TRUSTED_PROXIES.

    Each proxy appends the address it saw to X-Forwarded-For; only the last TRUSTED_PROXIES
    entries were written by us, anything before them by the client.
    """
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted:
        address = _valid(hops[-trusted])
        if address:
            return address
    return _valid(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def network_of(address: str) -> str:
    """Return what limits count: the IPv4 address or the household's IPv6 network."""
    if isinstance(ipaddress.ip_address(address), ipaddress.IPv4Address):
        return address
    return str(ipaddress.ip_network(f"{address}/{IPV6_HOUSEHOLD}", strict=False).network_address)


def _valid(text: str) -> str:
    try:
        parsed = ipaddress.ip_address(text.strip())
    except ValueError:
        return ""
    mapped = getattr(parsed, "ipv4_mapped", None)
    return str(mapped or parsed).partition("%")[0]
