"""The table of OWASP ASVS 5.0: a row that says "met" names a place and a test that exist."""

import csv
import re

import pytest

from tests.databases import ROOT

TABLE = ROOT / "docs" / "security" / "asvs.csv"
STATUSES = ("met", "partly", "open", "not applicable")
ITEM = re.compile(r"^V\d{1,2}\.\d{1,2}\.\d{1,2}$")


def rows() -> list[dict[str, str]]:
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


def test_items_are_numbered_once_and_in_order():
    items = [row["item"] for row in rows()]
    assert all(ITEM.match(item) for item in items)
    assert items == sorted(set(items), key=lambda item: list(map(int, item[1:].split("."))))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["item"])
def test_row_names_what_exists(row):
    assert row["status"] in STATUSES
    assert (ROOT / row["place"]).exists()
    if row["status"] == "met":
        assert row["test"]
    for name in filter(None, row["test"].split(" ")):
        path, _, function = name.partition("::")
        assert re.search(rf"^def {function}\(", (ROOT / path).read_text(), re.MULTILINE), name
