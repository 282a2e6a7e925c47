"""The demo plays its ministry unless somebody names another, and never beside real data."""

import socket

import pytest

from sikas import rehearsal
from sikas.ports import HIGHEST, Port
from sikas.processes import StartError
from sikas.supervisor import children, environment
from tests.harness import free_port


@pytest.fixture(autouse=True)
def _demo(monkeypatch):
    for name in ("DATABASE_URL", "MINISTRY_URL", "MINISTRY_CLIENT_SECRET"):
        monkeypatch.delenv(name, raising=False)


def parts():
    return {child.name: child for child in children(8000)}


def test_simulator_and_portal_know_each_other():
    ministry, worker = parts()["ministry"], parts()["worker"]
    assert "--port 8010 --control-port 8011" in " ".join(ministry.command)
    assert worker.environment["MINISTRY_URL"] == "http://127.0.0.1:8010"
    assert worker.environment["SIAPKERJA_URL"] == worker.environment["MINISTRY_PARTNER_URL"]
    assert worker.environment["MINISTRY_RATE"] == "20"
    for name in ("MINISTRY_CLIENT_SECRET", "SIAPKERJA_CLIENT_SECRET"):
        assert len(ministry.environment[name]) > 20
        assert ministry.environment[name] == worker.environment[name]


@pytest.mark.parametrize("name", ["MINISTRY_URL", "DATABASE_URL"])
def test_no_simulator_beside_a_named_ministry_or_real_data(monkeypatch, name):
    monkeypatch.setenv(name, "https://api.example.go.id")
    assert "ministry" not in parts()
    assert rehearsal.ports(8000) == []
    assert "MINISTRY_RATE" not in environment(8000)


def test_busy_port_of_the_simulator_is_told_with_a_port_whose_neighbours_are_free():
    port = free_port()
    busy = ("127.0.0.1", port + rehearsal.PORT_AFTER)
    with socket.create_server(busy), pytest.raises(StartError) as told:
        Port(port).check(rehearsal.ports(port))
    said = str(told.value)
    assert said.startswith(f"Port {port + rehearsal.PORT_AFTER} is used by another program.")
    free = int(said.rpartition("=")[2])
    assert free > port
    assert all(Port(number).fault() is None for number in (free, *rehearsal.ports(free)))


def test_port_without_room_for_the_simulator_is_told():
    with pytest.raises(StartError, match=f"^Port {HIGHEST + 10} .* make run PORT=8000$"):
        Port(HIGHEST).check(rehearsal.ports(HIGHEST))
