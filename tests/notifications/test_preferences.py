"""What somebody chose is kept, is asked before he is told, and never stops what must be said."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sikas import personal_data
from sikas.notifications import topics
from sikas.notifications.enums import Channel, State
from sikas.notifications.models import Message, Preference
from sikas.notifications.preferences import Choice, NoChoiceError, save_choices, switch_email
from sikas.notifications.services import Telling, tell, tell_many
from sikas.personal_data import Person
from tests.factories import UserFactory
from tests.gates.pages import faults_of_markup
from tests.notifications.topics import APPLICANTS, NEWS, QUIET, VITAL, only

pytestmark = pytest.mark.django_db

PAGE = "/akun/notifikasi/"
EMAIL, WHATSAPP, IN_APP = Channel.EMAIL, Channel.WHATSAPP, Channel.IN_APP


@pytest.fixture(autouse=True)
def _topics():
    with only(NEWS, APPLICANTS, QUIET, VITAL):
        yield


@pytest.fixture
def person(client):
    person = UserFactory.create(phone="+6281234567890")
    client.force_login(person)
    return person


def told(person, topic=NEWS, key="1") -> list[Channel]:
    """Tell a person something and return the channels that were asked."""
    tell(person=person, event=topic.events[0], key=key, context={})
    rows = Message.objects.filter(key=f"{key}:{person.pk}", event=topic.events[0])
    return sorted(Channel(row.channel) for row in rows.order_by("channel"))


def choose(person, topic=NEWS, *, daily=None, **channels):
    words = {Channel(name): word for name, word in channels.items()}
    save_choices(person=person, choices={topic.key: Choice(words, daily)})


def test_without_a_choice_email_comes_before_whatsapp(person):
    assert told(person) == [EMAIL, IN_APP]
    assert told(UserFactory.create(by_phone=True)) == [IN_APP, WHATSAPP]


def test_channel_that_is_off_from_the_start_waits_to_be_asked_for(person):
    assert told(person, QUIET) == [IN_APP]
    choose(person, QUIET, email=True)
    assert told(person, QUIET, "2") == [EMAIL, IN_APP]


def test_switched_off_channel_is_never_asked(person):
    choose(person, email=False)
    assert told(person) == [IN_APP]
    choose(person, in_app=False, whatsapp=True)
    assert told(person, key="2") == [WHATSAPP]
    choose(person, whatsapp=False)
    assert told(person, key="3") == []


def test_choice_of_one_person_and_topic_leaves_the_others_alone(person):
    choose(person, email=False)
    assert told(person, QUIET) == [IN_APP]
    assert told(UserFactory.create()) == [EMAIL, IN_APP]


def test_essential_topics_and_events_without_a_topic_always_go(person):
    for topic in (VITAL, NEWS):
        Preference.objects.create(
            person=person, topic=topic.key, email=False, whatsapp=False, in_app=False
        )
    assert told(person, VITAL) == [EMAIL, IN_APP]
    with only():
        assert told(person, NEWS) == [EMAIL, IN_APP]


@pytest.mark.parametrize("key", ["vital", "unknown"])
def test_what_nobody_may_choose_is_refused_and_nothing_is_kept(person, key):
    choices = {"news": Choice({EMAIL: False}), key: Choice({EMAIL: False})}
    with pytest.raises(NoChoiceError):
        save_choices(person=person, choices=choices)
    with pytest.raises(NoChoiceError):
        switch_email(person_id=person.pk, topics=list(choices), on=False)
    assert not Preference.objects.exists()


def test_email_switched_off_does_not_move_the_news_to_whatsapp(person):
    switch_email(person_id=person.pk, topics=["news"], on=False)
    assert told(person) == [IN_APP]
    switch_email(person_id=person.pk, topics=["news"], on=True)
    assert told(person, key="2") == [EMAIL, IN_APP]


def test_nothing_chosen_about_a_missing_address_lets_its_default_hold(person, client):
    person.phone = None
    person.save()
    client.post(PAGE, {"news": ["email"], "applicants_rhythm": "harian"})
    person.email, person.phone = None, "+6281234567890"
    person.save()
    assert told(person) == [WHATSAPP]


def test_telling_many_costs_as_much_as_telling_one(django_assert_num_queries):
    people = UserFactory.create_batch(3)
    choose(people[1], email=False)
    for number in (1, 3):
        tellings = [Telling(one, f"{number}:", {"contact": "x"}) for one in people[:number]]
        with django_assert_num_queries(2):
            tell_many(event=NEWS.events[0], tellings=tellings)
    with django_assert_num_queries(1):
        tell_many(event=VITAL.events[0], tellings=[Telling(one, "1", {}) for one in people])
    emails = Message.objects.filter(event=NEWS.events[0], key__startswith="3:", channel=EMAIL)
    assert {row.recipient_id for row in emails} == {people[0].pk, people[2].pk}


def test_telling_twice_is_telling_once(person):
    assert told(person) == told(person)
    assert Message.objects.count() == 2
    assert {row.state for row in Message.objects.all()} == {State.WAITING, State.SENT}


def test_page_shows_what_holds_and_keeps_what_is_chosen(person, client):
    page = client.get(PAGE).content.decode()
    assert not faults_of_markup(re.sub(r'value="\w{64}"', "", page), ours=True)
    assert boxes(page) == {"news": "email in_app", "applicants": "email in_app", "quiet": "in_app"}
    assert "Keputusan" in page
    data = {
        "news": ["whatsapp"],
        "applicants": ["email", "whatsapp"],
        "applicants_rhythm": "segera",
        "vital": [],
    }
    assert client.post(PAGE, data).url == PAGE
    page = client.get(PAGE).content.decode()
    assert boxes(page) == {"news": "whatsapp", "applicants": "email whatsapp"}
    assert Preference.objects.get(topic="applicants").daily is False
    assert Preference.objects.count() == 3


def boxes(page: str) -> dict[str, str]:
    """Return the names of checked boxes, each with the values."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*type=\"checkbox\"[^>]*>", page):
        if " checked" in tag:
            name, value = (re.search(rf'{part}="(\w+)"', tag) for part in ("name", "value"))
            assert name
            assert value
            found.setdefault(name[1], []).append(value[1])
    return {name: " ".join(sorted(values)) for name, values in found.items()}


