"""No number under five can be computed from a public table, whatever the table."""

from itertools import product
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from jobfair.report import editions, suppress
from jobfair.report.suppress import LEAST

TABLES = st.lists(st.one_of(st.integers(0, 6), st.integers(0, 40)), min_size=1, max_size=6)


def possible(shown, total):
    """Return every table that a reader can think of: the shown cells, the rest adding up.

    He knows that a hidden cell is not zero while zeros are shown.
    """
    places = [i for i, cell in enumerate(shown) if cell is None]
    left = total - sum(cell for cell in shown if cell is not None)
    least = 0 if len(places) == len(shown) else 1
    found = []
    for values in product(range(least, left + 1), repeat=max(0, len(places) - 1)):
        last = left - sum(values)
        if places and last >= least:
            found.append(dict(zip(places, (*values, last), strict=True)))
    return found


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_small_cells_may_be_anything_up_to_five(cells):
    total = sum(cells)
    if total < LEAST:
        return  # then the edition shows neither total nor table
    shown = suppress.table(cells)
    assert all(cell in (None, number) for cell, number in zip(shown, cells, strict=True))
    for i, number in enumerate(cells):
        if suppress.is_small(number):
            assert shown[i] is None
            values = {table[i] for table in possible(shown, total)}
            assert len(values) > 1
            assert max(values) >= LEAST


@given(TABLES)
def test_table_without_small_cells_is_shown_whole(cells):
    large = [number + LEAST if number else 0 for number in cells]
    assert suppress.table(large) == large


@given(TABLES, st.data())
def test_cells_of_few_people_are_hidden_however_large(cells, data):
    people = [data.draw(st.integers(min(1, number), number)) for number in cells]
    shown = suppress.table(cells, people)
    hidden = [i for i, number in enumerate(cells) if number and people[i] < LEAST]
    assert all(shown[i] is None for i in hidden)
    assert len(hidden) != 1 or shown.count(None) > 1 or len(cells) == 1


def figures(companies, positions):
    """Return figures as they are frozen: companies (applications, people), their positions."""
    rows = [
        {"company_id": n, "name": f"PT {n}", "positions": len(own), "openings": 3,
         "applications": sum(own), "applicants": people}
        for n, (people, own) in enumerate(zip(companies, positions, strict=True))
    ]  # fmt: skip
    total = sum(row["applications"] for row in rows)
    return {
        "summary": {
            "companies": len(rows), "positions": 1, "openings": 3, "applicants": 30,
            "applications": total, "withdrawn": 0, "withdrawers": 0, "answered": total,
        },
        "companies": rows,
        "positions": [
            {"company_id": n, "company": f"PT {n}", "title": "Kasir", "openings": 1,
             "applications": number}
            for n, own in enumerate(positions)
            for number in own
        ],
        "people": {"sex": [["L", 27], ["P", 3]]},
        "hours": [["2026-11-03 08", total, 30]],
        "states": [["sent", total, 30]],
    }  # fmt: skip


def edition_of(*args):
    found = figures(*args)
    return editions.public([SimpleNamespace(figures=found)])  # type: ignore[list-item]


def test_positions_of_a_hidden_company_are_hidden_and_another_company_with_it():
    edition = edition_of((2, 30, 25), ([1, 2], [30], [12, 20, 2]))
    assert [row["applications"] for row in edition.companies] == [None, None, 34]
    assert [row["applications"] for row in edition.positions] == [None, None, None, None, 20, None]
    assert edition.people["sex"] == [("L", None), ("P", None)]


def test_answered_is_hidden_when_the_rest_would_point_to_people():
    found = figures((30,), ([40],))
    found["summary"]["answered"] = 38
    assert editions.public([SimpleNamespace(figures=found)]).summary["answered"] is None  # type: ignore[list-item]


def test_fair_of_few_people_shows_places_only():
    found = figures((4,), ([6],))
    found["summary"]["applicants"] = 4
    edition = editions.public([SimpleNamespace(figures=found)])  # type: ignore[list-item]
    assert edition.summary["companies"] == 1
    assert edition.summary["applications"] is edition.summary["applicants"] is None
    assert edition.companies[0]["applications"] is None
    assert {cell for _label, cell in edition.hours + edition.states} == {None}
