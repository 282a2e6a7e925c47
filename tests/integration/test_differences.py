"""What differs between a record and a row here is seen and confirmed before the two are joined."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from integration import linking
from integration.comparing import Comparison, compare, rows_for
from integration.enums import Kind, Question
from integration.models import RemoteSeeker, SettlementAct
from integration.settling import settle
from seekers.models import Seeker
from seekers.services.identity import NO_INDEXES
from sikas.accounts import roles
from sikas.accounts.models import User
from sikas.accounts.services.erasure import erase_person
from sikas.personal_data import Person
from tests.factories import make_officer
from tests.integration.wire import pulled, resident
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
SEEKERS = "/admin/antrean/kemnaker/pencari-kerja/"
NIK = "1209190101900001"


@pytest.fixture
def counter(client: Client) -> User:
    """Sign somebody in who serves the counter."""
    officer = make_officer(roles.COUNTER)
    client.force_login(officer)
    return officer


def without_nik(**fields: Any) -> Seeker:
    """Return somebody here whose NIK nobody has written down yet."""
    ours = SeekerFactory.create(**fields)
    Seeker.objects.filter(pk=ours.pk).update(nik_sealed="", **NO_INDEXES)
    return ours


def compared(pair: RemoteSeeker, ours: Seeker) -> Comparison:
    return compare(pair, rows_for(pair).get(pk=ours.pk))


def opened(client: Client, pair: RemoteSeeker) -> str:
    client.post(f"{SEEKERS}ambil/", {"case": pair.pk})
    return client.get(f"{SEEKERS}{pair.pk}/").content.decode()


def decide(client: Client, pair: RemoteSeeker, **data: Any) -> str:
    answer = client.post(f"{SEEKERS}{pair.pk}/", {"decision": "link", **data}, follow=True)
    pair.refresh_from_db()
    return answer.content.decode()


def asked_about(ours: Seeker) -> RemoteSeeker:
    """Return the record of a resident who is somebody's namesake, as a case."""
    pulled(Kind.SEEKERS, [resident(1)])
    pair = RemoteSeeker.objects.get()
    RemoteSeeker.objects.update(waits_since=ours.created_at)
    return pair


def test_who_has_no_nik_and_was_born_on_another_day_is_joined_only_when_confirmed(client, counter):
    ours = without_nik(name="Suharto", birth_date=date(1991, 2, 2))
    pair = asked_about(ours)
    page = opened(client, pair)
    assert "1 Januari 1990" in page
    assert "2 Februari 1991" in page
    assert "Saya sudah memeriksa yang berbeda (tanggal lahir)" in page
    told = {"candidate": ours.pk, "reason": "KTP dilihat."}
    page = decide(client, pair, **told)
    assert page.count('id="id_checked"') == 1
    assert "KTP dilihat." in page
    assert 'checked form="keputusan"' not in page
    with pytest.raises(linking.UncheckedError):
        linking.link(pair=pair, local_id=ours.pk, officer=counter)
    assert pair.seeker is None
    decide(client, pair, **told, checked=compared(pair, ours).mark)
    ours.refresh_from_db()
    assert pair.seeker_id == ours.pk
    assert ours.birth_date == date(1990, 1, 1)
    assert SettlementAct.objects.get().reason == "Berbeda dan sudah diperiksa: tanggal lahir."


def test_confirmation_counts_for_what_was_seen_alone(client, counter):
    ours = without_nik(name="Suharto Widodo", birth_date=date(1990, 1, 1))
    pair = asked_about(ours)
    opened(client, pair)
    seen = compared(pair, ours).mark
    Seeker.objects.update(name="Suharti")
    page = decide(client, pair, candidate=ours.pk, checked=seen)
    assert "Datanya berubah sejak Anda membukanya." in page
    with pytest.raises(linking.UncheckedError):
        linking.link(pair=pair, local_id=ours.pk, officer=counter, checked=seen)


@pytest.mark.parametrize(
    ("told", "grave"),
    [
        ({"name": "SUHARTO", "birth_date": date(1990, 1, 1)}, []),
        ({"name": "Suharto", "birth_date": None}, ["Tanggal lahir"]),
        (
            {"name": "Suhartono", "birth_date": date(1990, 1, 1), "sex": 2},
            ["Nama", "Jenis kelamin"],
        ),
    ],
)
def test_without_one_nik_name_and_day_of_birth_must_be_the_same(told, grave):
    pair = asked_about(without_nik(name="Suharto"))
    ours = without_nik(**told)
    assert [line.label for line in compared(pair, ours).grave] == grave


