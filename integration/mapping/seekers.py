"""Residents who look for work, of the partner contract, which is assumed.

Only what identifies a person is taken (UU 27/2022, minimum collection); the rest he tells here.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from integration.enums import Kind, Reason
from integration.mapping.companies import PARTNER
from integration.mapping.parsers import (
    BadError,
    day,
    flag,
    moment,
    one_of,
    same,
    string,
)
from integration.mapping.tables import Field, Mapping, Owner
from integration.mapping.texts import text
from seekers.enums import Sex
from seekers.nik import Nik, parse_nik

IF_VERIFIED = Owner.REMOTE_IF_VERIFIED
OURS = "diisi sendiri oleh pencari kerja di sini"


def _nik(value: Any) -> str:
    expected = "NIK 16 angka"
    try:
        return parse_nik(string(value, expected)).digits
    except ValidationError as error:
        raise BadError(Reason.FORMAT, expected) from error


def _stored(values: Sequence[Any]) -> Sequence[Any]:
    number = Nik(values[0])
    indexes = number.blind_indexes()
    return [number.sealed(), indexes["nik_index_a"], indexes["nik_index_b"], *values[1:]]


SEEKERS = Mapping(
    kind=Kind.SEEKERS,
    fields=(
        Field(
            "nik", ("nik",), same(_nik), "NIK", required=True, owner=IF_VERIFIED, is_personal=True
        ),
        Field(
            "name",
            ("name",),
            text(150),
            "Nama lengkap",
            required=True,
            owner=IF_VERIFIED,
            is_personal=True,
        ),
        Field(
            "birth_date",
            ("birth_date",),
            day(date(1900, 1, 1)),
            "Tanggal lahir",
            owner=IF_VERIFIED,
            is_personal=True,
        ),
        Field(
            "sex",
            ("sex",),
            one_of({"L": Sex.MALE, "P": Sex.FEMALE}),
            "Jenis kelamin",
            owner=IF_VERIFIED,
            is_personal=True,
        ),
        Field("registered_at", ("registered_at",), moment, "Terdaftar di Kemnaker"),
        Field("is_verified", ("verified",), same(flag), "Diverifikasi Kemnaker", empty=False),
    ),
    ignored={
        "birth_place": OURS,
        "address": OURS,
        "city_name": OURS,
        "district_name": OURS,
        "phone": OURS,
        "email": OURS,
        "education": OURS,
        "skills": OURS,
    },
    envelope=PARTNER,
    stored=_stored,
    stored_columns=(
        "nik_sealed",
        "nik_index_a",
        "nik_index_b",
        "name",
        "birth_date",
        "sex",
        "registered_at",
        "is_verified",
    ),
)
