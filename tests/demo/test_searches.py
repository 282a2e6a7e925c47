"""Searches that people of Asahan type, and what must come first."""

import pytest
from django.http import QueryDict

from jobs.search import criteria, lists, upkeep
from jobs.search.widening import Found, find


@pytest.fixture(scope="module")
def portal_to_search(portal_data):
    upkeep.refresh_words()


# What is typed, and how the titles begin that must come first, in this order.
SEARCHES = (
    ("sawit", ["Pemanen Kelapa Sawit", "Pemanen Sawit"]),
    ("pemanen sawit", ["Pemanen Kelapa Sawit", "Pemanen Sawit"]),
    ("PEMANEN  SAWIT!!", ["Pemanen Kelapa Sawit"]),
    ("dodos", ["Pemanen"]),
    ("tukang panen", ["Pemanen"]),
    ("buruh harian lepas", ["Pemanen"]),
    ("mandor panen", ["Mandor Panen"]),
    ("penderes", ["Penderes Karet"]),
    ("deres karet", ["Penderes Karet"]),
    ("krani timbang", ["Krani Timbangan", "Kerani Timbang"]),
    ("kerani afdeling", ["Kerani Afdeling"]),
    ("operator loader", ["Operator Loader"]),
    ("pabrik kelapa sawit", ["Penerimaan Karyawan Pabrik Kelapa Sawit"]),
    ("analis lab", ["Petugas Lab Karet", "Analis Laboratorium PKS"]),
    ("mekanik sepeda motor", ["Mekanik Sepeda Motor"]),
    ("supir", ["Sopir Truk"]),
    ("supir/sopir truk", ["Sopir Truk"]),
    ("driver", ["Sopir Truk"]),
    ("sim b1", ["Sopir Truk"]),
    ("kasir", ["Kasir"]),
    ("lowongan kerja kasir di kisaran", ["Kasir"]),
    ("satpam", ["Satpam"]),
    ("security", ["Satpam"]),
    ("guru sd", ["Guru Kelas SD"]),
    ("perawat", ["Perawat IGD", "Perawat Klinik"]),
    ("bidan", ["Bidan"]),
    ("tukang las", ["Tukang Las", "Juru Las"]),
    ("welder", ["Juru Las"]),
    ("penjaga toko", ["Penjaga Toko", "Pramuniaga"]),
    ("spg", ["Pramuniaga"]),
    ("tukang jahit", ["Penjahit"]),
    ("cleaning service", ["Petugas Kebersihan"]),
    ("koki", ["Juru Masak"]),
    ("kurir", ["Kurir Paket"]),
    ("tambak udang", ["Teknisi Tambak Udang", "Pekerja Tambak Udang"]),
    ("programmer", ["Pengembang Perangkat Lunak"]),
    ("krani pulau rakyat", ["Krani Timbangan"]),
)
# A typing error, the words that were meant, and what comes first.
TYPOS = (
    ("mekank", "mekanik", "Mekanik"),
    ("pemanen swit", "pemanen sawit", "Pemanen Kelapa Sawit"),
    ("kasirr", "kasir", "Kasir"),
    ("perawta", "perawat", "Perawat"),
    ("pramuniga", "pramuniaga", "Pramuniaga"),
    ("satpm", "satpam", "Satpam"),
    ("gru", "guru", "Guru"),
    ("apotker", "apoteker", "Apoteker"),
)


def search(typed: str) -> Found:
    query = QueryDict(mutable=True)
    query["q"] = typed
    asked, notes = criteria.read(query, lists.current())
    assert not notes
    return find(asked)


@pytest.mark.parametrize(("typed", "expected"), SEARCHES)
def test_search_puts_first_what_was_meant(portal_to_search, typed, expected):
    found = search(typed)
    titles = [row.title for row in found.page.rows[: len(expected)]]
    assert not found.corrected
    assert not found.any_word
    assert all(title.startswith(begin) for title, begin in zip(titles, expected, strict=True)), (
        titles
    )


@pytest.mark.parametrize(("typed", "meant", "expected"), TYPOS)
def test_typing_error_finds_what_was_meant_and_says_so(portal_to_search, typed, meant, expected):
    found = search(typed)
    assert found.corrected
    assert found.criteria.text == meant
    assert found.page.rows[0].title.startswith(expected)
