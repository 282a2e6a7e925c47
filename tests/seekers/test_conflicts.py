"""A NIK that two profiles gave: an officer decides, nothing is lost, nobody learns of the other."""

import threading
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date, timedelta

import pgtrigger
import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from seekers.enums import DocumentKind, NikConflictState
from seekers.models import (
    CounterAct,
    NikConflict,
    NikView,
    Seeker,
    SeekerDisability,
    SeekerDocument,
)
from seekers.nik import open_nik, parse_nik
from seekers.services import conflicts
from seekers.services.conflicts import settle
from seekers.services.identity import give_nik
from seekers.services.merging import MergeBlockedError
from sikas import clock
from sikas.accounts import roles
from sikas.documents.models import StoredFile
from sikas.notifications.models import Message
from sikas.reference.models import Area
from sikas.workflow.transitions import TransitionRefusedError
from tests.factories import UserFactory, make_officer
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
QUEUE = "/admin/antrean/nik-ganda/"
NIK = "1209121502950001"
REASON = "KTP asli dilihat di loket"


@pytest.fixture
def officer(client):
    """Sign an officer of the counter in."""
    person = make_officer(roles.COUNTER)
    client.force_login(person)
    return person


def conflict(*, old_account: bool = False, **fields) -> NikConflict:
    """Let a second profile, with an account, give a NIK that a first one holds."""
    SeekerFactory.create(
        name="Siti Aminah", number=NIK, user=UserFactory.create() if old_account else None
    )
    new = Seeker.objects.create(name="Siti Aminah", user=UserFactory.create(), **fields)
    give_nik(seeker=new, number=parse_nik(NIK))
    return NikConflict.objects.select_related("seeker").get()


def decide(client, case, decision, reason=REASON):
    client.post(f"{QUEUE}ambil/", {"case": case.pk})
    return client.post(f"{QUEUE}{case.pk}/", {"decision": decision, "reason": reason}, follow=True)


def profiles(case):
    """Return the first profile and the second as they are now."""
    return Seeker.objects.order_by("pk").first(), Seeker.objects.get(pk=case.seeker_id)


def stored(number: int) -> StoredFile:
    return StoredFile.objects.create(
        path=f"{number}", original_name=f"{number}.pdf", content_type="application/pdf",
        size=1, sha256="0" * 64, pages=1,
    )  # fmt: skip


def test_case_shows_both_profiles_side_by_side_without_the_nik(client, officer):
    case = conflict()
    client.post(f"{QUEUE}ambil/")
    page = client.get(f"{QUEUE}{case.pk}/").content.decode()
    assert "Profil baru" in page
    assert "Profil lama" in page
    assert page.count("1209••••••••0001") == 2
    assert NIK not in page
    assert "1 kasus menunggu" in page


def test_merged_profiles_are_one_with_everything_of_both(client, officer):
    village = Area.objects.create(system="kemendagri", code="12", name="Sumut", level="province")
    case = conflict(birth_date=date(1995, 2, 15), phone="+6281234567890")
    old, new = profiles(case)
    for seeker in (old, new):
        seeker.education.create(level=50, school="SMA 1 Kisaran")
        seeker.wished_areas.add(village)
        SeekerDocument.objects.create(seeker=seeker, kind=DocumentKind.KTP, file=stored(seeker.pk))
    new.skills.create(name="Las")
    NikView.objects.create(seeker=new, officer=officer, purpose="x")
    account = new.user
    assert "Keputusan tersimpan" in decide(client, case, "merged").content.decode()
    old, new = profiles(case)
    assert (old.user, old.birth_date, old.phone) == (
        account, date(1995, 2, 15), "+6281234567890",
    )  # fmt: skip
    assert [skill.name for skill in old.skills.all()] == ["Las"]
    assert old.education.count() == old.wished_areas.count() == old.nik_views.count() == 1
    assert sorted(old.documents.values_list("kind", flat=True)) == ["certificate", "ktp"]
    assert Seeker.objects.with_nik(parse_nik(NIK)).get() == old
    assert (new.merged_into, new.name, new.nik_sealed, new.user) == (old, "", "", None)
    assert NikConflict.objects.get().state == NikConflictState.MERGED
    assert NikConflict.objects.get().transitions.get().reason == REASON
    assert old.counter_acts.filter(work="merged", officer=officer).exists()


