"""Typing errors: words that no open vacancy has, and the words that were meant."""

from dataclasses import replace

from jobs.search.criteria import Criteria
from sikas.reference.vocabulary import Vocabulary

VOCABULARY = Vocabulary("jobs_searchword", number="vacancies", is_known="jobs_is_known")


def correct(criteria: Criteria) -> Criteria | None:
    """Return the search with each word that finds nothing replaced by the nearest known word.

    None when every word is known or nothing is near. One query.
    """
    nearest = VOCABULARY.nearest(criteria.words)
    if not nearest:
        return None
    return replace(criteria, text=" ".join(nearest.get(word, word) for word in criteria.words))
