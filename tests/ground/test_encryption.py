"""Sealed values open only with their key and for their purpose; blind indexes find them."""

import pytest

from sikas.encryption import CannotOpenError, blind_indexes, seal, unseal

OLD, NEW = b"o" * 32, b"n" * 32


@pytest.fixture(autouse=True)
def _keys(settings):
    settings.SEALING_KEYS = {"old": OLD}
    settings.BLIND_INDEX_KEYS = {"a": OLD}


def test_sealed_value_opens_and_shows_nothing():
    sealed = seal("1209121502950001", purpose="nik")
    assert sealed.startswith("old.")
    assert "1209" not in sealed
    assert unseal(sealed, purpose="nik") == "1209121502950001"


def test_same_text_is_sealed_differently_each_time():
    assert seal("1209121502950001", purpose="nik") != seal("1209121502950001", purpose="nik")


def test_value_of_an_earlier_key_opens_while_the_key_is_in_the_ring(settings):
    sealed = seal("x", purpose="nik")
    settings.SEALING_KEYS = {"new": NEW, "old": OLD}
    assert unseal(sealed, purpose="nik") == "x"
    assert seal("x", purpose="nik").startswith("new.")
    settings.SEALING_KEYS = {"new": NEW}
    with pytest.raises(CannotOpenError):
        unseal(sealed, purpose="nik")


@pytest.mark.parametrize("broken", ["", "old", "old.", "old.!!", "old.QUJD", "gone.QUJD"])
def test_what_was_never_sealed_does_not_open(broken):
    with pytest.raises(CannotOpenError):
        unseal(broken, purpose="nik")


def test_value_of_another_purpose_or_changed_does_not_open():
    sealed = seal("x", purpose="nik")
    with pytest.raises(CannotOpenError):
        unseal(sealed, purpose="npwp")
    with pytest.raises(CannotOpenError):
        unseal(sealed[:-4] + ("AAAA" if sealed[-4:] != "AAAA" else "BBBB"), purpose="nik")


def test_blind_index_is_the_same_for_the_same_text_key_and_purpose(settings):
    assert blind_indexes("1", purpose="nik") == blind_indexes("1", purpose="nik")
    assert blind_indexes("1", purpose="nik") != blind_indexes("2", purpose="nik")
    assert blind_indexes("1", purpose="nik") != blind_indexes("1", purpose="npwp")
    settings.BLIND_INDEX_KEYS = {"a": OLD, "b": NEW}
    both = blind_indexes("1", purpose="nik")
    assert both.keys() == {"a", "b"}
    assert both["a"] != both["b"]
