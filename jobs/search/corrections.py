"""Typing errors: words that no open vacancy has, and the words that were meant."""

from dataclasses import replace

from django.db import connection

from jobs.search.criteria import Criteria

# How many letters may differ, by the length of the word.
SQL = """
with typed as (
    select word, place, case when length(word) <= 4 then 1 when length(word) <= 8 then 2 else 3 end
        as tolerance
    from unnest(%s::text[]) with ordinality as t(word, place)
)
select typed.word, nearest.word
from typed left join lateral (
    select w.word from jobs_searchword w
    where (w.word %% typed.word
            or (length(typed.word) <= 5 and w.word like left(typed.word, 1) || '%%'))
        and (levenshtein_less_equal(w.word, typed.word, typed.tolerance) <= typed.tolerance
            or (length(typed.word) >= 4 and w.word like typed.word || '%%'))
    order by levenshtein_less_equal(w.word, typed.word, typed.tolerance) <= typed.tolerance desc,
        levenshtein(w.word, typed.word), similarity(w.word, typed.word) desc,
        w.vacancies desc, w.word
    limit 1
) nearest on typed.word !~ '[0-9]'
where not jobs_is_known(typed.word)
order by typed.place
"""


def correct(criteria: Criteria) -> Criteria | None:
    """Return the search with each word that finds nothing replaced by the nearest known word.

    None when every word is known or nothing is near. One query.
    """
    with connection.cursor() as database:
        database.execute(SQL, [list(criteria.words)])
        nearest = {unknown: known for unknown, known in database.fetchall() if known}
    if not nearest:
        return None
    return replace(criteria, text=" ".join(nearest.get(word, word) for word in criteria.words))
