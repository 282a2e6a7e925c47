"""The narrow search row of an open vacancy, and the words that such rows are made of.

Nobody writes these tables from Python: triggers keep the rows true (migration 0002), and
`jobs.search.upkeep` fills the words.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from jobs.models.vacancies import Vacancy

# All that the score of jobs.matching reads of a row: it never leaves the index.
SCORED = (
    "vacancy", "closes_at", "education", "experience_years", "employment_type", "pay_min",
    "pay_max", "disabilities", "wanted_sex",
)  # fmt: skip


class VacancySearch(models.Model):
    """An open vacancy of a trusted employer, with all that a list shows of it.

    `doc` holds weighted Indonesian lexemes (A title, B occupation with its ancestors and search
    words, C employer and place, without weight the text) and one token per filter value, such as
    `kec120919`. It stands before the columns of the list and the facets, because thousands of rows
    are read for it alone.
    """

    vacancy = models.OneToOneField(
        Vacancy,
        primary_key=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="search_row",
    )
    published_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    doc = SearchVectorField()
    title = models.CharField(max_length=120)
    employer = models.CharField(max_length=150)
    company_id = models.BigIntegerField(null=True)
    place = models.CharField(max_length=100, blank=True)
    district = models.CharField(max_length=6, blank=True)  # or the regency, when no more is told
    occupation = models.CharField(max_length=6, blank=True)
    industry = models.CharField(max_length=5, blank=True)
    education = models.PositiveSmallIntegerField(null=True)
    employment_type = models.CharField(max_length=12)
    openings = models.PositiveIntegerField()
    pay_min = models.PositiveIntegerField(null=True)
    pay_max = models.PositiveIntegerField(null=True)
    disabilities = ArrayField(models.CharField(max_length=12))
    source = models.CharField(max_length=12)
    experience_years = models.PositiveSmallIntegerField(default=0, db_default=0)
    wanted_sex = models.PositiveSmallIntegerField(null=True)  # when every opening is for one sex

    class Meta:
        indexes = [
            models.Index(
                fields=["occupation", "-published_at"],
                include=["district", *SCORED],
                name="match_newest",
            ),
            models.Index(
                fields=["occupation", "district", "-published_at"],
                include=SCORED,
                name="match_near",
            ),
            models.Index(
                models.F("published_at").desc(), models.F("vacancy").desc(), name="search_newest"
            ),
            # Rows wait in the pending list only until jobs_refresh_search has written them all:
            # entered together they cost a sixth, and no reader has to scan the list.
            GinIndex("doc", name="search_doc", fastupdate=True, gin_pending_list_limit=64 * 1024),
        ]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word of open vacancies' titles, occupations, employers or places, to correct typing by."""

    word = models.CharField(max_length=40, primary_key=True)
    vacancies = models.PositiveIntegerField()

    class Meta:
        indexes = [
            GinIndex(fields=["word"], name="search_word_trgm", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.word


class LateSearchRows(models.Model):
    """Vacancies whose search rows wait to be made, because many were written at once.

    A writer of thousands says `set local jobs.search_later = on`; `jobs.search.upkeep` makes the
    rows afterwards. One row for each statement: one for each vacancy would cost as much again.
    """

    vacancies = ArrayField(models.BigIntegerField())

    def __str__(self) -> str:
        return str(len(self.vacancies))
