"""Training programmes, and who may see them."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from sikas import clock
from sikas.clock import DatabaseNow
from sikas.workflow.models import StatefulModel, TransitionRecord
from training.enums import PROGRAMME_TRANSITIONS, ProgrammeState, Source
from training.models.providers import Provider

MAX_TEXT = 8000
MAX_HOURS = 10_000  # a diploma of three years has fewer
CLOSED_PAGE_KEPT = timedelta(days=90)  # afterwards the page of a closed programme is gone


def programme_slug(title: str) -> str:
    """Return the readable part of a programme's address."""
    return slugify(title) or "pelatihan"


def programme_address(title: str, pk: int) -> str:
    """Return the address of the public page of a programme."""
    return reverse("programme", args=[programme_slug(title), pk])


def is_long_closed(closed_at: datetime | None) -> bool:
    """Tell whether the page of a programme that was closed then, or never, is gone."""
    return bool(closed_at and closed_at < clock.now() - CLOSED_PAGE_KEPT)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Reads of programmes by who looks."""

    def shown(self) -> "ProgrammeQuerySet":
        """Programmes that have a public page: offered ones, and those that were offered once."""
        return self.filter(is_hidden=False)

    def public(self) -> "ProgrammeQuerySet":
        """Programmes that are offered, for everybody."""
        return self.shown().filter(state=ProgrammeState.OPEN)

    def local(self) -> "ProgrammeQuerySet":
        """Programmes that this office wrote and may change."""
        return self.filter(source=Source.LOCAL)


class Programme(StatefulModel):
    """Something one can learn; when and for how many people its schedules say.

    `topics` is a list of {"title": text, "hours": whole number or null} in the order of teaching.
    The list reads it from `ProgrammeSearch`, which triggers keep true.
    """

    TRANSITIONS = PROGRAMME_TRANSITIONS
    STATE_TIMESTAMPS: ClassVar = {ProgrammeState.CLOSED: "closed_at"}

    provider = models.ForeignKey(
        Provider,
        verbose_name=_("lembaga pelatihan"),
        on_delete=models.PROTECT,
        related_name="programmes",
    )
    code = models.CharField(_("kode program"), max_length=60, blank=True, default="", db_default="")
    title = models.CharField(_("nama program"), max_length=200)
    description = models.TextField(
        _("uraian"), max_length=MAX_TEXT, blank=True, default="", db_default=""
    )
    field = models.CharField(_("kejuruan"), max_length=100, blank=True, default="", db_default="")
    hours = models.PositiveIntegerField(_("lama pelatihan (jam)"), null=True, blank=True)
    topics = models.JSONField(_("materi"), blank=True, default=list, db_default=[])
    source = models.CharField(
        _("asal"), max_length=12, choices=Source, default=Source.LOCAL, db_default=Source.LOCAL
    )
    state = models.CharField(
        _("keadaan"),
        max_length=20,
        choices=ProgrammeState,
        default=ProgrammeState.OPEN,
        db_default=ProgrammeState.OPEN,
    )
    is_hidden = models.BooleanField(
        _("disembunyikan"),
        default=False,
        db_default=False,
        help_text=_("Program yang disembunyikan tidak tampil di halaman mana pun."),
    )
    published_at = models.DateTimeField(_("terbit"), db_default=DatabaseNow(), editable=False)
    closed_at = models.DateTimeField(_("ditutup"), null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(_("diubah"), db_default=DatabaseNow(), editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("program pelatihan")
        verbose_name_plural = _("program pelatihan")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(
                "field",
                condition=Q(state=ProgrammeState.OPEN, is_hidden=False),
                name="programme_field",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="programme_has_title",
                violation_error_message=_("Isi nama program pelatihan."),
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__range=(1, MAX_HOURS)),
                name="programme_hours_plausible",
                violation_error_message=_("Isi lama pelatihan antara 1 dan 10.000 jam."),
            ),
            models.CheckConstraint(
                condition=Exact(
                    Func("topics", function="jsonb_typeof", output_field=models.CharField()),
                    Value("array"),
                ),
                name="programme_topics_are_a_list",
                violation_error_message=_("Materi harus berupa daftar."),
            ),
            models.CheckConstraint(
                condition=Q(source__in=Source.values),
                name="programme_source_known",
                violation_error_message=_("Asal program pelatihan tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(state=ProgrammeState.OPEN, closed_at__isnull=True)
                | Q(state=ProgrammeState.CLOSED, closed_at__isnull=False),
                name="programme_closed_has_time",
                violation_error_message=_("Program yang ditutup harus punya waktu tutupnya."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        """Readable part of the address."""
        return programme_slug(self.title)

    @property
    def is_gone(self) -> bool:
        """Whether it has been closed for so long that its page is gone."""
        return is_long_closed(self.closed_at)

    def get_absolute_url(self) -> str:
        """Return the address of the public page."""
        return programme_address(self.title, self.pk)


class ProgrammeTransition(TransitionRecord):
    """A step in the life of a programme, taken by an officer."""

    subject = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="transitions")

    class Meta(TransitionRecord.Meta):
        verbose_name = _("langkah program pelatihan")
        verbose_name_plural = _("langkah program pelatihan")
