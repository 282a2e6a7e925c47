"""A resident of the ministry is shown to himself, and once erased never comes back."""

from datetime import timedelta

import pytest

from integration.enums import Kind, QuarantineState, Question, RecordState, SettlementWork
from integration.models import Quarantined, RemoteRecord, RemoteSeeker, SettlementAct
from integration.personal import KEEPER
from integration.pruning import forget_old
from integration.settling import settle
from seekers.models import Seeker
from seekers.services import rotation
from seekers.services.merging import merge
from sikas import personal_data
from sikas.accounts import roles
from sikas.personal_data import Person
from tests.factories import UserFactory, make_officer
from tests.integration.wire import pulled, resident
from tests.seekers.factories import SeekerFactory
from tests.seekers.keys import NEW, OLD, new_keys

pytestmark = pytest.mark.django_db
NIK = "1209190101900001"


def linked() -> Seeker:
    ours = SeekerFactory.create(number=NIK, name="Suharto", user=UserFactory.create())
    pulled(Kind.SEEKERS, [resident(1)])
    return ours


def erase(person: Seeker) -> None:
    who = personal_data.identify(Person(seeker_id=person.pk))
    for keeper in personal_data.keepers():
        keeper.erase(who)


def test_erased_person_does_not_come_back():
    ours = linked()
    pulled(Kind.SEEKERS, [resident(1, 2, name=""), resident(2, nik=NIK)])
    record = RemoteRecord.objects.get(remote_id="s1")
    SettlementAct.objects.create(record=record, work=SettlementWork.LINKED, reason="Suharto")
    assert Quarantined.objects.exists()
    erase(ours)
    assert not RemoteSeeker.objects.exists()
    assert not Quarantined.objects.exists()
    assert SettlementAct.objects.get().reason == ""
    for version in (3, 4):
        run = pulled(Kind.SEEKERS, [resident(1, version), resident(2, version, nik=NIK)])
        assert (run.unchanged, run.inserted) == (2, 0)
    pulled(Kind.SEEKERS, [resident(1, 5, name="")])
    assert not RemoteSeeker.objects.exists()
    assert not Quarantined.objects.exists()
    states = RemoteRecord.objects.values_list("state", flat=True)
    assert set(states) == {RecordState.SUPPRESSED}


def test_who_typed_the_number_of_another_is_not_shown_that_person():
    """Neither what came in nor what could not be read; erasing him does not bar its owner."""
    stranger = SeekerFactory.create(number=NIK, name="Xaverius Zebua", user=UserFactory.create())
    pulled(Kind.SEEKERS, [resident(1), resident(2, nik=NIK, sex="X")])
    record = RemoteRecord.objects.get()
    SettlementAct.objects.create(record=record, work=SettlementWork.REVEALED, reason="Suharto")
    assert RemoteSeeker.objects.get().question == Question.NAME
    who = Person(seeker_id=stranger.pk)
    assert not KEEPER.export(who)
    assert not KEEPER.sightings(who)
    erase(stranger)
    assert RemoteSeeker.objects.get().seeker is None
    owner = SeekerFactory.create(number=NIK, name="Suharto")
    pulled(Kind.SEEKERS, [resident(1, 2), resident(2, 2, nik=NIK)])
    assert RemoteSeeker.objects.filter(seeker=owner, question="").exists()
    assert set(RemoteRecord.objects.values_list("state", flat=True)) == {RecordState.LIVE}


def test_record_of_who_was_erased_while_his_number_was_joined_waits_for_its_owner():
    stranger = SeekerFactory.create(number=NIK, name="Xaverius Zebua")
    pulled(Kind.SEEKERS, [resident(1)])
    Seeker.objects.filter(pk=stranger.pk).update(
        name="", nik_sealed="", nik_index_a=None, nik_index_b=None, erased_at=stranger.created_at
    )
    settle(Kind.SEEKERS)
    assert RemoteRecord.objects.get().state == RecordState.LIVE
    assert RemoteSeeker.objects.get().seeker is None


def test_what_an_officer_parted_from_a_person_is_not_his_to_see_or_to_forget():
    ours = linked()
    RemoteSeeker.objects.update(seeker=None, matched_at=None, parted_from=ours.pk)
    act = SettlementAct.objects.create(
        record=RemoteRecord.objects.get(),
        local_id=ours.pk,
        work=SettlementWork.PARTED,
        reason="Bukan Suharto dari Meranti.",
    )
    assert not KEEPER.export(Person(seeker_id=ours.pk))
    erase(ours)
    act.refresh_from_db()
    assert act.reason == ""
    assert RemoteSeeker.objects.exists()


def test_resident_who_was_never_readable_reads_it_and_is_forgotten_with_it():
    ours = SeekerFactory.create(number=NIK, name="SUHARTO", user=UserFactory.create())
    nobody = {"id": None, "version": 1, "attributes": resident(1)["attributes"]}
    others = [resident(2, sex="X"), resident(3, nik=NIK, name="Ani", sex="X")]
    unread = [resident(1, verified=None, sex="X"), nobody, *others, "x", {"attributes": NIK}]
    pulled(Kind.SEEKERS, unread)
    (section,) = KEEPER.export(Person(seeker_id=ours.pk))
    assert len(section.rows) == 2
    assert "'sex': 'X'" in str(section.rows)
    erase(ours)
    assert set(Quarantined.objects.values_list("key", flat=True)) >= {"s2", "s3"}
    assert Quarantined.objects.count() == 4
    run = pulled(Kind.SEEKERS, [resident(1, 2), resident(3, 2, nik=NIK, name="Ani")])
    assert (run.unchanged, run.inserted) == (1, 1)
    assert RemoteRecord.objects.get(remote_id="s1").state == RecordState.SUPPRESSED


