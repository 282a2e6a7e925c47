"""Companies of the partner contract, which is assumed."""

import re
from typing import Any

from employers.models.companies import NIB
from integration.enums import Kind, Reason
from integration.mapping.lists import Lists
from integration.mapping.parsers import (
    BadError,
    Parser,
    digits,
    flag,
    integer,
    same,
    string,
)
from integration.mapping.tables import Envelope, Field, Mapping, Owner
from integration.mapping.texts import one_line, text

PARTNER = Envelope("version", "updated_at", ("deleted", flag), "attributes")
ONCE_MATCHED = Owner.REMOTE_ONCE_MATCHED
_CODE = re.compile(r"[A-Z]|[0-9]{1,5}")


def _industry(lists: Lists) -> Parser:
    def parse(code: Any, edition: Any) -> int | None:
        if code is None or code == "":
            return None
        year = integer(2020 if edition is None else edition, 2009, 2100, "tahun edisi KBLI")
        written = string(code, "kode KBLI").strip()
        found = lists.industry(written, year) if _CODE.fullmatch(written) else None
        if found is None:
            raise BadError(Reason.UNKNOWN_CODE, "kode KBLI yang ada di daftar lapangan usaha")
        return found

    return parse


def place(*names: Any) -> str:
    """Return a place as one line, as it is written there."""
    lines = (one_line(name, "nama tempat") for name in names if name is not None)
    return ", ".join(filter(None, lines))[:150]


def _area(lists: Lists) -> Parser:
    def parse(district: Any, city: Any) -> int | None:
        return lists.area(place(city), place(district))

    return parse


COMPANIES = Mapping(
    kind=Kind.COMPANIES,
    fields=(
        Field("nib", ("nib",), digits(NIB, "13 angka"), "NIB", required=True, owner=ONCE_MATCHED),
        Field("name", ("name",), text(150), "Nama resmi", required=True, owner=ONCE_MATCHED),
        Field(
            "industry_id", ("kbli", "kbli_edition"), _industry, "Lapangan usaha", owner=ONCE_MATCHED
        ),
        Field("place", ("district_name", "city_name"), same(place), "Tempat", empty=""),
        Field("area_id", ("district_name", "city_name"), _area, "Wilayah"),
        Field("is_verified", ("verified",), same(flag), "Diverifikasi Kemnaker", empty=False),
    ),
    ignored={
        "address": "milik perusahaan di sini",
        "phone": "milik perusahaan di sini",
        "email": "milik perusahaan di sini",
        "wlkp_number": "milik perusahaan di sini",
    },
    envelope=PARTNER,
)
