"""History of who was given which rights: proxies of the tables between users and rights."""

import pghistory
from django.contrib.auth.models import Group

from sikas.accounts.models.users import User


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class GroupMembership(User.groups.through):  # type: ignore[name-defined]
    """An officer's role."""

    class Meta:
        proxy = True
        default_permissions = ()


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class UserPermission(User.user_permissions.through):  # type: ignore[name-defined]
    """A right given to one person."""

    class Meta:
        proxy = True
        default_permissions = ()


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class GroupPermission(Group.permissions.through):  # type: ignore[name-defined]
    """A right of a role."""

    class Meta:
        proxy = True
        default_permissions = ()
