"""Typing errors: words that no programme on offer has, and the words that were meant."""

from sikas.reference.selectors import plain_words
from sikas.reference.vocabulary import Vocabulary
from training.search import IGNORED, Criteria

VOCABULARY = Vocabulary("training_searchword", number="programmes", is_known="training_is_known")
# What every search may carry is mistyped as well; it is not searched for.
_TEXTS = f"""
    select concat_ws(' ', p.title, p.field, v.name, v.place_name, a.name), count(*)
    from training_programme p join training_provider v on v.id = p.provider_id
    left join reference_area a on a.id = v.area_id
    where p.state = 'open' and not p.is_hidden
    group by 1
    union all select '{" ".join(sorted(IGNORED))}', 1
"""  # noqa: S608 - constants


def learn_words() -> None:
    """Learn the words of all programmes on offer again."""
    VOCABULARY.learn(_TEXTS)


def correct(asked: Criteria) -> Criteria | None:
    """Return the search with each word that finds nothing replaced by the nearest known word.

    None when every word is known or nothing is near. One query.
    """
    nearest = VOCABULARY.nearest(asked.words.split())
    if not nearest:
        return None
    typed = plain_words(asked.text).split()
    return asked.changed(text=" ".join(nearest.get(word, word) for word in typed))
