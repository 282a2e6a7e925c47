"""Whatever the ministry sends is read or refused with a reason; it never stops a pull."""

import itertools
from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from integration import quarantine
from integration.enums import DriftKind, Kind, Mode, QuarantineState
from integration.management.commands.ministry_mapping import PAGE
from integration.mapping import MAPPINGS
from integration.mapping.document import document
from integration.mapping.lists import Lists
from integration.mapping.parsers import BadError, day
from integration.mapping.reader import GOT_LONGEST, HIDDEN, Accepted, Deleted, Reader, Refused
from integration.mapping.texts import prose
from integration.models import Drift, Quarantined
from jobs.models import Vacancy
from sikas.reference.models import Industry
from tests.integration import drifts
from tests.integration.wire import envelope, pulled, resident, vacancy
from tests.seekers.places import make_village

pytestmark = pytest.mark.django_db
USUAL = {Kind.VACANCIES: Mode.CRAWL, Kind.TRAININGS: Mode.CRAWL}


@pytest.fixture
def lists() -> None:
    """Know one village and one industry."""
    make_village()
    letter = Industry.objects.create(code="C", edition=2020, digits=1, title="Industri")
    Industry.objects.create(code="10", edition=2020, digits=2, title="Makanan", parent=letter)


def reader(kind: Kind) -> Reader:
    return Reader(MAPPINGS[kind], Lists())


@pytest.mark.parametrize("kind", Kind)
def test_table_of_drifts_has_every_field(kind):
    mapping = MAPPINGS[kind]
    prefix = f"{mapping.envelope.body}." if mapping.envelope.body else ""
    paths = {f"{prefix}{path}" for one in mapping.fields for path in one.paths}
    assert paths - {"institution.province_name"} <= drifts.DRIFTS[kind].keys()


@pytest.mark.parametrize("kind", Kind)
def test_every_drift_of_every_field_is_read_or_refused_with_its_reason(lists, kind):
    read = reader(kind).read
    personal = {path for one in MAPPINGS[kind].fields if one.is_personal for path in one.paths}
    assert isinstance(read(drifts.ITEMS[kind]), Accepted)
    for path, way, reason in drifts.cells(kind):
        found = read(drifts.drifted(kind, path, way))
        cell = (path, way)
        if reason is None:
            assert isinstance(found, Accepted), (*cell, found)
            continue
        assert isinstance(found, Refused), cell
        place = drifts.place_of(path)
        assert (found.reason, found.path) == (reason, place), cell
        assert found.expected, cell
        assert len(found.got) <= GOT_LONGEST, cell
        assert found.got.isprintable() or not found.got, cell
        if place in personal and way not in ("missing", "null", "empty", "surrogate"):
            assert found.got == HIDDEN, cell


@pytest.mark.parametrize("kind", Kind)
def test_no_drift_stops_a_pull(lists, kind):
    bad = [(path, way, why) for path, way, why in drifts.cells(kind) if why and path != "id"]
    items = [drifts.drifted(kind, path, way) for path, way, _ in bad]
    for number, item in enumerate(items):
        item["id"] = f"bad-{number}"
    good = drifts.ITEMS[kind]
    run = pulled(kind, items, [good, "bukan data", {}, []], mode=USUAL.get(kind, Mode.CHANGES))
    assert (run.state, run.inserted, run.quarantined) == ("done", 1, len(items) + 3)
    kept = {
        one.key: (one.path, one.reason)
        for one in Quarantined.objects.filter(kind=kind, key__startswith="bad-")
    }
    assert kept == {
        f"bad-{number}": (drifts.place_of(path), why) for number, (path, way, why) in enumerate(bad)
    }
    assert "120919010190" not in str(list(Quarantined.objects.values()))


@pytest.mark.parametrize("place", ["id", "version", "updated_at", "deleted", "attributes"])
def test_nik_is_not_shown_wherever_it_strays(place):
    pulled(Kind.SEEKERS, [resident(1) | {place: ["1209190101900001"]}], mode=Mode.CHANGES)
    kept = Quarantined.objects.get()
    assert (kept.path, kept.got) == (place, HIDDEN)


def test_field_that_is_new_vanished_or_unknown_is_told(lists):
    item = vacancy(1, bonus=1, industry_name="Antah Berantah")
    del item["job_type_name"]
    pulled(Kind.VACANCIES, [item])
    told = set(Drift.objects.values_list("path", "what", "example"))
    assert {
        ("bonus", DriftKind.EXTRA, ""),
        ("job_type_name", DriftKind.ABSENT, ""),
        ("industry_name", DriftKind.UNKNOWN, "Antah Berantah"),
    } <= told


