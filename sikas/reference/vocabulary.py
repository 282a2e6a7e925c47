"""Words that the texts of a list have, learned to correct typing by: which known word was meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

_LEARN = r"""
with texts(text, number) as ({texts}),
words as (
    select word, sum(number)::int as number
    from texts cross join lateral (
        select distinct word from regexp_split_to_table(lower(unaccent(text)), '[^a-z0-9]+') word
        where word ~ '^[a-z]{{3,40}}$'
    ) split
    group by word
),
gone as (
    delete from {table} where word not in (select word from words)
)
insert into {table} as known (word, {number}) select word, number from words
on conflict (word) do update set {number} = excluded.{number}
where known.{number} <> excluded.{number}
"""
# How many letters may differ, by the length of the word.
_NEAREST = """
with typed as (
    select word, place, case when length(word) <= 4 then 1 when length(word) <= 8 then 2 else 3 end
        as tolerance
    from unnest(%s::text[]) with ordinality as t(word, place)
)
select typed.word, nearest.word
from typed left join lateral (
    select w.word from {table} w
    where (w.word %% typed.word
            or (length(typed.word) <= 5 and w.word like left(typed.word, 1) || '%%'))
        and (levenshtein_less_equal(w.word, typed.word, typed.tolerance) <= typed.tolerance
            or (length(typed.word) >= 4 and w.word like typed.word || '%%'))
    order by levenshtein_less_equal(w.word, typed.word, typed.tolerance) <= typed.tolerance desc,
        levenshtein(w.word, typed.word), similarity(w.word, typed.word) desc,
        w.{number} desc, w.word
    limit 1
) nearest on typed.word !~ '[0-9]'
where not {is_known}(typed.word)
order by typed.place
"""


@dataclass(frozen=True)
class Vocabulary:
    """A table of words, each with the number of rows that have it.

    The table has a trigram index on `word`. `is_known` is an SQL function that says whether any
    row has a word now, in whatever form.
    """

    table: str
    number: str
    is_known: str

    def learn(self, texts: str) -> None:
        """Learn the words of `texts`, a query of (text, number of rows), and forget all others."""
        names = {"table": self.table, "number": self.number, "texts": texts}
        with transaction.atomic(), connection.cursor() as database:
            database.execute(_LEARN.format(**names))

    def nearest(self, typed: Sequence[str]) -> dict[str, str]:
        """Return for words that no row has the known word that is nearest, if any; one query."""
        names = {"table": self.table, "number": self.number, "is_known": self.is_known}
        with connection.cursor() as database:
            database.execute(_NEAREST.format(**names), [list(typed)])
            return {unknown: known for unknown, known in database.fetchall() if known}
