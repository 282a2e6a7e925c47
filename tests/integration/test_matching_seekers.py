"""Residents of the ministry are joined with ours by their NIK, and by nothing else."""

import pytest

from integration import matching
from integration.enums import Kind, Question
from integration.models import RemoteSeeker
from integration.settling import settle
from seekers.enums import CounterWork, NikConflictState
from seekers.models import CounterAct, NikConflict, Seeker
from seekers.nik import parse_nik
from tests.factories import UserFactory
from tests.integration.wire import pulled, resident
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db


def number(place: int) -> str:
    """Return the NIK of resident `place` of the wire."""
    return f"120919010190{place:04}"


def seeker(place: int = 1, **fields) -> Seeker:
    return SeekerFactory.create(number=number(place), **{"name": "Suharto", **fields})


def links() -> dict[str, int | None]:
    return dict(RemoteSeeker.objects.values_list("record__remote_id", "seeker_id"))


def nik_of(person: Seeker) -> str:
    return next(
        digits
        for digits in map(number, range(1, 6))
        if Seeker.objects.with_nik(parse_nik(digits)).filter(pk=person.pk).exists()
    )


def test_number_joins_and_what_is_verified_there_counts():
    account = UserFactory.create(name="suharto")
    ours = seeker(name="suharto", user=account)
    pulled(Kind.SEEKERS, [resident(1, name="Suharto"), resident(2)])
    ours.refresh_from_db()
    account.refresh_from_db()
    assert (ours.name, account.name, f"{ours.birth_date}", ours.sex) == (
        "Suharto",
        "Suharto",
        "1990-01-01",
        1,
    )
    assert links() == {"s1": ours.pk, "s2": None}
    act = CounterAct.objects.get(seeker=ours)
    assert (act.work, act.officer) == (CounterWork.OFFICIAL, None)
    assert act.subjects == ["name", "birth_date", "sex"]
    settle(Kind.SEEKERS)
    assert CounterAct.objects.count() == 1


def test_what_is_not_verified_there_changes_nothing():
    ours = seeker(name="suharto")
    pulled(Kind.SEEKERS, [resident(1, verified=False)])
    ours.refresh_from_db()
    assert links() == {"s1": ours.pk}
    assert (ours.name, ours.birth_date) == ("suharto", None)


def test_other_name_is_not_told_to_who_typed_the_number():
    ours = seeker(name="Budi Santoso")
    pulled(Kind.SEEKERS, [resident(1)])
    ours.refresh_from_db()
    joined = RemoteSeeker.objects.get()
    assert (ours.name, ours.birth_date) == ("Budi Santoso", None)
    assert joined.question == Question.NAME
    assert joined.waits_since
    Seeker.objects.filter(pk=ours.pk).update(name="SUHARTO")
    settle(Kind.SEEKERS)
    ours.refresh_from_db()
    joined.refresh_from_db()
    assert (ours.name, joined.question) == ("Suharto", "")
    assert not joined.waits_since


def test_number_that_was_mistyped_and_corrected_joins_another():
    ours = seeker(1, name="Budi Santoso")
    pulled(Kind.SEEKERS, [resident(1), resident(2, name="Budi Santoso")])
    assert links() == {"s1": ours.pk, "s2": None}
    Seeker.objects.filter(pk=ours.pk).update(**parse_nik(number(2)).blind_indexes())
    settle(Kind.SEEKERS)
    assert links() == {"s1": None, "s2": ours.pk}


def test_number_changed_there_comes_here():
    ours = seeker(1)
    NikConflict.objects.create(seeker=ours)
    pulled(Kind.SEEKERS, [resident(1)])
    pulled(Kind.SEEKERS, [resident(1, 2, nik=number(3))])
    assert nik_of(ours) == number(3)
    assert NikConflict.objects.get().state == NikConflictState.CORRECTED


def test_number_that_another_profile_holds_makes_a_question():
    ours, other, third = seeker(1), seeker(3, name="Ani"), seeker(2, name="suharto")
    pulled(Kind.SEEKERS, [resident(1), resident(2, version=1)])
    pulled(Kind.SEEKERS, [resident(1, 2, nik=number(3)), resident(2, 2, name="Suharto S")])
    assert (nik_of(ours), nik_of(other)) == (number(1), number(3))
    joined = RemoteSeeker.objects.get(seeker=ours)
    assert joined.question == Question.NUMBER
    third.refresh_from_db()
    assert third.name == "Suharto S"
    Seeker.objects.filter(pk=other.pk).update(nik_index_a=None, nik_index_b=None)
    settle(Kind.SEEKERS)
    joined.refresh_from_db()
    assert (nik_of(ours), joined.question) == (number(3), "")


def test_profile_whose_number_is_in_dispute_joins_nothing():
    ours = seeker(1)
    Seeker.objects.filter(pk=ours.pk).update(nik_index_a=None, nik_index_b=None)
    pulled(Kind.SEEKERS, [resident(1)])
    assert links() == {"s1": None}


def test_pair_that_an_officer_parted_is_not_joined_again():
    ours = seeker(1)
    pulled(Kind.SEEKERS, [resident(1)])
    RemoteSeeker.objects.update(seeker=None, parted_from=ours.pk)
    settle(Kind.SEEKERS)
    assert links() == {"s1": None}


def test_numbers_match_under_either_key(settings):
    settings.BLIND_INDEX_KEYS = {"a": b"o" * 32}
    ours = seeker(1)
    settings.BLIND_INDEX_KEYS = {"b": b"n" * 32}
    other = seeker(2)
    settings.BLIND_INDEX_KEYS = {"a": b"o" * 32, "b": b"n" * 32}
    pulled(Kind.SEEKERS, [resident(1), resident(2)])
    assert links() == {"s1": ours.pk, "s2": other.pk}


def test_who_never_came_here_is_no_case(monkeypatch):
    monkeypatch.setattr(matching, "CHUNK", 2)
    seeker(1)
    SeekerFactory.create(name="ANI", birth_date="1990-01-01")
    SeekerFactory.create(name="Budi", birth_date="1991-01-01")
    pulled(
        Kind.SEEKERS,
        [
            resident(1),
            resident(2, nik=number(1)),
            resident(3, name="Ani"),
            resident(4, name="Budi"),
            resident(5, name="Citra"),
        ],
    )
    waiting = RemoteSeeker.objects.filter(waits_since__isnull=False)
    keys = waiting.order_by("pk").values_list("record__remote_id", flat=True)
    assert list(keys) == ["s1", "s3"]  # s2, the newer of one number, is joined


def test_who_is_not_born_yet_is_refused():
    pulled(Kind.SEEKERS, [resident(1, birth_date="2099-01-01")])
    assert not RemoteSeeker.objects.exists()