def test_kind_of_work_that_is_not_told_or_not_known_stays_open(lists):
    items = [vacancy(1), vacancy(2, job_type_name=None), vacancy(3, job_type_name="Borongan")]
    pulled(Kind.VACANCIES, items)
    kinds = Vacancy.objects.order_by("title").values_list("employment_type", flat=True)
    assert list(kinds) == ["full_time", "", ""]


def test_bad_one_of_several_values_is_the_one_that_is_shown(lists):
    read = reader(Kind.VACANCIES).read
    found = read(vacancy(1, district_name=5))
    assert isinstance(found, Refused)
    assert (found.path, found.got) == ("district_name", "5")
    found = read(vacancy(1, show_salary="mungkin"))
    assert isinstance(found, Refused)
    assert (found.path, found.got) == ("show_salary", "mungkin")
    found = read(vacancy(1, min_salary_amount=9, max_salary_amount=5))
    assert isinstance(found, Refused)
    assert (found.path, found.reason) == ("min_salary_amount", "order")
    assert found.got == "Rp9 dan Rp5"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Operator\x01 Loader", None),
        ("Operator\x85 \t Loader", "Operator Loader"),
        ("Operator\uffff Loader", None),
        ("PT \u202eayaJ\u202c", "PT ayaJ"),
        ("Kasir\u200b \ufeffToko\xad", "Kasir Toko"),
        (
            "Dicari \U0001fae8 \ue000",
            "Dicari \U0001fae8 \ue000",
        ),  # newer than Python, and of a font
    ],
)
def test_line_has_no_signs_that_do_harm(lists, sent, kept):
    found = reader(Kind.VACANCIES).read(vacancy(1, title=sent))
    if kept is None:
        assert isinstance(found, Refused)
        assert (found.reason, found.path) == ("characters", "title")
    else:
        assert isinstance(found, Accepted)
        assert found.line.split("\t")[0] == kept


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Satu\r\n\tdua\rtiga\x01\x9f", "Satu\n\tdua\ntiga"),
        ("\u202eutaS\u2069 &#x202e;dua", "utaS dua"),
        ("• Satu – “dua” 👨‍🌾\xa0", "• Satu – “dua” 👨‍🌾"),
        ("<br" * 3 + ">", "<br<br"),  # one that never ends is looked at once, not once a sign
    ],
)
def test_text_of_many_lines_loses_what_does_harm(lists, sent, kept):
    assert prose(200)(lists)(sent) == kept


def test_number_of_a_sign_that_is_too_long_to_be_read_is_refused(lists):
    found = reader(Kind.VACANCIES).read(vacancy(1, description=f"&#{'9' * 5_000};"))
    assert isinstance(found, Refused)
    assert (found.reason, found.path) == ("characters", "description")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("2026-12-01T17:00:00Z", date(2026, 12, 2)),
        ("2026-12-02T00:00:00+07:00", date(2026, 12, 2)),
        ("2026-12-01 17:00", date(2026, 12, 1)),
        ("2026-12-01T17.00 WIB", date(2026, 12, 1)),
    ],
)
def test_time_with_a_zone_is_the_day_it_is_here(sent, kept):
    assert day(date(2015, 1, 1), date(2100, 1, 1))(Lists())(sent) == kept


def test_day_before_all_days_is_refused():
    with pytest.raises(BadError) as caught:
        day(date(1900, 1, 1))(Lists())("0001-01-01T00:00:00+14:00")
    assert caught.value.reason == "format"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
TEXTS = st.text(st.characters(categories=None), max_size=30)  # half characters too
NUMBERS = st.integers(-(2**70), 2**70)


@st.composite
def nearly_good(draw: st.DrawFn, kind: Kind) -> dict[str, Any]:
    """Return a good item in which some fields have any value at all."""
    paths = list(drifts.DRIFTS[kind])
    item = drifts.drifted(kind, paths[0], "code")
    item["id"] = draw(st.integers(1, 50))
    for path in draw(st.lists(st.sampled_from(paths[1:]), max_size=3)):
        *parents, name = path.split(".")
        place: Any = item
        for parent in parents:
            place = place.get(parent) if isinstance(place, dict) else None
        if isinstance(place, dict):
            place[name] = draw(JSON | TEXTS | NUMBERS)
    return item