def test_with_one_nik_a_like_name_and_a_day_not_told_are_enough():
    ours = SeekerFactory.create(number=NIK, name="Suharto S")
    pulled(Kind.SEEKERS, [resident(1, verified=False)])
    pair = RemoteSeeker.objects.get()
    assert compared(pair, ours).grave == []
    Seeker.objects.update(birth_date=date(1991, 1, 1))
    assert compared(pair, ours).subjects == "tanggal lahir"


def test_nik_in_dispute_is_settled_first():
    ours = SeekerFactory.create(number=NIK, name="Suharto")
    Seeker.objects.update(**NO_INDEXES)
    pair = asked_about(ours)
    assert "antrean NIK ganda" in compared(pair, ours).hindrance


def test_other_record_of_the_same_nik_is_seen_and_can_take_the_place(client, counter):
    ours = SeekerFactory.create(number=NIK, name="Suharto")
    pulled(Kind.SEEKERS, [resident(1, name="Budi"), resident(2, nik=NIK, verified=False)])
    worse, better = RemoteSeeker.objects.order_by("record__remote_id")
    assert (worse.seeker, worse.question) == (ours, Question.NAME)
    page = opened(client, worse)
    assert f"{SEEKERS}{better.pk}/data/" in page
    assert "Menunggu petugas." in page
    page = opened(client, better)
    assert page.count(f"{SEEKERS}{worse.pk}/data/") == 2  # the double, and why it cannot be joined
    assert "Terhubung dengan Suharto." in page
    other = client.get(f"{SEEKERS}{better.pk}/data/").content.decode()
    assert f"{SEEKERS}{worse.pk}/data/" in other
    linking.part(pair=worse, officer=counter, reason="Orang lain.")
    linking.ignore(pair=worse, officer=counter, reason="Orang lain.")
    settle(Kind.SEEKERS)
    better.refresh_from_db()
    assert (better.seeker, better.question) == (ours, "")
    assert "Diabaikan petugas." in client.get(f"{SEEKERS}{better.pk}/data/").content.decode()


def test_pair_whose_new_number_another_holds_is_not_offered_to_be_agreed_to(client, counter):
    ours = SeekerFactory.create(number=NIK, name="Suharto")
    SeekerFactory.create(number="1209190101900003", name="Ani")
    pulled(Kind.SEEKERS, [resident(1)])
    pulled(Kind.SEEKERS, [resident(1, 2, nik="1209190101900003")])
    pair = RemoteSeeker.objects.get()
    assert pair.question == Question.NUMBER
    page = opened(client, pair)
    assert 'value="link"' not in page
    assert 'value="part"' in page
    assert "NIK dari Kemnaker dipegang yang lain di sini." in page
    assert "Itu tidak dapat dilakukan sekarang." in decide(client, pair, candidate=ours.pk)
    with pytest.raises(linking.NotLinkableError):
        linking.link(pair=pair, local_id=ours.pk, officer=counter)


def test_who_was_erased_or_whose_number_is_taken_meanwhile_is_not_joined(counter, monkeypatch):
    ours, other = without_nik(name="Suharto", birth_date=date(1990, 1, 1)), without_nik(name="Ani")
    pair = asked_about(ours)

    def and_then_another_registers(*given: Any) -> Comparison:
        found = compare(*given)
        number = {"nik_sealed": pair.nik_sealed, "nik_index_a": pair.nik_index_a}
        Seeker.objects.filter(pk=other.pk).update(**number, nik_index_b=pair.nik_index_b)
        return found

    monkeypatch.setattr(linking, "compare", and_then_another_registers)
    with pytest.raises(linking.NumberTakenError):
        linking.link(pair=pair, local_id=ours.pk, officer=counter)
    pair.refresh_from_db()
    assert pair.seeker is None
    erase_person(Person(seeker_id=ours.pk))
    with pytest.raises(linking.NotLinkableError):
        linking.link(pair=pair, local_id=ours.pk, officer=counter)
