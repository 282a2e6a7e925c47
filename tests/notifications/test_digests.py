"""Once a day: held, sent together in the office's morning, never twice, never lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, connection, transaction

from sikas import personal_data
from sikas.notifications import delivery, digests, tasks
from sikas.notifications.digests import EVENT, send_digests
from sikas.notifications.enums import Channel, State
from sikas.notifications.models import Message, Preference
from sikas.notifications.preferences import switch_email
from sikas.notifications.services import forget_name, tell
from sikas.personal_data import FORGOTTEN, Person
from sikas.reference.enums import TimeZone
from sikas.reference.models import Office
from tests.factories import UserFactory
from tests.notifications.topics import APPLICANTS, NEWS, only

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 11, 9, 13, 0, tzinfo=UTC)  # 20.00 WIB
MORNING = datetime(2026, 11, 10, 0, 0, tzinfo=UTC)  # 07.00 WIB
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
TOLD = APPLICANTS.events[0]


@pytest.fixture(autouse=True)
def _topics():
    with only(APPLICANTS, NEWS):
        yield


@pytest.fixture
def evening(clock):
    clock.freeze(EVENING)
    return clock


@pytest.fixture
def person():
    return UserFactory.create()


def tell_of(person, title: str) -> None:
    context = {"title": title, "date": "1 Desember 2026", "path": f"/lowongan/{title.lower()}/"}
    tell(person=person, event=TOLD, key=title, context=context)


def sent() -> list[str]:
    """Send what is due and return the texts of the e-mails, oldest first."""
    mail.outbox.clear()
    delivery.sweep()
    return [str(email.body) for email in mail.outbox]


def html() -> str:
    """Return what the last e-mail shows."""
    email = mail.outbox[-1]
    assert isinstance(email, EmailMultiAlternatives)
    return str(email.alternatives[0])


def held() -> int:
    return Message.objects.filter(state=State.HELD).count()


def test_what_comes_once_a_day_is_in_the_portal_at_once_and_in_one_email_next_morning(
    evening, person
):
    tell_of(person, "Kasir")
    evening.move(SECOND)
    tell_of(person, "Sopir")
    assert Message.objects.filter(channel=Channel.IN_APP, state=State.SENT).count() == 2
    evening.freeze(MORNING - SECOND)
    assert send_digests() == 0
    assert sent() == []
    evening.freeze(MORNING)
    assert send_digests() == 1
    (text,) = sent()
    assert text.index("Lowongan Kasir tutup") < text.index("Lowongan Sopir tutup")
    assert "/lowongan/sopir/" in text
    assert mail.outbox[0].subject == "2 kabar untuk Anda hari ini"
    assert "/lowongan/kasir/" in html()


def test_sent_digest_leaves_no_texts_behind(evening, person):
    tell_of(person, "Kasir")
    evening.freeze(MORNING)
    send_digests()
    assert sent()
    emails = Message.objects.filter(channel=Channel.EMAIL)
    assert {(row.event, row.state) for row in emails} == {
        (EVENT, State.SENT),
        (TOLD, State.BUNDLED),
    }
    assert not emails.exclude(context={}).exists()
    evening.move(delivery.KEPT + DAY)
    delivery.forget_old()
    assert not emails.all().exists()


def test_single_message_gives_the_digest_its_title(evening, person):
    tell_of(person, "Kasir")
    evening.freeze(MORNING)
    send_digests()
    assert sent()
    assert mail.outbox[0].subject == "Lowongan Kasir tutup 1 Desember 2026"


def test_what_comes_after_the_hour_waits_for_the_next_day_however_often_beat_runs(evening, person):
    tell_of(person, "Kasir")
    evening.freeze(MORNING)
    tasks.send_digests()
    evening.move(timedelta(minutes=10))
    tell_of(person, "Sopir")
    tasks.send_digests()
    assert len(sent()) == 1
    assert held() == 1
    evening.freeze(MORNING + DAY)
    tasks.send_digests()
    (text,) = sent()
    assert "Sopir" in text
    assert "Kasir" not in text


def test_morning_that_was_missed_is_made_good_the_same_day(evening, person):
    tell_of(person, "Kasir")
    evening.freeze(MORNING + timedelta(hours=9))
    assert send_digests() == 1


def test_row_written_late_never_makes_a_second_digest_of_the_day(evening, person):
    tell_of(person, "Kasir")
    evening.freeze(MORNING)
    send_digests()
    tell_of(person, "Sopir")
    Message.objects.filter(state=State.HELD).update(created_at=EVENING)
    assert send_digests() == 0
    assert held() == 1
    evening.move(DAY)
    assert send_digests() == 1
    assert Message.objects.filter(event=EVENT).count() == 2


@pytest.mark.parametrize(("zone", "hour"), [(TimeZone.WITA, 23), (TimeZone.WIT, 22)])
def test_morning_is_that_of_the_office(evening, person, zone, hour):
    Office.objects.update_or_create(is_current=True, defaults={"time_zone": zone})
    Office.objects.forget()
    tell_of(person, "Kasir")
    begins = EVENING.replace(hour=hour)
    evening.freeze(begins - SECOND)
    assert send_digests() == 0
    evening.freeze(begins)
    assert send_digests() == 1


def test_everybody_has_a_digest_and_topics_that_are_told_at_once_have_none(evening, person):
    phone = UserFactory.create(by_phone=True)
    hasty = UserFactory.create()
    Preference.objects.create(person=hasty, topic=APPLICANTS.key, daily=False)
    for one in (person, phone, hasty):
        tell_of(one, "Kasir")
    assert len(sent()) == 1  # to the hasty one
    evening.freeze(MORNING)
    assert send_digests() == 2
    made = Message.objects.filter(event=EVENT).order_by("channel")
    assert [(row.channel, row.recipient) for row in made] == [
        (Channel.EMAIL, person),
        (Channel.WHATSAPP, phone),
    ]


def test_text_by_phone_names_the_first_messages(evening, monkeypatch):
    texts: list[str] = []
    monkeypatch.setattr(
        "sikas.notifications.gateways.ConsoleGateway.send",
        lambda _self, *, text, **_: texts.append(text),
    )
    person = UserFactory.create(by_phone=True)
    for title in ("Kasir", "Sopir", "Mandor", "Kerani"):
        tell_of(person, title)
        evening.move(SECOND)
    evening.freeze(MORNING)
    send_digests()
    delivery.sweep()
    (text,) = texts
    assert text.startswith("4 kabar SIKAS: Lowongan Kasir tutup 1 Desember 2026. Lowongan Sopir")
    assert "Kerani" not in text
    assert text.endswith("/akun/pesan/")


def test_long_digest_shows_the_first_and_counts_the_rest(evening, person, monkeypatch):
    monkeypatch.setattr(digests, "SHOWN", 1)
    tell_of(person, "Kasir")
    evening.move(SECOND)
    tell_of(person, "Sopir")
    evening.freeze(MORNING)
    send_digests()
    (text,) = sent()
    assert "1 lainnya" in text
    assert "Sopir" not in text
    assert "1 lainnya" in html()


def test_what_was_switched_off_meanwhile_is_dropped(evening, person):
    tell_of(person, "Kasir")
    switch_email(person_id=person.pk, topics=[APPLICANTS.key], on=False)
    gone = UserFactory.create()
    tell_of(gone, "Kasir")
    gone.is_active = False
    gone.save()
    evening.freeze(MORNING)
    assert send_digests() == 0
    assert held() == 0
    assert sent() == []


def test_digest_goes_to_the_address_of_the_morning(evening, person):
    tell_of(person, "Kasir")
    person.email = "baru@contoh.id"
    person.save()
    evening.freeze(MORNING)
    send_digests()
    assert sent()
    assert mail.outbox[0].to == ["baru@contoh.id"]


def test_digest_is_stopped_with_one_click_for_all_that_it_tells(evening, person, client):
    tell_of(person, "Kasir")
    evening.freeze(MORNING)
    send_digests()
    assert sent()
    client.post(mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>"))
    (row,) = Preference.objects.all()
    assert (row.topic, row.email) == (APPLICANTS.key, False)


def test_held_message_of_a_topic_that_is_gone_is_sent_without_a_link(evening, person):
    tell_of(person, "Kasir")
    evening.freeze(MORNING)
    with only():
        assert send_digests() == 1
    assert sent()
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_digest_whose_worker_died_is_sent_again_in_full(evening, person):
    tell_of(person, "Kasir")
    evening.freeze(MORNING)
    send_digests()
    first = delivery.claim(Message.objects.all())
    assert first is not None
    assert sent() == []
    evening.move(delivery.LEASE + SECOND)
    (text,) = sent()
    assert "Lowongan Kasir tutup" in text
    assert sent() == []


def test_attempt_that_lost_its_lease_wipes_nothing(evening, person):
    tell_of(person, "Kasir")
    evening.freeze(MORNING)
    send_digests()
    first = delivery.claim(Message.objects.all())
    evening.move(delivery.LEASE + SECOND)
    second = delivery.claim(Message.objects.all())
    assert first is not None
    assert second is not None
    assert not delivery._finish(first, State.SENT, sent_at=MORNING, context={})
    assert second.items.exclude(context={}).exists()


def test_erased_name_is_put_out_of_digests_on_their_way(evening, person):
    tell_of(person, "Kasir")
    evening.freeze(MORNING)
    send_digests()
    forget_name(event=TOLD, key="Kasir", fields=["title"])
    (text,) = sent()
    assert f"Lowongan {FORGOTTEN} tutup" in text


def test_erased_person_has_no_held_messages_and_no_digests(evening, person):
    tell_of(person, "Kasir")
    evening.freeze(MORNING)
    send_digests()
    tell_of(person, "Sopir")
    (keeper,) = [one for one in personal_data.keepers() if one.name == "notifications"]
    keeper.erase(Person(user_id=person.pk))
    assert not Message.objects.exists()
    key = person.pk
    person.delete()
    assert not digests._bundle(key, Channel.EMAIL, MORNING)


@pytest.mark.parametrize("values", [{"state": State.BUNDLED}, {"recipient": None}])
def test_database_refuses_bundles_without_a_digest_and_holding_for_nobody(evening, person, values):
    tell_of(person, "Kasir")
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(state=State.HELD).update(**values)


def bundle_from_a_thread(barrier: Barrier) -> int:
    try:
        barrier.wait()
        return send_digests()
    finally:
        connection.close()


def race() -> int:
    barrier = Barrier(4)
    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(bundle_from_a_thread, [barrier] * 4))


@pytest.mark.django_db(transaction=True)
def test_parallel_runs_make_one_digest_with_everything(evening, person):
    for title in ("Kasir", "Sopir", "Mandor"):
        tell_of(person, title)
    evening.freeze(MORNING)
    assert race() == 1
    digest = Message.objects.get(event=EVENT)
    assert digest.items.count() == 3
    assert held() == 0


@pytest.mark.django_db(transaction=True)
def test_parallel_runs_without_the_guards_make_doubles(evening, person, monkeypatch):
    """Negative control: the key of the day and the lock are the guards, and the race is real."""
    tell_of(person, "Kasir")
    evening.freeze(MORNING)
    together = Barrier(4)
    sort_out = digests._sorted_out

    def all_at_once(*args):
        found = sort_out(*args)
        together.wait()
        return found

    monkeypatch.setattr(digests, "_sorted_out", all_at_once)
    monkeypatch.setattr("django.db.models.QuerySet.select_for_update", lambda self, **_: self.all())
    guard = "message_once_per_event_and_channel"
    constraint = next(c for c in Message._meta.constraints if c.name == guard)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Message, constraint)
    try:
        assert race() == 4
    finally:
        Message.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Message, constraint)
