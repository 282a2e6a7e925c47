"""Officers' roles: one table of who may do what, and the way it reaches the database.

Add a permission here and call `grant_roles` in a migration of the app that owns it.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from django.apps.registry import Apps


@dataclass(frozen=True)
class Role:
    """A group of officers: its name on screen and its permissions; `*` stands for any letters."""

    name: str
    permissions: tuple[str, ...]


COUNTER = Role("Petugas loket", ("accounts.view_user", "reference.view_*"))
VERIFIER = Role("Verifikator", ("accounts.view_user", "reference.view_*"))
FAIR_MANAGER = Role("Pengelola job fair", ("reference.view_*",))
LEADER = Role("Pimpinan", ("accounts.view_user", "reference.view_*", "notifications.view_*"))
ADMINISTRATOR = Role(
    "Admin sistem",
    (
        "accounts.add_user",
        "accounts.assign_roles",
        "accounts.change_user",
        "accounts.view_*",
        "auth.view_group",
        "notifications.*",
        "reference.*",
    ),
)
ROLES = (COUNTER, VERIFIER, FAIR_MANAGER, LEADER, ADMINISTRATOR)


def grant_roles(apps: Apps, _schema_editor: Any = None) -> None:
    """Make the groups and give each exactly the permissions of its role; may run again.

    Django makes permissions after all migrations; those that exist already in the state `apps`
    are made here, so that a migration works on an empty database.
    """
    _make_permissions(apps)
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in apps.get_model("auth", "Permission").objects.select_related(
            "content_type"
        )
    }
    for role in ROLES:
        group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=role.name)
        group.permissions.set(
            permission
            for code, permission in permissions.items()
            if any(fnmatchcase(code, pattern) for pattern in role.permissions)
        )


def _make_permissions(apps: Apps) -> None:
    from django.contrib.auth.management import create_permissions

    for config in apps.get_app_configs():
        if not hasattr(config, "models_module"):  # in a migration; Django only asks whether any
            config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
