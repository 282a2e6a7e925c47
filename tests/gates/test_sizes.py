"""Sizes: files and functions stay small, and nothing is written twice."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from tests.databases import ROOT

FILE_LINES, TEST_FILE_LINES = 300, 400
FUNCTION_LINES, TEST_FUNCTION_LINES = 40, 60
BLOCK_LINES = 8
APPS = (path.parent.name for path in ROOT.glob("*/apps.py"))
OUR_FOLDERS = ("sikas", *sorted(APPS), "tests", "templates", "static")
GENERATED = "/migrations/"


def sources(*suffixes: str) -> list[Path]:
    found = [ROOT / "manage.py"]
    for folder in OUR_FOLDERS:
        found += sorted((ROOT / folder).rglob("*"))
    return [path for path in found if path.suffix in suffixes and GENERATED not in str(path)]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", sources(".py"), ids=name)
def test_python_file_and_its_functions_are_short(path):
    in_tests = name(path).startswith("tests/")
    text = path.read_text()
    assert len(text.splitlines()) <= (TEST_FILE_LINES if in_tests else FILE_LINES)
    limit = TEST_FUNCTION_LINES if in_tests else FUNCTION_LINES
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    lengths = {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, functions)
    }
    assert not {name: lines for name, lines in lengths.items() if lines > limit}


def meaningful_lines(text: str) -> list[tuple[int, str]]:
    """Return numbered lines with single spaces, without those that hold no word."""
    lines = ((number, " ".join(line.split())) for number, line in enumerate(text.splitlines(), 1))
    return [(number, line) for number, line in lines if any(map(str.isalnum, line))]


def repeated_blocks(texts: dict[str, str]) -> list[str]:
    """Return where a block of BLOCK_LINES meaningful lines appears again."""
    places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for place, text in texts.items():
        lines = meaningful_lines(text)
        for start in range(len(lines) - BLOCK_LINES + 1):
            block = lines[start : start + BLOCK_LINES]
            places[tuple(line for _, line in block)].append(f"{place}:{block[0][0]}")
    return [" = ".join(found) for found in places.values() if len(found) > 1]


@pytest.mark.parametrize("suffix", [".py", ".html", ".css", ".js"])
def test_no_block_is_written_twice(suffix):
    assert not repeated_blocks({name(path): path.read_text() for path in sources(suffix)})


def test_apps_outside_of_sikas_are_looked_at():
    assert {ROOT / "jobs" / "models" / "vacancies.py", ROOT / "employers" / "profile.py"} <= set(
        sources(".py")
    )


def test_repeated_block_is_found_across_files_whatever_its_indent():
    block = "\n".join(f"line_{number} = {number}" for number in range(BLOCK_LINES))
    indented = block.replace("line", "    line")
    assert repeated_blocks({"a": block, "b": f"x = 1\n\n{indented}"}) == ["a:1 = b:3"]
    assert not repeated_blocks({"a": block, "b": block.replace("line_3", "other")})
