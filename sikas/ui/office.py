"""The words on every page that belong to one regency: its name, its office, how to reach it."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class OfficeWords:
    """What pages say about the office; an empty text is simply not shown."""

    regency: str = "Asahan"
    government: str = "Pemerintah Kabupaten Asahan"
    name: str = "Dinas Tenaga Kerja Kabupaten Asahan"
    short_name: str = "Disnaker Asahan"
    address: str = ""
    phone: str = ""
    whatsapp: str = ""
    email: str = ""
    opening_hours: str = ""


def office(request: HttpRequest) -> dict[str, OfficeWords]:
    """Give every template `office`."""
    return {"office": OfficeWords()}
