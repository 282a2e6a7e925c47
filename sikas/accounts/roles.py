"""Officers' roles: one table of who may do what, and the way it reaches the database.

Every `migrate` ends by making the database equal to this table (apps.py).
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission


@dataclass(frozen=True)
class Role:
    """A group of officers: its name on screen and its permissions; `*` stands for any letters."""

    name: str
    permissions: tuple[str, ...]


COUNTER = Role(
    "Petugas loket",
    (
        "accounts.handle_data_request",
        "accounts.view_user",
        "employers.view_*",
        "jobs.settle_placement",
        "jobs.view_*",
        "reference.view_*",
        "seekers.reveal_nik",
        "seekers.serve_counter",
        "training.view_*",
    ),
)
VERIFIER = Role(
    "Verifikator",
    (
        "accounts.view_user",
        "employers.verify_company",
        "employers.view_*",
        "integration.view_stream",
        "jobs.moderate_vacancy",
        "jobs.settle_placement",
        "jobs.settle_report",
        "jobs.view_*",
        "reference.view_*",
        "training.*",
    ),
)
FAIR_MANAGER = Role(
    "Pengelola job fair",
    (
        "employers.view_*",
        "jobfair.manage_fair",
        "jobfair.view_*",
        "jobs.view_*",
        "reference.view_*",
    ),
)
LEADER = Role(
    "Pimpinan",
    (
        "accounts.view_impersonation",
        "accounts.view_user",
        "employers.view_*",
        "integration.view_stream",
        "jobfair.view_*",
        "jobs.view_*",
        "jobs.watch_reports",
        "notifications.view_*",
        "reference.view_*",
        "seekers.view_counteract",
        "seekers.view_nikview",
        "training.view_*",
    ),
)
ADMINISTRATOR = Role(
    "Admin sistem",
    (
        "accounts.add_user",
        "accounts.assign_roles",
        "accounts.change_user",
        "accounts.handle_data_request",
        "accounts.impersonate",
        "accounts.view_*",
        "auth.view_group",
        "employers.view_*",
        "integration.run_sync",
        "integration.view_stream",
        "jobfair.view_*",
        "jobs.view_*",
        "notifications.*",
        "reference.*",
        "training.*",
    ),
)
ROLES = (COUNTER, VERIFIER, FAIR_MANAGER, LEADER, ADMINISTRATOR)


def grant_roles(**_signal: Any) -> None:
    """Make the groups and give each exactly the permissions of its role; runs after `migrate`.

    Permissions exist only after Django's own step behind all migrations, which may come later than
    this one: so those of every app are made here first.
    """
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role.name)
        group.permissions.set(
            permission
            for code, permission in permissions.items()
            if any(fnmatchcase(code, pattern) for pattern in role.permissions)
        )