@pytest.mark.parametrize(
    ("decision", "stays"), [("merged", "old"), ("merged-new", "new")], ids=["old", "new"]
)
def test_of_two_accounts_the_officer_chooses_one_and_the_other_is_closed_and_told(
    client, officer, decision, stays
):
    case = conflict(old_account=True)
    old, new = profiles(case)
    users = {"old": old.user, "new": new.user}
    decide(client, case, decision)
    kept, closed = users.pop(stays), users.popitem()[1]
    old, _new = profiles(case)
    assert old.user == kept
    for user in (kept, closed):
        user.refresh_from_db()
    assert (kept.is_active, closed.is_active) == (True, False)
    event = Message.objects.get(event="seekers.account_closed", channel="email")
    assert event.address == closed.email


def test_nik_that_was_the_new_profiles_moves_there_and_the_old_one_is_asked_again(client, officer):
    case = conflict(old_account=True)
    decide(client, case, "corrected")
    old, new = profiles(case)
    assert Seeker.objects.with_nik(parse_nik(NIK)).get() == new
    assert old.nik_sealed == ""
    told = Message.objects.filter(event="seekers.nik_decision", channel="email")
    assert {message.address: message.context["decision"] for message in told} == {
        old.user.email: "asked",
        new.user.email: "confirmed",
    }


def test_rejected_claim_loses_its_nik_and_the_holder_hears_nothing(client, officer):
    case = conflict(old_account=True)
    decide(client, case, "rejected")
    old, new = profiles(case)
    assert Seeker.objects.with_nik(parse_nik(NIK)).get() == old
    assert new.nik_sealed == ""
    addresses = set(Message.objects.exclude(channel="in_app").values_list("address", flat=True))
    assert addresses == {new.user.email}


def test_messages_name_nobody(client, officer):
    case = conflict(old_account=True)
    old, _new = profiles(case)
    Seeker.objects.filter(pk=old.pk).update(name="Rahasia Tampubolon")
    decide(client, case, "corrected")
    for message in Message.objects.all():
        assert "Rahasia" not in str(message.context)
        assert NIK not in str(message.context)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (" ", "Tulis alasannya"),
        ("NIK 1209 1215 0295 0001 benar", "Jangan menulis NIK"),
        ("1209121502950001", "Jangan menulis NIK"),
    ],
)
def test_reason_is_needed_and_holds_no_nik(client, officer, reason, said):
    case = conflict()
    page = decide(client, case, "rejected", reason).content.decode()
    assert said in page
    assert NikConflict.objects.get().state == NikConflictState.OPEN
    with pytest.raises(ValidationError):
        settle(conflict=case, to="rejected", officer=officer, reason=reason)


def test_merging_with_nobody_says_so_and_changes_nothing(client, officer):
    case = conflict()
    old, _new = profiles(case)
    Seeker.objects.filter(pk=old.pk).update(nik_sealed="", nik_index_a=None, nik_index_b=None)
    page = decide(client, case, "merged").content.decode()
    assert "Tidak ada lagi profil lain" in page
    assert NikConflict.objects.get().state == NikConflictState.OPEN
    decide(client, case, "corrected")
    assert Seeker.objects.with_nik(parse_nik(NIK)).get().pk == case.seeker_id


def test_case_of_a_lost_key_shows_one_side_and_cannot_be_merged(client, officer, settings):
    case = conflict()
    settings.SEALING_KEYS = {"other": b"x" * 32}
    assert "tidak ada lagi" in client.get(f"{QUEUE}{case.pk}/").content.decode()
    assert "Tidak ada lagi profil lain" in decide(client, case, "merged").content.decode()


@pytest.mark.parametrize("newer", ["old", "new"])
def test_disability_that_was_told_last_is_kept(client, officer, newer):
    case = conflict()
    for seeker, name in zip(profiles(case), ("old", "new"), strict=True):
        age = timedelta(days=0 if name == newer else 9)
        SeekerDisability.objects.create(
            seeker=seeker, kinds=["visual"], needs=name, consented_at=clock.now() - age,
            consent_version="1",
        )  # fmt: skip
    decide(client, case, "merged")
    assert SeekerDisability.objects.get().needs == newer


