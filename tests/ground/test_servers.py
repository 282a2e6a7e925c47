"""The embedded servers in folders of their own: kept data, stale files, clear refusals."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sikas.processes import try_take
from tests.databases import ROOT
from tests.harness import bare_environment

USE = """
import sys, psycopg2
from sikas import embedded
embedded.start()
link = psycopg2.connect(dbname="sikas", user="sikas", host=str(embedded.runtime_dir()))
link.autocommit = True
cursor = link.cursor()
cursor.execute("select pg_advisory_lock(1)")  # two at once may not both create it
cursor.execute("create table if not exists kept (word text)")
cursor.execute("insert into kept values ('x')")
cursor.execute("select count(*) from kept")
print(cursor.fetchone()[0], flush=True)
cursor.execute("select pg_advisory_unlock(1)")
sys.stdin.read()
link.close()
print(embedded.release(30))
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "a folder"


def use(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", USE],
        cwd=ROOT,
        env=bare_environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline()


def test_data_survive_a_kill_and_a_reused_process_number(folder):
    first = use(folder)
    assert line_of(first) == "1\n"
    first.send_signal(signal.SIGKILL)
    first.communicate()
    second = use(folder)
    assert line_of(second) == "2\n"
    assert second.communicate("")[0] == "True\n"
    (folder / "pg" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    third = use(folder)
    assert line_of(third) == "3\n"
    assert third.communicate("")[0] == "True\n"


def test_two_starts_at_once_share_the_servers(folder):
    both = [use(folder), use(folder)]
    answers = {line_of(process) for process in both}
    with ThreadPoolExecutor() as pool:  # one after the other would wait for what the other holds
        ends = list(pool.map(lambda process: process.communicate(""), both))
    assert answers == {"1\n", "2\n"}, ends


def test_servers_end_with_the_command_that_started_them(folder):
    ended = subprocess.run(
        [sys.executable, "manage.py", "showmigrations"],
        cwd=ROOT,
        env=bare_environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "[ ] 0001_initial" in ended.stdout, ended.stderr
    assert try_take(folder / "lock" / "keeper", seconds=30) is not None
    assert not (folder / "pg" / "postmaster.pid").exists()


def test_folder_of_another_version_is_refused_and_left_alone(folder):
    process = use(folder)
    line_of(process)
    process.communicate("")
    (folder / "pg" / "PG_VERSION").write_text("17\n")
    refused = use(folder)
    said = refused.communicate("")[1]
    assert "was made by PostgreSQL 17" in said
    assert (folder / "pg" / "PG_VERSION").read_text() == "17\n"
