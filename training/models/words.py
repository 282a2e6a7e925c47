"""The words that programmes on offer are made of."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models


class SearchWord(models.Model):
    """A word of programmes, their providers or places, to correct typing by.

    Only `training.corrections` writes it, every hour.
    """

    word = models.CharField(max_length=40, primary_key=True)
    programmes = models.PositiveIntegerField()

    class Meta:
        indexes = [
            GinIndex(fields=["word"], name="training_word_trgm", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.word
