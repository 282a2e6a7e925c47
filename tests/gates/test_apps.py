"""Every app of ours is known to every tool, wherever it lives."""

import tomllib
from pathlib import Path

import pytest
from django.apps import AppConfig, apps

from tests import databases
from tests.databases import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
SHAPES = ("apps.py", "models.py", "models/**/*.py", "migrations/*.py")
FOLDERS = (ROOT, ROOT / "sikas")
OURS = [config for config in apps.get_app_configs() if Path(config.path).parent in FOLDERS]


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.name)
def test_app_is_typed_covered_and_on_a_floor(config: AppConfig):
    package = config.name.partition(".")[0]
    assert package in PROJECT["mypy"]["files"]
    assert package in PROJECT["coverage"]["run"]["source"]
    assert package in PROJECT["importlinter"]["root_packages"]


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.name)
def test_change_of_an_app_makes_a_new_template_database(config: AppConfig):
    counted = {path for pattern in databases.SOURCES for path in ROOT.glob(pattern)}
    shaping = {path for shape in SHAPES for path in Path(config.path).glob(shape)}
    assert shaping
    assert shaping <= counted
