"""The narrow rows that the list of programmes reads; triggers alone write them (migration 0005)."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F

from training.models.programmes import Programme


class ProgrammeSearch(models.Model):
    """A programme on offer as the list shows it from the day `since` to `last_day`.

    That is how long one batch is the next for which one may register; `quota` and `registered` are
    of it. After the last batch comes a row without an end, so on each day a programme has one row.
    `doc` holds weighted Indonesian lexemes (A title, B field and topics, C provider and place, D
    the text) and tokens: one for the field (`kej` and its MD5), one for each area around the
    provider (`wil` and its key). It stands first, because many rows are read for it alone.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False
    )
    since = models.DateField()
    last_day = models.DateField()
    published_at = models.DateTimeField()
    doc = SearchVectorField()
    title = models.CharField(max_length=200)
    field = models.CharField(max_length=100, blank=True)
    hours = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=12)
    provider = models.CharField(max_length=200)
    place = models.CharField(max_length=150, blank=True)
    quota = models.PositiveIntegerField(null=True)
    registered = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "last_day"], name="search_once_a_day"),
        ]
        indexes = [
            models.Index(
                F("last_day"), F("published_at").desc(), F("programme").desc(), name="training_next"
            ),
            models.Index(F("published_at").desc(), F("programme").desc(), name="training_newest"),
            # As that of vacancies: rows wait in the pending list until all of them are written.
            GinIndex(
                "doc",
                name="training_doc_words",
                fastupdate=True,
                gin_pending_list_limit=64 * 1024,
            ),
        ]

    def __str__(self) -> str:
        return self.title
