"""Dates, money and numbers look as people in Indonesia write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from sikas.ui import formats

MORNING = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def test_date_is_written_out():
    assert formats.format_date(date(2026, 11, 23)) == "23 November 2026"
    assert formats.format_date_short(date(2026, 5, 1)) == "1 Mei 2026"


def test_moment_belongs_to_the_day_of_the_portal():
    late = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    assert formats.format_date(late) == "23 November 2026"
    assert formats.format_datetime(late) == "23 November 2026, 00.30 WIB"


@pytest.mark.parametrize(
    ("days", "expected"),
    (
        (-1, "hari ini"),
        (0, "hari ini"),
        (1, "kemarin"),
        (30, "30 hari lalu"),
        (31, "pada 23 Oktober 2026"),
    ),
)
def test_moment_is_so_long_ago_in_days_of_the_portal(clock, days, expected):
    clock.freeze(MORNING)
    assert formats.format_ago(MORNING - timedelta(days=days)) == expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    (
        ("Asia/Jakarta", "08.30 WIB"),
        ("Asia/Makassar", "09.30 WITA"),
        ("Asia/Jayapura", "10.30 WIT"),
        ("UTC", "01.30"),
        ("Asia/Kolkata", "07.00"),
    ),
)
def test_time_names_its_zone(settings, zone, expected):
    from django.utils import timezone

    with timezone.override(ZoneInfo(zone)):
        assert formats.format_time(MORNING) == expected


def test_time_without_a_zone_claims_none():
    assert formats.format_time(datetime(2026, 11, 23, 8, 30)) == "08.30"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "expected"),
    (
        (0, "Rp0"),
        (3265908, "Rp3.265.908"),
        (Decimal("3265908.21"), "Rp3.265.908"),
        (-500, "-Rp500"),
        (Decimal("-0.2"), "Rp0"),
        (2**63, "Rp9.223.372.036.854.775.808"),
    ),
)
def test_money_is_written_in_rupiah(value, expected):
    assert formats.format_money(value) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    (
        (Decimal("3265908.21"), 2, "3.265.908,21"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (1.005, 2, "1,01"),
        (1234, 1, "1.234,0"),
    ),
)
def test_number_has_points_and_a_decimal_comma(value, decimals, expected):
    assert formats.format_number(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    (
        ("+6281234567890", "0812-3456-7890"),
        ("+62812345678", "0812-3456-78"),
        ("(0623) 41000", "(0623) 41000"),
    ),
)
def test_phone_is_written_as_people_dial_it(value, expected):
    assert formats.format_phone(value) == expected


def test_filters_are_the_same_functions():
    source = "{% load ui %}{{ day|date_id }} {{ pay|money }} {{ rate|number:2 }}"
    context = Context({"day": date(2026, 11, 23), "pay": 3265908, "rate": Decimal("4.125")})
    assert Template(source).render(context) == "23 November 2026 Rp3.265.908 4,13"
