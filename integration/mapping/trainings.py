"""Training programmes of Proglat; institutions and schedules are assumed by us."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from integration.enums import Kind, Reason
from integration.mapping.lists import Lists
from integration.mapping.parsers import (
    IN_LIST,
    BadError,
    Make,
    Parser,
    day,
    digits,
    integer,
    listed,
    same,
    string,
    whole,
)
from integration.mapping.tables import Envelope, Field, Mapping
from integration.mapping.texts import prose, text
from integration.mapping.vacancies import area_of, place_of
from training.models.programmes import MAX_HOURS, MAX_TEXT

MOST_TOPICS, MOST_SCHEDULES, MOST_PEOPLE = 200, 100, 100_000
ADDRESS_LONGEST = 300
FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2100, 1, 1)
PLACE = ("institution.city_name", "institution.district_name", "institution.province_name")
STATUSES = {"approved": False, "draft": True, "archived": True}  # whether it is gone

# Names within a list → parser.
_TOPIC = {"title": text(200), "duration": whole(0, MAX_HOURS)}
_SCHEDULE = {
    "batch": text(60),
    "registration_until": day(FIRST_DAY, LAST_DAY),
    "start_date": day(FIRST_DAY, LAST_DAY),
    "end_date": day(FIRST_DAY, LAST_DAY),
    "quota": whole(0, MOST_PEOPLE),
    "registered": whole(0, MOST_PEOPLE),
}


def _rows(names: dict[str, Make], most: int, shape: Callable[[dict[str, Any]], Any]) -> Make:
    """Read a list of small records into JSON text."""

    def make(lists: Lists) -> Parser:
        parsers = {name: of_lists(lists) for name, of_lists in names.items()}

        def part(name: str, value: Any) -> Any:
            try:
                return None if value is None or value == "" else parsers[name](value)
            except BadError as error:
                error.within = f"{IN_LIST}.{name}"
                raise

        def row(value: Any) -> Any:
            if not isinstance(value, dict):
                raise BadError(Reason.TYPE, "daftar data dengan isian bernama")
            return shape({name: part(name, value.get(name)) for name in parsers})

        def parse(value: Any) -> str:
            rows = filter(None, map(row, listed(value, most)))
            return json.dumps(list(rows), ensure_ascii=False, default=str)

        return parse

    return make


def _topic(found: dict[str, Any]) -> dict[str, Any] | None:
    if not found["title"]:
        return None
    return {"title": found["title"], "hours": found["duration"]}


def _schedule(found: dict[str, Any]) -> dict[str, Any]:
    starts, ends, until = found["start_date"], found["end_date"], found["registration_until"]
    if ends and ((starts and ends < starts) or (until and ends < until)):
        raise BadError(Reason.ORDER, "selesai sesudah mulai dan sesudah pendaftaran")
    return {
        "batch": found["batch"] or "",
        "registration_until": until,
        "starts_on": starts,
        "ends_on": ends,
        "quota": found["quota"] or None,
        "registered": found["registered"] or 0,
    }


def _website(value: Any) -> str:
    address = string(value, "alamat situs").strip()
    is_web = address.startswith(("https://", "http://")) and address.isprintable()
    return address if is_web and len(address) <= ADDRESS_LONGEST else ""


def _hours(value: Any) -> int | None:
    return integer(value, 0, MAX_HOURS) or None


def _is_gone(value: Any) -> bool:
    if not isinstance(value, str) or value not in STATUSES:
        raise BadError(Reason.UNKNOWN_CODE, "salah satu dari " + ", ".join(STATUSES))
    return STATUSES[value]


TOPICS = _rows(_TOPIC, MOST_TOPICS, _topic)
SCHEDULES = _rows(_SCHEDULE, MOST_SCHEDULES, _schedule)

TRAININGS = Mapping(
    kind=Kind.TRAININGS,
    fields=(
        Field("code", ("code",), text(60, cut=True), "Kode program", empty=""),
        Field("title", ("title",), text(200, cut=True), "Nama program", required=True),
        Field("description", ("description",), prose(MAX_TEXT), "Uraian", empty=""),
        Field("field", ("vocational.name",), text(100, cut=True), "Kejuruan", empty=""),
        Field("hours", ("total_duration",), same(_hours), "Lama pelatihan (jam)"),
        Field("topics", ("program_topics",), TOPICS, "Materi", empty="[]", parts=(*_TOPIC,)),
        Field("schedules", ("schedules",), SCHEDULES, "Jadwal", empty="[]", parts=(*_SCHEDULE,)),
        Field(
            "provider_key",
            ("institution.id",),
            digits(r"[!-~]{1,64}", "nomor lembaga"),
            "Nomor lembaga",
            required=True,
        ),
        Field("provider_name", ("institution.name",), text(200), "Lembaga", required=True),
        Field(
            "provider_address", ("institution.address",), text(250, cut=True), "Alamat", empty=""
        ),
        Field("provider_area_id", PLACE, area_of, "Wilayah lembaga"),
        Field("provider_place", PLACE, place_of, "Tempat lembaga di luar daftar wilayah"),
        Field("provider_phone", ("institution.phone",), text(40), "Telepon lembaga", empty=""),
        Field("provider_website", ("institution.website",), same(_website), "Situs", empty=""),
    ),
    ignored={
        "version": "nomor kurikulum, bukan versi data",
        "effective_date": "tidak ditampilkan",
        "created_at": "tidak ditampilkan",
        "vocational.code": "kejuruan dikenal dari namanya",
        "sub_vocational": "kejuruan sudah cukup",
        "download_material_uri": "berkas dari alamat lain tidak ditampilkan",
        "total_topic_duration": "jumlah dari materi",
        "program_topics[].code": "tidak ditampilkan",
        "program_topics[].type": "tidak ditampilkan",
        "schedules[].id": "jadwal dibaca utuh bersama programnya",
    },
    envelope=Envelope(gone=("status", _is_gone)),
    optional=("institution.district_name",),
)
