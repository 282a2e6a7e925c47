"""Where a training programme comes from, and whether it is offered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Who wrote a programme or provider first, and alone may change it."""

    LOCAL = "local", _("Disnaker")
    KEMNAKER = "kemnaker", _("Kemnaker")


class ProgrammeState(models.TextChoices):
    """Whether a programme is offered; whether one may still register its schedules say."""

    OPEN = "open", _("Dibuka")
    CLOSED = "closed", _("Ditutup")


# What a provider stops offering he may offer again next year.
PROGRAMME_TRANSITIONS = {
    ProgrammeState.OPEN: frozenset({ProgrammeState.CLOSED}),
    ProgrammeState.CLOSED: frozenset({ProgrammeState.OPEN}),
}
