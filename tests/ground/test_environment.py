"""A wrong setting ends every kind of process with one line that names it."""

import os
import re
import socket
import subprocess
import sys

import pytest

from tests.databases import ROOT

PRODUCTION = {
    "DATABASE_URL": "postgres://sikas:secret@db.invalid:5432/sikas",
    "REDIS_URL": "redis://redis.invalid:6379/0",
    "CACHE_URL": "redis://cache.invalid:6379/0",
    "SECRET_KEY": "kL9f-2Qx7vRz0bTn4WmYc8HsJp3UdGe6AoXiB5tKqE1rNwVyS-hM",
    "SEALING_KEYS": "k2:" + "Qk" * 21 + "Q=,k1:" + "aG" * 21 + "s=",
    "BLIND_INDEX_KEYS": "a:" + "c3" * 21 + "M=",
    "ALLOWED_HOSTS": "sikas.example.go.id",
    "SITE_URL": "https://sikas.example.go.id",
    "EMAIL_URL": "smtp+tls://sikas:secret@mail.invalid:587",
    "SMS_BACKEND": "sikas.notifications.gateways.WebhookGateway",
    "SMS_WEBHOOK_URL": "https://sms.invalid/send",
    "TRUSTED_PROXIES": "1",
}


def load(values: dict[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {"PATH": os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, "-c", "import sikas.settings"],
        cwd=ROOT,
        env={**kept, **values},
        capture_output=True,
        text=True,
        check=False,
    )


def test_command_without_redis_names_it_and_starts_no_servers(tmp_path):
    values = {name: value for name, value in PRODUCTION.items() if name != "REDIS_URL"}
    ended = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **values},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr.startswith("Wrong setting REDIS_URL: ")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("HTTPS", "2"),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SEALING_KEYS", ""),
        ("SEALING_KEYS", "k1"),
        ("SEALING_KEYS", "k1:c2hvcnQ="),
        ("SEALING_KEYS", "k.1:" + "Qk" * 21 + "Q="),
        ("BLIND_INDEX_KEYS", ""),
        ("BLIND_INDEX_KEYS", "c:" + "c3" * 21 + "M="),
        ("BLIND_INDEX_KEYS", "a:" + "c3" * 21 + "M=,a:" + "Qk" * 21 + "Q="),
        ("ALLOWED_HOSTS", ""),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "postgres://host:port/name"),
        ("REDIS_URL", "redis://host:port"),
        ("REDIS_URL", ""),
        ("CACHE_URL", "http://host"),
        ("TRUSTED_PROXIES", "one"),
        ("TRUSTED_PROXIES", "-1"),
        ("PROCESS_KIND", "robot"),
    ],
)
def test_wrong_setting_is_named_in_one_line(name, value):
    ended = load(PRODUCTION | {name: value})
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Wrong setting {name}: ")
    assert ended.stderr.count("\n") == 1


def test_every_variable_is_documented_once():
    code = [(ROOT / f"sikas/{name}.py").read_text() for name in ("settings", "environment")]
    asked = re.findall(r'(?:env|self)\.\w+\(\s*"([A-Z_]+)"', "".join(code))
    rows = re.findall(
        r"^\| (`[A-Z].*?) \|", (ROOT / "docs/operations.md").read_text(), re.MULTILINE
    )
    told = [name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)]
    assert len(asked) > 30
    assert set(asked) <= set(told)
    assert len(told) == len(set(told))


def test_database_that_hangs_is_given_up():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        host, port = silent.getsockname()
        values = {"DATABASE_URL": f"postgres://sikas@{host}:{port}/sikas"}
        ended = subprocess.run(
            [sys.executable, "manage.py", "showmigrations"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], **PRODUCTION, **values},
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
    assert "timeout expired" in ended.stderr


def test_production_settings_pass_the_deployment_checks():
    ended = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore",
            "-c",
            (
                "import django; django.setup(); from django.core.management import call_command;"
                "call_command('check', deploy=True, fail_level='WARNING')"
            ),
        ],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "sikas.settings",
            **PRODUCTION,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "no issues" in ended.stdout


@pytest.mark.parametrize(
    "command",
    [
        ("granian", "--interface", "wsgi", "--port", "0", "sikas.wsgi:application"),
        ("celery", "--quiet", "--app", "sikas", "worker"),
        ("celery", "--quiet", "--app", "sikas", "beat", "--pidfile="),
        ("sikas.prepare",),
    ],
    ids=["web", "worker", "beat", "setup"],
)
def test_wrong_setting_ends_every_process_with_one_line(command):
    ended = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **PRODUCTION, "DEBUG": "maybe"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("Wrong setting DEBUG: must be one of 0, 1, false")
    assert ended.stderr.count("\n") == 1
