"""What people of Asahan type leads to the right group of KBJI, typing errors included."""

import pytest

from sikas.reference.models import Area, Occupation, OccupationSynonym, Office
from sikas.reference.selectors import districts, plain_words, regencies, search_occupations
from sikas.reference.services import load_reference

pytestmark = pytest.mark.django_db

# typed, group that comes first
TYPED = {
    "sawit": ("6112", "9211"),
    "pemanen sawit": ("9211",),
    "pemanin sawit": ("9211",),
    "pemanen kelapa sawit": ("9211",),
    "dodos": ("9211",),
    "Egrek!": ("9211",),
    "BHL": ("9211",),
    "krani timbangan": ("4322",),
    "mandor panen": ("3142",),
    "operator lodder": ("8342",),
    "sortasi": ("7543",),
    "operator PKS": ("8160",),
    "supir truk CPO": ("8332",),
    "sopir truck": ("8332",),
    "nelayan": ("6222",),
    "ABK": ("8350",),
    "tambak udang": ("6221",),
    "pengolah ikan asin": ("7511",),
    "penyadap karet": ("6112",),
    "nderes": ("6112",),
    "operator tungku": ("8121",),
    "teknisi potline": ("3135",),
    "kasir toko baju": ("5230",),
    "SPG": ("5223",),
    "kurir paket": ("9621",),
    "admin kantor": ("4110",),
    "satpm": ("5414",),
    "sekurity": ("5414",),
    "guru sd": ("2341",),
    "bidan": ("2222",),
    "teller bank": ("4211",),
    "montir motor": ("7231",),
    "tukang las": ("7212",),
    "penjahit": ("7531",),
    "barista": ("5132",),
    "kuli bangunan": ("9313",),
    "pembantu rumah tangga": ("9111",),
    "resepsionis hotel": ("4224",),
    "Akuntan": ("2411",),
    "pengemudi bus": ("8331",),
}


def test_typed_words_find_the_group():
    load_reference()
    wrong = {}
    for typed, expected in TYPED.items():
        found = search_occupations(typed, limit=3)
        if not found or found[0].code not in expected:
            wrong[typed] = [(hit.code, hit.matched) for hit in found]
    assert wrong == {}


def test_every_synonym_leads_to_a_group_of_four_digits():
    load_reference()
    assert OccupationSynonym.objects.exclude(occupation__digits=4).count() == 0
    assert OccupationSynonym.objects.values("term").distinct().count() >= 300


def test_nonsense_finds_nothing():
    load_reference()
    for typed in ("", "   ", "\0", "%_'", "🙂", "asdfgh"):
        assert search_occupations(typed) == []


def test_text_of_absurd_length_is_cut(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert search_occupations("sawit " * 100_000) == []


def test_occupation_and_word_out_of_use_are_not_found():
    group = occupation("9211", "Buruh Pertanian")
    OccupationSynonym.objects.create(term="dodos", occupation=group)
    unused = OccupationSynonym.objects.create(term="egrek", occupation=group, is_active=False)
    assert [hit.code for hit in search_occupations("dodos")] == ["9211"]
    assert search_occupations(unused.term) == []
    Occupation.objects.filter(code="9211").update(is_active=False)
    assert search_occupations("dodos") == []
    assert search_occupations("Buruh Pertanian") == []


def occupation(code, title):
    parent = None
    for digits in range(1, len(code) + 1):
        parent = Occupation.objects.create(
            code=code[:digits], digits=digits, title=title, parent=parent
        )
    return parent


def test_typed_text_is_read_without_case_accents_and_signs():
    assert plain_words("  Tukang-LAS  Çafé / 2 ") == "tukang las cafe 2"


def test_districts_are_those_of_the_office(django_assert_num_queries):
    load_reference()
    names = [area.name for area in districts()]
    assert len(names) == 25
    assert names[0] == "Aek Kuasan"
    assert "Kota Kisaran Barat" in names
    Area.objects.filter(name="Aek Kuasan").update(is_active=False)
    with django_assert_num_queries(1):  # the office itself is in memory
        assert districts()[0].name == "Aek Ledong"


def test_districts_are_none_before_there_is_an_office():
    Office.objects.forget()
    assert districts() == []


def test_regencies_are_those_of_kemendagri():
    load_reference()
    assert [area.code for area in regencies()] == ["12.09", "12.08"]
