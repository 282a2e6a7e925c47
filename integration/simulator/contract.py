"""The OpenAPI document, as far as the ministry checks bodies against it."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "ministry-openapi.yaml"
ATTRIBUTES = {
    "vacancies": "VacancyAttributes",
    "companies": "CompanyAttributes",
    "seekers": "SeekerAttributes",
    "placements": "PlacementAttributes",
}
PARTNER_KINDS = tuple(ATTRIBUTES)
ERRORS_AT_MOST = 20
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def document() -> dict[str, Any]:
    """Return the document, read once."""
    return yaml.load(DOCUMENT.read_text(), Loader)  # noqa: S506 - a safe loader, in C if there is


@cache
def validator(name: str) -> Draft202012Validator:
    """Return what checks a value against a schema of the document."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": document()["components"]}
    return Draft202012Validator(schema, format_checker=FormatChecker(["date"]))


def errors(name: str, value: Any, path: str = "") -> list[dict[str, str]]:
    """Return what is wrong with a value, as path, code and message; nothing when it is valid."""
    found = sorted(validator(name).iter_errors(value), key=lambda error: error.json_path)
    return [_error(error, path) for error in found[:ERRORS_AT_MOST]]


def _error(error: ValidationError, path: str) -> dict[str, str]:
    parts = [*([path] if path else []), *map(str, error.absolute_path)]
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        parts.append(missing[0])
    return {
        "path": ".".join(parts),
        "code": str(error.validator),
        "message": f"does not fit {error.validator}",  # no value: it may be personal
    }
