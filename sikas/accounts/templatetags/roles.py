"""`{% load roles %}`: what a template asks about an officer's roles."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def has_role(user: Any, name: str) -> bool:
    """Return whether the user has the role of this name: `{% if user|has_role:"Pimpinan" %}`."""
    return name in role_names(user)


@register.filter
def role_names(user: Any) -> list[str]:
    """Return the names of the user's roles; asked once per user object."""
    if not getattr(user, "is_staff", False):
        return []
    if not hasattr(user, "role_names_cache"):
        user.role_names_cache = sorted(user.groups.values_list("name", flat=True))
    return user.role_names_cache
