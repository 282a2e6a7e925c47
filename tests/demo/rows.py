"""What the tests of the demo compare: all its rows, and words of names that exist."""

import re
from collections.abc import Iterable
from typing import Any

from employers.models import Company, CompanyTransition, Member
from jobs.models import FillReport, Vacancy, VacancyTransition
from sikas.accounts.models import User

# Marks of firms that exist.
REAL = frozenset(
    {
        "inalum", "bakrie", "socfin", "socfindo", "indomaret", "alfamart", "alfamidi",
        "bri", "bni", "bca", "btn", "mandiri", "lonsum", "sinarmas", "wilmar", "musim",
        "asian", "astra", "honda", "yamaha", "suzuki", "toyota", "daihatsu", "pertamina",
        "pln", "telkom", "telkomsel", "indosat", "jne", "jnt", "sicepat", "gojek",
        "tokopedia", "shopee", "lazada", "unilever", "indofood", "wings", "mayora",
        "nestle", "danone", "aqua", "sampoerna", "djarum", "gudanggaram", "pegadaian",
        "ptpn", "bridgestone", "goodyear", "michelin", "kalbe", "siloam", "hermina",
        "mitra", "ramayana", "matahari", "hypermart", "transmart", "carrefour", "lotte",
        "adaro", "freeport", "antam", "krakatau", "pnm", "adira", "fif", "bfi", "danamon",
        "permata", "cimb", "panin", "jamsostek",
    }
)  # fmt: skip


def real_words(names: Iterable[str]) -> set[str]:
    """Return words of the names that belong to real firms."""
    return {word for name in names for word in re.findall(r"[a-z]+", name.lower())} & REAL


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """Return every row that the demo writes."""
    models = (Vacancy, Company, CompanyTransition, VacancyTransition, Member, FillReport)
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    users = User.objects.order_by("email").values("id", "name", "email")
    return rows | {"User": list(users)}


def without_keys(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows without the keys that a database gives."""
    return [{name: row[name] for name in row if not name.endswith("id")} for row in rows]
