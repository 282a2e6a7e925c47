"""One click stops the e-mails of a topic and nothing else, for whoever holds the link."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail, signing
from django.test import Client

from sikas.notifications import delivery, unsubscribing
from sikas.notifications.enums import Channel
from sikas.notifications.models import Message, Preference
from sikas.notifications.services import tell
from sikas.notifications.unsubscribing import SALT, Subscription, topics_url, unsubscribe_url
from tests.factories import UserFactory
from tests.gates.pages import faults_of_markup
from tests.notifications.topics import APPLICANTS, NEWS, VITAL, only

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def _topics():
    with only(NEWS, APPLICANTS, VITAL):
        yield


@pytest.fixture
def person():
    return UserFactory.create(phone="+6281234567890")


def link(person, *topics) -> str:
    return urlsplit(topics_url(person_id=person.pk, topics=topics or ["news"])).path


def told_by(person, topic=NEWS) -> list[str]:
    tell(person=person, event=topic.events[0], key="k", context={"contact": "x"})
    rows = Message.objects.filter(recipient=person, event=topic.events[0])
    return sorted(rows.order_by("channel").values_list("channel", flat=True))


def test_email_of_a_topic_offers_its_end_to_the_mail_reader_and_below_the_text(person):
    told_by(person)
    delivery.deliver(Message.objects.filter(channel=Channel.EMAIL))
    (email,) = mail.outbox
    address = email.extra_headers["List-Unsubscribe"].strip("<>")
    assert address.startswith(f"{settings.SITE_URL}/berhenti/")
    assert email.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in email.body
    assert f'href="{address}"' in str(email.alternatives[0])  # type: ignore[attr-defined]
    assert "unsubscribe_url" not in Message.objects.get(channel=Channel.IN_APP).context
    assert Client(enforce_csrf_checks=True).post(address, ONE_CLICK).status_code == 200
    assert Preference.objects.get().email is False


def test_essential_email_offers_no_end(person):
    tell(person=person, event=VITAL.events[0], key="1", context={"decision": "asked", "url": "x"})
    delivery.deliver(Message.objects.filter(channel=Channel.EMAIL))
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers
    assert "Berhenti" not in mail.outbox[0].body


def test_looking_changes_nothing_and_one_click_stops_only_the_email(person, client):
    page = client.get(link(person)).content.decode()
    assert "Kabar contoh" in page
    assert person.email not in page
    assert not faults_of_markup(re.sub(r'value="\w{64}"', "", page), ours=True)
    assert not Preference.objects.exists()
    for _ in range(2):
        page = client.post(link(person), ONE_CLICK).content.decode()
        assert "Email dihentikan" in page
    assert not faults_of_markup(re.sub(r'value="\w{64}"', "", page), ours=True)
    assert told_by(person) == [Channel.IN_APP]
    assert Channel.EMAIL in told_by(person, APPLICANTS)
    assert "Email dihentikan" in client.get(link(person)).content.decode()


def test_stopping_leaves_what_was_chosen_of_other_channels(person, client):
    Preference.objects.create(person=person, topic="news", whatsapp=True, daily=True)
    client.post(link(person))
    row = Preference.objects.get()
    assert (row.email, row.whatsapp, row.in_app, row.daily) == (False, True, None, True)


def test_stopping_can_be_undone_by_a_form_of_ours_alone(person, client):
    client.post(link(person))
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{link(person)}batal/").status_code == 419
    assert Preference.objects.get().email is False
    assert client.post(f"{link(person)}batal/").url.startswith("/berhenti/")
    assert Channel.EMAIL in told_by(person)
    assert "Berhenti menerima email?" in client.get(link(person)).content.decode()


def test_link_may_stop_several_topics(person, client):
    client.post(link(person, "news", "applicants"))
    assert [row.topic for row in Preference.objects.order_by("topic")] == ["applicants", "news"]


def forged() -> list[str]:
    good = signing.dumps(["topics", "1:news"], salt=SALT)
    return [
        "x",
        good[:-1] + ("a" if good[-1] != "a" else "b"),
        signing.dumps(["topics", "1:news"]),  # signed for something else
        signing.dumps(["unknown", "1"], salt=SALT),
        signing.dumps("text", salt=SALT),
    ]


@pytest.mark.parametrize("number", range(5))
def test_forged_or_foreign_link_is_not_found(client, number):
    token = forged()[number]
    assert client.get(f"/berhenti/{token}/").status_code == 404
    assert client.post(f"/berhenti/{token}/").status_code == 404
    assert client.post(f"/berhenti/{token}/batal/").status_code == 404


def test_link_of_a_closed_account_or_of_topics_that_always_go_is_not_found(person, client):
    assert client.post(link(person, "vital", "of_last_year")).status_code == 404
    address = link(person)
    person.is_active = False
    person.save()
    assert client.post(address).status_code == 404
    person.delete()
    assert client.get(address).status_code == 404


def test_other_apps_have_links_of_their_own(client, monkeypatch):
    calls: list[bool] = []
    subscription = Subscription(title="Pencarian: kasir", is_on=True, switch=calls.append)
    monkeypatch.setitem(
        unsubscribing._purposes, "search", lambda key: subscription if key == "7" else None
    )
    address = urlsplit(unsubscribe_url(purpose="search", key="7")).path
    assert "Pencarian: kasir" in client.get(address).content.decode()
    client.post(address, ONE_CLICK)
    assert calls == [False]