def test_unread_items_of_a_disputed_number_or_a_lost_key_are_nobodys(settings):
    ours = SeekerFactory.create(number=NIK, name="Suharto")
    other = SeekerFactory.create(number="1209190101900002", name="Suharto")
    pulled(Kind.SEEKERS, [resident(1, sex="X"), resident(2, sex="X")])
    Seeker.objects.filter(pk=other.pk).update(nik_index_a=None, nik_index_b=None)
    assert not KEEPER.export(Person(seeker_id=other.pk))
    settings.SEALING_KEYS = {"new": NEW}
    assert not KEEPER.export(Person(seeker_id=ours.pk))


def test_number_that_another_holds_stays_masked():
    ours = linked()
    SeekerFactory.create(number="1209190101900003", name="Ani")
    pulled(Kind.SEEKERS, [resident(1, 2, nik="1209190101900003")])
    (section,) = KEEPER.export(Person(seeker_id=ours.pk))
    assert "1209••••••••0003" in str(section.rows)
    assert "1209190101900003" not in str(section.rows)


def test_who_was_erased_while_he_was_joined_is_forgotten_by_the_next_settling():
    ours = linked()
    Seeker.objects.filter(pk=ours.pk).update(
        name="", user=None, nik_sealed="", nik_index_a=None, nik_index_b=None, birth_date=None,
        erased_at=ours.created_at,
    )  # fmt: skip
    settle(Kind.SEEKERS)
    assert RemoteRecord.objects.get().state == RecordState.SUPPRESSED
    assert not RemoteSeeker.objects.exists()


def test_of_who_is_gone_at_the_ministry_only_the_number_stays_and_he_may_come_again():
    linked()
    RemoteRecord.objects.update(state=RecordState.GONE)
    settle(Kind.SEEKERS)
    assert not RemoteSeeker.objects.exists()
    pulled(Kind.SEEKERS, [resident(1)])
    assert RemoteSeeker.objects.get().seeker


def test_person_reads_his_record_and_who_looked_at_it():
    ours = linked()
    pulled(Kind.SEEKERS, [resident(1, 2, name="")])
    record = RemoteRecord.objects.get()
    SettlementAct.objects.create(record=record, work=SettlementWork.REVEALED, reason="KTP")
    sections = KEEPER.export(Person(seeker_id=ours.pk))
    written = str([(section.title, section.rows) for section in sections])
    assert NIK in written
    assert "Isian wajib tidak ada" in written
    assert "NIK lengkap dilihat" in written
    (seen,) = KEEPER.sightings(Person(seeker_id=ours.pk))
    assert seen.purpose == "KTP"
    for stranger in (Person(), Person(seeker_id=SeekerFactory.create().pk)):
        assert not KEEPER.export(stranger)
        assert not KEEPER.sightings(stranger)
        KEEPER.erase(stranger)
    assert RemoteSeeker.objects.count() == 1


def test_unreadable_seals_are_shown_as_such(settings):
    ours = linked()
    pulled(Kind.SEEKERS, [resident(1, 2, name="")])
    settings.SEALING_KEYS = {"new": NEW}
    written = str([section.rows for section in KEEPER.export(Person(seeker_id=ours.pk))])
    assert NIK not in written
    assert "••••" in written


def test_record_follows_its_person_into_another_profile_and_a_second_one_waits():
    gone = linked()
    keep = SeekerFactory.create(number="1209190101900002", name="Suharto")
    officer = make_officer(roles.COUNTER)
    merge(keep=keep, gone=gone, officer=officer, account=None)
    assert RemoteSeeker.objects.get().seeker == keep
    third = SeekerFactory.create(number="1209190101900003", name="Suharto")
    pulled(Kind.SEEKERS, [resident(1), resident(3)])
    merge(keep=keep, gone=third, officer=officer, account=None)
    settle(Kind.SEEKERS)
    first, second = RemoteSeeker.objects.order_by("record__remote_id")
    assert (first.seeker, second.seeker) == (keep, None)
    assert second.waits_since


def test_new_keys_reach_residents_too(settings):
    settings.SEALING_KEYS, settings.BLIND_INDEX_KEYS = {"old": OLD}, {"a": OLD}
    ours = linked()
    pulled(Kind.SEEKERS, [resident(1), resident(2)])
    new_keys(settings)
    assert rotation.rotate(commit=True).written == 3
    settings.SEALING_KEYS, settings.BLIND_INDEX_KEYS = {"new": NEW}, {"b": NEW}
    assert rotation.empty_place(slot="a", commit=True) == 3
    settle(Kind.SEEKERS)
    assert RemoteSeeker.objects.get(record__remote_id="s1").seeker == ours
    assert not RemoteSeeker.objects.exclude(nik_index_a=None).exists()


def test_payloads_are_forgotten(clock):
    pulled(Kind.SEEKERS, [resident(1, name=""), resident(2, name="")])
    pulled(Kind.SEEKERS, [resident(1, 2)])
    states = Quarantined.objects.order_by("key").values_list("state", flat=True)
    assert list(states.all()) == [QuarantineState.RESOLVED, QuarantineState.OPEN]
    clock.move(timedelta(days=31))
    forget_old()
    assert list(states.all()) == [QuarantineState.OPEN]
    clock.move(timedelta(days=60))
    forget_old()
    assert not Quarantined.objects.exists()