ANY = settings(deadline=None, derandomize=True, database=None, max_examples=60)


@pytest.mark.parametrize("kind", Kind)
def test_reader_has_an_answer_for_anything(lists, kind):
    read = reader(kind).read

    @ANY
    @given(JSON | nearly_good(kind))
    def answers(item: Any) -> None:
        assert isinstance(read(item), Accepted | Deleted | Refused)

    answers()


@pytest.mark.parametrize("kind", Kind)
def test_what_was_read_can_be_written(lists, kind):
    """Whatever the reader accepts fits into the tables: their constraints refuse nothing of it."""

    @settings(ANY, max_examples=12)
    @given(st.lists(nearly_good(kind) | JSON, min_size=5, max_size=30))
    def lands(items: list[Any]) -> None:
        run = pulled(kind, items, mode=USUAL.get(kind, Mode.CHANGES))
        assert (run.state, run.received) == ("done", len(items))

    lands()


def test_item_that_comes_again_only_counts():
    for description in ("Satu.", "Dua."):
        pulled(Kind.VACANCIES, [vacancy(1, title="", description=description), vacancy(2)])
    (kept,) = Quarantined.objects.all()
    assert (kept.times, kept.state) == (2, QuarantineState.OPEN)
    assert quarantine.unseal(kept.payload)["description"] == "Dua."
    pulled(Kind.VACANCIES, [vacancy(1), vacancy(2)])
    kept.refresh_from_db()
    assert (kept.state, kept.payload) == (QuarantineState.RESOLVED, "")


def test_item_that_comes_twice_in_a_page_counts_twice_and_is_kept_once():
    versions = [(2, "lama"), (3, "baru"), (1, "usang")]
    pulled(Kind.SEEKERS, [resident(1, version, nik=nik) for version, nik in versions])
    kept = Quarantined.objects.get()
    assert (kept.times, kept.version) == (3, 3)
    assert quarantine.unseal(kept.payload)["attributes"]["nik"] == "baru"


def test_page_of_refused_items_costs_the_same_however_many_they_are():
    statements: list[int] = []

    def note(execute, sql, params, many, context):
        statements.append(len(params) if many else 1)
        return execute(sql, params, many, context)

    sums = []
    for size in (2, 40):
        with connection.execute_wrapper(note):
            pulled(Kind.SEEKERS, [resident(n, nik="x") for n in range(size)], mode=Mode.CHANGES)
        sums.append(sum(statements))
        statements.clear()
    assert sums[1] <= sums[0]


def test_only_a_newer_good_version_resolves():
    pulled(Kind.SEEKERS, [resident(1, 3, nik="x")], mode=Mode.CHANGES)
    pulled(Kind.SEEKERS, [resident(1, 2)], mode=Mode.CHANGES)
    kept = Quarantined.objects.get()
    assert kept.state == QuarantineState.OPEN
    pulled(Kind.SEEKERS, [envelope("s1", 4, None)], mode=Mode.CHANGES)
    kept.refresh_from_db()
    assert (kept.state, kept.payload) == (QuarantineState.RESOLVED, "")


def test_item_that_is_too_large_to_keep_says_so():
    pulled(Kind.VACANCIES, [vacancy(1, description="x" * 200_000)])
    kept = Quarantined.objects.get()
    assert kept.payload == ""
    with pytest.raises(quarantine.TooLargeError):
        quarantine.unseal(kept.payload)


@pytest.mark.parametrize("kind", Kind)
def test_item_that_is_nested_too_deeply_is_refused_like_any_other(lists, kind):
    deep: Any = []
    for _ in range(5_000):
        deep = [deep]
    good = drifts.ITEMS[kind]
    items = [deep, good | {"id": "deep", "title": deep, "attributes": deep}, good]
    run = pulled(kind, items, mode=USUAL.get(kind, Mode.CHANGES))
    assert (run.state, run.inserted, run.quarantined) == ("done", 1, 2)


def test_page_of_the_mapping_is_fresh():
    assert PAGE.read_text() == document(), "python manage.py ministry_mapping"


def test_page_of_the_mapping_names_every_field():
    page = document()
    for mapping in MAPPINGS.values():
        paths = itertools.chain(*(one.paths for one in mapping.fields))
        assert all(f"`{name}`" in page for name in [*paths, *mapping.ignored])
