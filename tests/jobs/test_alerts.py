"""People are told of new vacancies once a day at most, of all their searches together."""

from datetime import UTC, datetime, timedelta

import pytest

from jobs.alerts import digests
from jobs.enums import CloseReason, Rhythm, VacancyState
from jobs.models import SearchAlert, Vacancy, VacancySearch
from jobs.search import lists
from jobs.services import alerts
from jobs.services.alerts import FORGOTTEN_AFTER, SETTLING, send_alerts
from jobs.services.searches import pause, resume, set_rhythm
from jobs.tasks import send_alerts as task
from sikas.notifications import services
from sikas.notifications.models import Message
from sikas.notifications.rendering import render
from tests.factories import UserFactory
from tests.jobs.factories import CompanyFactory, VacancyFactory
from tests.jobs.seeking import fresh_vacancy, kept_search

pytestmark = pytest.mark.django_db

# 06.30 here, on a Tuesday and on a Monday.
TUESDAY = datetime(2026, 12, 1, 23, 30, tzinfo=UTC) - timedelta(days=1)
MONDAY = TUESDAY - timedelta(days=1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _morning(clock):
    clock.freeze(TUESDAY)


def mails() -> list[dict]:
    found = Message.objects.filter(event="jobs.search_alert", channel="email")
    return [message.context for message in found.order_by("created_at", "pk")]


def titles() -> list[list[str]]:
    return [[vacancy["title"] for vacancy in mail["vacancies"]] for mail in mails()]


def test_all_searches_of_a_person_are_one_message_of_the_newest_first():
    company = CompanyFactory.create(name="Toko Laut")
    person = kept_search("q=kasir").user
    kept_search("jenis=contract", person=person)
    kept_search("q=nelayan", person=person)
    fresh_vacancy("Kasir malam", hours=5, pay_min=3_000_000, company=company)
    fresh_vacancy("Kasir pagi", hours=2, employment_type="contract")
    fresh_vacancy("Sopir", hours=3, employment_type="contract")
    fresh_vacancy("Guru", hours=1)
    assert (send_alerts(), titles()) == (1, [["Kasir pagi", "Sopir", "Kasir malam"]])
    (mail,) = mails()
    assert (mail["count"], mail["more"]) == (3, 0)
    assert [search["name"] for search in mail["searches"]] == ["kasir", "Kontrak (PKWT)"]
    assert mail["searches"][0]["path"] == "/lowongan/?q=kasir"
    last = mail["vacancies"][-1]
    assert (last["employer"], last["pay"]) == ("Toko Laut", "Rp3.000.000 / bulan")
    assert "/berhenti/" in mail["unsubscribe_url"]
    assert list(SearchAlert.objects.values_list("user", "vacancies")) == [(person.pk, 3)]


def test_nothing_new_is_no_message_and_the_old_is_not_told_again(clock):
    search = kept_search()
    fresh_vacancy("Kasir lama", hours=30)
    fresh_vacancy("Sopir")
    assert (send_alerts(), mails()) == (0, [])
    search.refresh_from_db()
    assert search.matched_until == TUESDAY - SETTLING
    fresh_vacancy("Kasir baru", hours=0)
    clock.freeze(TUESDAY + DAY)
    task()
    clock.freeze(TUESDAY + 2 * DAY)
    task()
    assert titles() == [["Kasir baru"]]


def test_nobody_is_told_twice_a_day_and_what_came_meanwhile_is_told_tomorrow(clock):
    search = kept_search()
    fresh_vacancy("Kasir satu")
    assert [send_alerts(), send_alerts()] == [1, 0]
    fresh_vacancy("Kasir dua", hours=0)
    weekly = kept_search("q=dua", person=search.user, rhythm=Rhythm.WEEKLY)
    set_rhythm(search=weekly, rhythm=Rhythm.DAILY)
    clock.freeze(TUESDAY + timedelta(hours=2))
    assert (send_alerts(), len(mails())) == (0, 1)
    clock.freeze(TUESDAY + DAY)
    assert (send_alerts(), titles()[1:]) == (1, [["Kasir dua"]])
    assert SearchAlert.objects.count() == 2


def test_weekly_searches_wait_for_monday_or_the_day_after_a_missed_one(clock):
    clock.freeze(MONDAY - 3 * DAY)
    kept_search("q=kasir", rhythm=Rhythm.WEEKLY)
    kept_search("q=sopir", rhythm=Rhythm.WEEKLY, days=0)
    fresh_vacancy("Kasir", hours=1, closes_at=MONDAY + 30 * DAY)
    for days in (1, 2):
        clock.freeze(MONDAY - days * DAY)
        assert send_alerts() == 0
    clock.freeze(MONDAY + DAY)  # nobody worked on Monday
    assert (send_alerts(), titles()) == (1, [["Kasir"]])
    fresh_vacancy("Kasir lagi", hours=0, closes_at=MONDAY + 30 * DAY)
    clock.freeze(MONDAY + 2 * DAY)
    assert send_alerts() == 0
    clock.freeze(MONDAY + 7 * DAY)
    assert (send_alerts(), titles()[1:]) == (1, [["Kasir lagi"]])


@pytest.mark.parametrize(
    "facts",
    ({"submitted": True}, {"company__submitted": True}, {"expired": True}),
    ids=("not published", "company not verified", "closed"),
)
def test_vacancy_that_is_not_public_is_not_told(facts):
    kept_search()
    VacancyFactory.create(title="Kasir", **facts)
    assert (send_alerts(), mails()) == (0, [])


def test_vacancy_that_ends_while_it_is_told_is_left_out(monkeypatch):
    """Only what everybody may see at the moment of queueing is named; nobody is told of nothing."""
    first, second = kept_search(), kept_search("q=malam")
    ends = fresh_vacancy("Kasir malam")
    fresh_vacancy("Kasir pagi", hours=3)

    def end_one(due, *, until):
        found = digests.gather(due, until=until)
        Vacancy.objects.filter(pk=ends.pk).update(
            state=VacancyState.CLOSED, close_reason=CloseReason.FILLED, closed_at=TUESDAY
        )
        return found

    monkeypatch.setattr(alerts, "gather", end_one)
    assert (send_alerts(), titles()) == (1, [["Kasir pagi"]])
    assert mails()[0]["count"] == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.matched_until == TUESDAY - SETTLING
    assert second.matched_until < first.matched_until


def test_paused_searches_and_closed_accounts_are_not_told_and_resumed_ones_of_what_comes():
    search = kept_search()
    kept_search(person=UserFactory.create(is_active=False))
    pause(search=search)
    fresh_vacancy()
    assert send_alerts() == 0
    resume(search=search)
    search.refresh_from_db()
    assert (search.is_paused, search.matched_until) == (False, TUESDAY)


def test_search_paused_while_it_is_told_is_left_out(monkeypatch):
    search = kept_search()
    fresh_vacancy()

    def pause_first(due, *, until):
        found = digests.gather(due, until=until)
        pause(search=search)
        return found

    monkeypatch.setattr(alerts, "gather", pause_first)
    assert (send_alerts(), mails()) == (0, [])


def test_message_names_ten_and_counts_the_rest_over_all_batches(monkeypatch):
    monkeypatch.setattr(digests, "BATCH", 4)
    kept_search("q=kasir")
    for hours in range(13):
        fresh_vacancy(f"Kasir {hours}", hours=hours + 1)
    assert send_alerts() == 1
    (mail,) = mails()
    assert (mail["count"], mail["more"]) == (13, 3)
    assert titles() == [[f"Kasir {hours}" for hours in range(10)]]


def test_vacancy_from_another_portal_is_new_when_it_is_first_seen_here(clock):
    kept_search()
    for days in (2, 6):  # also after days in which the portal was away
        VacancyFactory.create(
            mirrored=True,
            title=f"Kasir {days}",
            published_at=TUESDAY - days * DAY,
            created_at=TUESDAY - timedelta(hours=1),
        )
    assert (send_alerts(), titles()) == (1, [["Kasir 6", "Kasir 2"]])
    clock.freeze(TUESDAY + DAY)
    assert send_alerts() == 0


def test_first_look_at_a_portal_tells_nobody_of_what_it_had_for_long(clock):
    search = kept_search()
    old = [
        VacancyFactory.build(
            mirrored=True,
            title="Kasir lama",
            published_at=TUESDAY - days * DAY,
            created_at=TUESDAY - timedelta(hours=1),
        )
        for days in range(8, 58)
    ]
    Vacancy.objects.bulk_create(old)
    assert VacancySearch.objects.count() == 50  # found by a search, but no news
    assert (send_alerts(), mails()) == (0, [])
    search.refresh_from_db()
    assert search.matched_until == TUESDAY - SETTLING
    fresh_vacancy("Kasir dekat", hours=0)
    clock.freeze(TUESDAY + DAY)
    assert (send_alerts(), titles()) == (1, [["Kasir dekat"]])


def test_what_is_committed_late_is_told_the_next_day(clock):
    """A vacancy published within SETTLING of a run may not be visible to it yet."""
    kept_search()
    fresh_vacancy("Kasir", hours=0.1)
    assert send_alerts() == 0
    clock.freeze(TUESDAY + DAY)
    assert send_alerts() == 1


def test_run_that_was_killed_is_finished_by_the_next(monkeypatch):
    monkeypatch.setattr(alerts, "TOGETHER", 1)
    searches = [kept_search() for _number in range(3)]
    fresh_vacancy()
    left = [1]

    def die(**telling):
        services.tell_many(**telling)
        if not left:
            raise MemoryError
        left.pop()

    monkeypatch.setattr(alerts, "tell_many", die)
    with pytest.raises(MemoryError):
        send_alerts()
    assert len(mails()) == 1
    monkeypatch.setattr(alerts, "tell_many", services.tell_many)
    assert send_alerts() == 2
    told = Message.objects.filter(event="jobs.search_alert", channel="email")
    assert {message.recipient for message in told} == {search.user for search in searches}


def test_days_are_forgotten_after_a_month():
    person = UserFactory.create()
    for days in (1, FORGOTTEN_AFTER.days + 2):
        SearchAlert.objects.create(user=person, day=TUESDAY - days * DAY, vacancies=1)
    task()
    assert SearchAlert.objects.count() == 1


def test_number_of_queries_does_not_grow_with_people(django_assert_num_queries):
    lists.current()
    fresh_vacancy()
    for _number in range(7):
        kept_search()
    # Savepoints, the two queries of matching, those of `tell_many` and one bell's each.
    with django_assert_num_queries(16):
        assert send_alerts() == 7


@pytest.mark.parametrize("part", ("subject.txt", "in_app.txt", "sms.txt", "txt", "html"))
def test_message_names_vacancies_with_pay_and_place(part):
    vacancy = {
        "title": "Kasir",
        "employer": "Toko Laut",
        "pay": "Rp3.000.000 / bulan",
        "place": "Kisaran",
        "path": "/lowongan/kasir-1/",
    }
    context = {
        "count": 12,
        "more": 2,
        "vacancies": [vacancy] * 10,
        "searches": [{"name": "kasir", "path": "/lowongan/?q=kasir"}],
        "path": "/pencarian-tersimpan/",
        "unsubscribe_url": "https://sikas.example/akun/berhenti/x/",
    }
    text = render("jobs.search_alert", part, context)
    wanted = {"subject.txt": ("12 lowongan baru",), "in_app.txt": ("Kasir",)}
    full = ("Kasir", "Rp3.000.000 / bulan")
    for words in wanted.get(part, full):
        assert words in text
    if part in ("txt", "html"):
        for words in ("Toko Laut", "Kisaran", "Dan 2 lowongan lain", "/lowongan/?q=kasir"):
            assert words in text