@pytest.mark.parametrize(
    "data",
    [
        {"news": ["sms"], "applicants_rhythm": "harian"},
        {"news": ["email"], "applicants_rhythm": "setiap jam"},
        {"news": ["email"]},
    ],
)
def test_forged_choice_keeps_nothing(person, client, data):
    response = client.post(PAGE, data)
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert not Preference.objects.exists()


def test_channels_without_an_address_are_not_offered(client):
    client.force_login(UserFactory.create(by_phone=True))
    page = client.get(PAGE).content.decode()
    assert 'value="email"' not in page
    assert "Tambah email" in page


def test_page_costs_the_same_for_any_number_of_topics(person, client):
    client.get(PAGE)  # warms what outlives a request
    costs = []
    for shown in ([NEWS], [NEWS, APPLICANTS, QUIET]):
        with only(*shown), CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_person_without_anything_to_choose_is_told_so(person, client):
    with only(VITAL):
        page = client.get(PAGE).content.decode()
    assert "semuanya selalu dikirim" in page
    assert "Simpan pilihan" not in page


def test_topics_are_shown_to_the_kind_they_concern(client):
    company = topics.Topic("firm", "Hanya perusahaan", "x", [], kinds={"company"})
    for values, expected in (({}, False), ({"company": True}, True)):
        client.force_login(UserFactory.create(**values))
        with only(company):
            assert ("Hanya perusahaan" in client.get(PAGE).content.decode()) is expected


def test_choices_are_shown_to_the_person_and_erased_with_him(person):
    choose(person, APPLICANTS, daily=True, email=True, whatsapp=False)
    Preference.objects.create(person=person, topic="of_last_year")
    choose(UserFactory.create(), email=False)
    (keeper,) = [one for one in personal_data.keepers() if one.name == "notifications"]
    (section,) = keeper.export(Person(user_id=person.pk))
    assert section.title == "Pilihan pesan"
    assert list(section.rows) == [
        {"Topik": "Pelamar baru", "Email": "Ya", "WhatsApp": "Tidak", "Sekali sehari": "Ya"},
        {"Topik": "of_last_year"},
    ]
    keeper.erase(Person(user_id=person.pk))
    assert Preference.objects.count() == 1


def test_copy_of_a_persons_data_has_the_texts_that_are_kept(person):
    context = {"title": "Kasir", "date": "1 Desember 2026"}
    tell(person=person, event=APPLICANTS.events[0], key="1", context=context)
    (keeper,) = [one for one in personal_data.keepers() if one.name == "notifications"]
    (section,) = keeper.export(Person(user_id=person.pk))
    by_channel = {row["Saluran"]: row for row in section.rows}
    assert by_channel["Di portal"]["Judul"] == "Lowongan Kasir tutup 1 Desember 2026"
    assert by_channel["Di portal"]["Tentang"] == "Pelamar baru"
    assert by_channel["Email"]["Alamat tujuan"] == person.email
    assert "Isi" not in by_channel["Email"]
