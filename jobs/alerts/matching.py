"""Which of some new vacancies each of many searches finds: posting lists instead of searches.

A search is a chain of clauses, each satisfied by one of its tokens: a word's lexeme, or the tokens
of the values of a filter. All of them stand in the document of the vacancy's search row, where the
results page finds them too (`jobs.search.statements.query`); a test compares the two on random
searches. So each token that any search asks for is looked up once in the new documents, and a
search costs some operations on sets, whoever saved it and however often.

A set of vacancies is an int: its n-th bit stands for the n-th of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import and_, or_

from django.db import connection

from jobs.search.criteria import Criteria

Clause = frozenset[str]
NOTHING: list[Clause] = [frozenset()]  # a chain that no vacancy satisfies
WINDOW = 512  # bits

LEXEMES = "select word, tsvector_to_array(to_tsvector('sikas', word)) from unnest(%s::text[]) word"
DOCUMENTS = """
    select bit - 1, array_to_string(tsvector_to_array(doc), ' ')
    from unnest(%s::bigint[]) with ordinality as wanted(vacancy_id, bit)
    join jobs_vacancysearch using (vacancy_id)
    where closes_at > (select sikas_now())
"""


def find(searches: Sequence[Criteria], vacancy_ids: Sequence[int]) -> list[int]:
    """Return for each search the set of those vacancies that it finds and that are public now.

    Two queries for any number of searches; bits are numbered as in `vacancy_ids`.
    """
    chains = list(_chains(searches))
    wanted = frozenset[str]().union(*(clause for chain in chains for clause in chain))
    postings, everything = _postings(wanted, vacancy_ids)
    sets: dict[Clause, int] = {}

    def holders(clause: Clause) -> int:
        if clause not in sets:
            sets[clause] = reduce(or_, (postings.get(token, 0) for token in clause), 0)
        return sets[clause]

    return [reduce(and_, map(holders, chain), everything) for chain in chains]


def places(found: int) -> Iterator[int]:
    """Yield the numbers of the bits of a set, the last first."""
    while found:
        # Every step on a long int copies it: bits are taken from a short piece of it.
        start = max(0, found.bit_length() - WINDOW)
        piece = found >> start
        found ^= piece << start
        while piece:
            place = piece.bit_length() - 1
            yield start + place
            piece ^= 1 << place


def _chains(searches: Sequence[Criteria]) -> Iterator[list[Clause]]:
    stems = _stems(sorted({word for search in searches for word in search.words}))
    for search in searches:
        lexemes = [stem for word in search.words for stem in stems[word]]
        words = [frozenset(lexemes)] if search.any_word else [frozenset([one]) for one in lexemes]
        yield [*filter(None, words), *_filter_clauses(search)] or NOTHING


def _filter_clauses(search: Criteria) -> list[Clause]:
    try:
        return [
            frozenset(token for value in values for token in group.tokens(value))
            for group, values in search.filters
        ]
    except KeyError:  # a filter, or a value of one, that the portal knows no longer
        return NOTHING


def _stems(words: list[str]) -> dict[str, list[str]]:
    """Return the lexemes of each word: one, as a rule."""
    with connection.cursor() as database:
        database.execute(LEXEMES, [words])
        return dict(database.fetchall())


def _postings(wanted: Clause, vacancy_ids: Sequence[int]) -> tuple[dict[str, int], int]:
    """Return which vacancies hold each wanted token, and which of them are public now."""
    holders: dict[str, bytearray] = {}
    size = len(vacancy_ids) // 8 + 1
    everything = bytearray(size)
    for place, document in _documents(vacancy_ids):
        byte, bit = place >> 3, 1 << (place & 7)
        everything[byte] |= bit
        for token in wanted.intersection(document.split(" ")):
            if token not in holders:
                holders[token] = bytearray(size)
            holders[token][byte] |= bit
    return {token: _as_int(row) for token, row in holders.items()}, _as_int(everything)


def _documents(vacancy_ids: Sequence[int]) -> Iterable[tuple[int, str]]:
    with connection.cursor() as database:
        database.execute(DOCUMENTS, [list(vacancy_ids)])
        yield from database.fetchall()


def _as_int(row: bytearray) -> int:
    return int.from_bytes(row, "little")
