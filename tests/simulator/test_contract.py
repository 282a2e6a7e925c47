"""The simulator answers as docs/ministry-openapi.yaml says, whatever it is asked (schemathesis)."""

import ast

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig

from integration.simulator import contract
from integration.simulator.faults import ENDPOINTS
from tests.databases import ROOT

EXAMPLES = 10  # of each call, and as many of each again that break its rules
REFUSED = ["400", "401", "404", "405", "410", "413", "422"]
SCHEMA = schemathesis.openapi.from_path(
    contract.DOCUMENT,
    config=SchemathesisConfig.from_dict(
        {
            "generation": {"max-examples": EXAMPLES, "deterministic": True, "database": "none"},
            # a call that fits may still name a cursor or a record that is not there
            "checks": {
                "positive_data_acceptance": {"enabled": False},
                "negative_data_rejection": {"expected-statuses": REFUSED},
            },
        }
    ),
)


@pytest.fixture(scope="module")
def populated(simulator_process):
    simulator_process.reset()
    simulator_process.populate(vacancies=3, trainings=3, companies=3, seekers=3)
    return simulator_process


@pytest.fixture(scope="module")
def bearer(populated):
    return populated.bearer()


@SCHEMA.parametrize()
def test_call_is_answered_as_the_document_says(case, populated, bearer):
    headers = bearer if case.path.startswith("/v1/") else None
    case.call_and_validate(base_url=populated.url, headers=headers)


def test_document_says_what_is_known_and_what_assumed():
    for path, calls in contract.document()["paths"].items():
        for call in calls.values():
            assert call["x-status"] in ("known", "assumed"), path
            assert call["operationId"] in ENDPOINTS  # by which faults are switched on


def test_simulator_imports_nothing_of_the_rest():
    ours = {path.parent.name for path in ROOT.glob("*/apps.py")} | {"sikas", "tests", "django"}
    for path in (ROOT / "integration" / "simulator").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                inside = name == "integration.simulator" or name.startswith(
                    "integration.simulator."
                )
                assert inside or name.split(".")[0] not in ours, f"{path.name}: {name}"
