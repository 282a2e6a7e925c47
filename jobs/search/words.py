"""What a person typed, as the words that search understands."""

import re
import unicodedata

MAX_TYPED = 200  # characters that are read of a query
MAX_WORDS = 10
MAX_WORD = 40

_WORD = re.compile(r"[a-z0-9]+")

# Words without meaning; the index drops them by their stems (jobs_stop_lexemes of migration 0002).
GRAMMAR = frozenset(
    _WORD.findall("""
    agar akan anda atau bahwa dan dari dengan di ini itu juga kami karena ke kepada oleh pada para
    sebagai secara serta untuk yaitu yang
    """)
)
# Words that every search for work may carry; dropped from what is typed, kept in the index because
# other words share their stems ("pencari").
ABOUT_WORK = frozenset(
    _WORD.findall("""
    lowongan lowongannya loker lamaran kerja bekerja pekerja pekerjaan dicari mencari cari
    dibutuhkan butuh info informasi terbaru segera bagian posisi sebuah
    """)
)


def plain(text: str) -> str:
    """Return `text` in lower case and without accents, cut to what a query may be."""
    decomposed = unicodedata.normalize("NFKD", text[:MAX_TYPED])
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def is_legible(text: str) -> bool:
    """Say whether `text` has anything that a word is made of."""
    return bool(_WORD.search(plain(text)))


def content_words(text: str) -> tuple[str, ...]:
    """Return the distinct words of `text` that say what is wanted, in their order.

    >>> content_words("Lowongan kerja: Supir/sopir di Kisaran")
    ('supir', 'sopir', 'kisaran')
    """
    words = dict.fromkeys(word[:MAX_WORD] for word in _WORD.findall(plain(text)))
    ignored = GRAMMAR | ABOUT_WORK
    return tuple(word for word in words if word not in ignored)[:MAX_WORDS]
