"""The link of a code to the wider code that it is part of."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


def wider_code() -> "models.ForeignKey[Any, Any]":
    """Return the field that leads from a row to the row above it."""
    return models.ForeignKey(
        "self",
        verbose_name=_("bagian dari"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