def test_merge_without_a_place_for_a_file_is_refused_whole(officer):
    case = conflict()
    old, new = profiles(case)
    for place in range(1, 11):
        SeekerDocument.objects.create(
            seeker=old, kind="certificate", place=place, file=stored(place)
        )
    SeekerDocument.objects.create(seeker=new, kind="certificate", place=1, file=stored(99))
    with pytest.raises(MergeBlockedError):
        settle(conflict=case, to="merged", officer=officer, reason=REASON)
    _old, new = profiles(case)
    assert (new.name, new.documents.count()) == ("Siti Aminah", 1)
    assert NikConflict.objects.get().state == NikConflictState.OPEN


def test_second_certificate_takes_a_place_that_is_free_below_the_last(officer):
    case = conflict()
    old, new = profiles(case)
    for seeker, number in ((old, 1), (new, 2)):
        SeekerDocument.objects.create(
            seeker=seeker, kind="certificate", place=10, file=stored(number)
        )
    settle(conflict=case, to="merged", officer=officer, reason=REASON)
    places = old.documents.order_by("place").values_list("place", flat=True)
    assert list(places) == [1, 10]


def test_rows_that_cannot_be_double_block_the_merge(officer, monkeypatch):
    monkeypatch.setattr("seekers.services.merging.SAME", ())
    case = conflict()
    for seeker in profiles(case):
        seeker.skills.create(name="Las")
    with pytest.raises(MergeBlockedError, match="keterampilan"):
        settle(conflict=case, to="merged", officer=officer, reason=REASON)


def test_nik_that_a_third_profile_took_this_very_moment_stays_there(officer, monkeypatch):
    case = conflict()
    old, _new = profiles(case)
    Seeker.objects.filter(pk=old.pk).update(nik_sealed="", nik_index_a=None, nik_index_b=None)
    third = SeekerFactory.create(number=NIK)
    monkeypatch.setattr(conflicts, "holder_of", lambda _conflict: None)
    with pytest.raises(ValidationError, match="baru saja dipakai"):
        settle(conflict=case, to="corrected", officer=officer, reason=REASON)
    assert Seeker.objects.with_nik(parse_nik(NIK)).get() == third


def test_home_counts_the_conflicts(client, officer):
    conflict()
    assert "NIK ganda: 1 menunggu" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("role", [r for r in roles.ROLES if r is not roles.COUNTER], ids=str)
def test_queue_is_hidden_from_other_roles(client, role):
    client.force_login(make_officer(role))
    assert client.get(QUEUE).status_code == 404
    assert client.post(f"{QUEUE}ambil/").status_code == 404


def decide_while_another_decides(unguarded: Sequence[str] = ()) -> list[str]:
    """Merge; before that is committed another officer rejects. Return what was recorded.

    `unguarded` names triggers that are switched off for the second officer.
    """
    case = conflict()
    first, second = make_officer(roles.COUNTER), make_officer(roles.COUNTER)
    other = NikConflict.objects.select_related("seeker").get()

    def reject() -> None:
        try:
            with pgtrigger.ignore(*unguarded) if unguarded else nullcontext():
                settle(conflict=other, to="rejected", officer=second, reason=REASON)
        except TransitionRefusedError:
            pass
        finally:
            connection.close()

    thread = threading.Thread(target=reject)
    with transaction.atomic():
        settle(conflict=case, to="merged", officer=first, reason=REASON)
        thread.start()
        thread.join(1)  # seconds; it waits for us
    thread.join()
    return sorted(CounterAct.objects.values_list("work", flat=True))


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_decide_at_once_decide_once():
    assert decide_while_another_decides() == ["merged"]
    assert open_nik(Seeker.objects.get(erased_at=None).nik_sealed).digits == NIK


@pytest.mark.django_db(transaction=True)
def test_without_the_check_under_the_lock_both_decisions_are_carried_out(monkeypatch):
    monkeypatch.setattr(conflicts, "transition", lambda *_args, **_values: None)
    final = ["seekers.Seeker:erased_is_final"]  # the database would refuse the second one as well
    assert decide_while_another_decides(final) == ["merged", "nik_released"]
