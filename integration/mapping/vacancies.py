"""Vacancies of Karirhub's public catalogue: a known shape, not a published one.

Places, industries and occupations come as names; those that our lists do not have stay open, and
industries and kinds of work among them are told to officers. A kind of work that is not told, or
not known here, is not invented. How many people are wanted and until when is not told.
"""

from typing import Any

from integration.enums import Kind, Reason
from integration.mapping.lists import Lists
from integration.mapping.parsers import (
    BadError,
    Parser,
    flag,
    known_as,
    remembering,
    rupiah,
    same,
    string,
    unix_time,
)
from integration.mapping.tables import Field, Mapping
from integration.mapping.texts import one_line, prose, text, words
from jobs.models.vacancies import MAX_TEXT
from sikas.reference.enums import EmploymentType
from sikas.ui.formats import format_money

NAME_OF_PLACE = 100
UNTOLD_TYPE = ""
TYPES = {
    "full time": EmploymentType.FULL_TIME.value,
    "fulltime": EmploymentType.FULL_TIME.value,
    "penuh waktu": EmploymentType.FULL_TIME.value,
    "karyawan tetap": EmploymentType.FULL_TIME.value,
    "part time": EmploymentType.PART_TIME.value,
    "paruh waktu": EmploymentType.PART_TIME.value,
    "kontrak": EmploymentType.CONTRACT.value,
    "contract": EmploymentType.CONTRACT.value,
    "pkwt": EmploymentType.CONTRACT.value,
    "harian": EmploymentType.DAILY.value,
    "harian lepas": EmploymentType.DAILY.value,
    "freelance": EmploymentType.DAILY.value,
    "magang": EmploymentType.INTERNSHIP.value,
    "internship": EmploymentType.INTERNSHIP.value,
}
PLACE = ("city_name", "district_name", "province_name")


def _industry(lists: Lists) -> Parser:
    return lambda value: lists.industry_named("industry_name", string(value, "teks"))


def area_of(lists: Lists) -> Parser:
    """Read the area of three names; None for one that is not in our list."""

    def parse(city: Any, district: Any, _province: Any) -> int | None:
        return lists.area(_name(city), _name(district))

    return remembering(parse)


def place_of(lists: Lists) -> Parser:
    """Read the place of three names as a line; empty where `area_of` knows it."""

    def parse(city: Any, district: Any, province: Any) -> str:
        if lists.area(_name(city), _name(district)):
            return ""
        said = filter(None, (_name(city).title(), _name(province).title()))
        return ", ".join(said)[:NAME_OF_PLACE]

    return remembering(parse)


def occupation_of(lists: Lists) -> Parser:
    """Read the occupation: the function where it is one of ours, else what the title says.

    Functions are wider than our occupations by design ("Kesehatan"), so that one is none of ours
    is no news; titles often are one ("Perawat").
    """

    def parse(function: Any, title: Any) -> int | None:
        name = "" if function is None else string(function, "teks")
        said = title if isinstance(title, str) else ""
        return lists.occupation_named(name) or lists.occupation_titled(said)

    return parse


def _name(value: Any) -> str:
    if value is None:
        return ""
    name = one_line(value, "nama tempat")
    if len(name) > NAME_OF_PLACE // 2:
        raise BadError(Reason.TOO_LONG, f"nama tempat sampai {NAME_OF_PLACE // 2} huruf")
    return name


def _shown_pay(amount: Any, is_shown: Any) -> int | None:
    return rupiah(amount) if is_shown is None or flag(is_shown) else None


def _in_order(low: int | None, high: int | None) -> None:
    if low is not None and high is not None and low > high:
        expected = "upah terendah tidak melebihi upah tertinggi"
        raise BadError(Reason.ORDER, expected, f"{format_money(low)} dan {format_money(high)}")


VACANCIES = Mapping(
    kind=Kind.VACANCIES,
    fields=(
        Field("title", ("title",), text(120, cut=True), "Judul", required=True),
        Field(
            "employer_name", ("company_name",), text(150, cut=True), "Pemberi kerja", required=True
        ),
        Field("industry_id", ("industry_name",), _industry, "Lapangan usaha"),
        Field(
            "occupation_id",
            ("job_function_name", "title"),
            occupation_of,
            "Jabatan",
        ),
        Field(
            "employment_type",
            ("job_type_name",),
            known_as("job_type_name", TYPES, UNTOLD_TYPE),
            "Jenis kerja",
            empty=UNTOLD_TYPE,
        ),
        Field("area_id", PLACE, area_of, "Tempat kerja"),
        Field("place_name", PLACE, place_of, "Tempat kerja di luar daftar wilayah"),
        Field("published_at", ("published_at",), unix_time, "Terbit", required=True),
        Field("pay_min", ("min_salary_amount", "show_salary"), same(_shown_pay), "Upah terendah"),
        Field("pay_max", ("max_salary_amount", "show_salary"), same(_shown_pay), "Upah tertinggi"),
        Field("skills", ("skills",), words(60, 50), "Keterampilan", empty=(), parts=("value",)),
        Field("description", ("description",), prose(MAX_TEXT), "Uraian pekerjaan", empty=""),
    ),
    ignored={"company_logo_uri": "gambar dari alamat lain tidak ditampilkan"},
    check=_in_order,
    compared=("pay_min", "pay_max"),
)
