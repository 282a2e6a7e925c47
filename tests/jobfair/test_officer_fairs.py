"""Officers set a fair up: from the first draft to its announcement."""

from datetime import time, timedelta

import pytest

from jobfair.enums import BoothState, FairState
from jobfair.models import Booth, Fair
from jobfair.services.drafts import copy_of, suggestion
from jobfair.services.fairs import TIMES, announce_fair
from jobfair.views.guards import fair_of
from sikas import clock as now
from sikas.accounts import roles
from tests.factories import make_officer
from tests.jobfair.fairs import BoothFactory, FairFactory
from tests.jobfair.officers import DAY, HOME, fair_form, manager_at
from tests.lists import assert_cost_is_flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    return manager_at(client)


def text(answer) -> str:
    return answer.content.decode()


def test_draft_is_made_with_everything_that_was_typed(client, officer):
    form = fair_form(age_min="18", age_max="35", education="40", residents_only="on")
    answer = client.post(f"{HOME}baru/", form)
    fair = Fair.objects.get()
    assert answer["Location"] == f"{HOME}{fair.pk}/"
    assert (fair.state, fair.slug, fair.quota) == (FairState.DRAFT, "job-fair-asahan-2030", 15)
    assert (fair.age_min, fair.age_max, fair.education) == (18, 35, 40)
    assert fair.residents_only
    assert (fair.afternoon_until, fair.closes_at - fair.opens_at) == (time(16), 5 * DAY)
    page = text(client.get(f"{HOME}{fair.pk}/"))
    assert "Dibuat" in page
    assert officer.name in page
    assert "15 lamaran per orang" in page


@pytest.mark.parametrize(
    ("change", "words"),
    (
        ({"name": ""}, "Isi nama."),
        ({"name": "…"}, "Tulis nama dengan huruf."),
        ({"quota": "-1"}, "Angka tidak boleh kurang dari nol."),
        ({"quota": "0"}, "paling sedikit 1"),
        ({"outcome_days": "61"}, "paling banyak 60"),
        ({"age_min": "40", "age_max": "20"}, "tidak boleh di bawah usia terendah"),
        ({"morning_until": "08.00"}, "Isi jam sesudah 09.00."),
        ({"afternoon_from": "25.00"}, "Tulis jam dan menit"),
        ({"opens_at_day": "31", "opens_at_month": "2"}, "Tanggal ini tidak ada."),
        ({"opens_at_year": "9999"}, "Periksa tahunnya."),
        ({"opens_at_time": ""}, "Tulis jam dan menit"),
        ({"education": "7"}, "7 bukan salah satu"),
    ),
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(client, officer, change, words):
    page = text(client.post(f"{HOME}baru/", fair_form(venue="Aula Melati") | change))
    assert words in page
    assert "Aula Melati" in page
    assert not Fair.objects.exists()


@pytest.mark.parametrize(
    ("shift", "field", "words"),
    (
        ({"closes_at": -1}, "closes_at", "ditutup sesudah dibuka"),
        ({"closes_at": 9}, "closes_at", "paling lama 8 hari"),
        ({"catalogue_at": 1}, "catalogue_at", "Katalog tampil paling lambat"),
        ({"registration_at": 1}, "registration_at", "Pendaftaran dibuka paling lambat"),
        ({"opens_at": -40, "closes_at": -35, "catalogue_at": -50, "registration_at": -50},
         "closes_at", "sudah lewat"),
    ),
)  # fmt: skip
def test_times_that_do_not_fit_are_named(client, officer, shift, field, words):
    opens = now.now() + 30 * DAY
    form = fair_form(opens, **{name: opens + days * DAY for name, days in shift.items()})
    answer = client.post(f"{HOME}baru/", form)
    assert words in " ".join(answer.context["form"].errors[field])
    assert not Fair.objects.exists()


def test_overlapping_fair_is_refused_with_its_name(client, officer):
    other = FairFactory(coming=True)
    opens = other.closes_at - DAY
    answer = client.post(f"{HOME}baru/", fair_form(opens))
    assert f"Bertumpang dengan {other.name}" in text(answer)
    assert Fair.objects.count() == 1
    after = client.post(f"{HOME}baru/", fair_form(other.closes_at + timedelta(minutes=1)))
    assert after.status_code == 302


def test_second_tap_makes_no_second_fair(client, officer):
    form = fair_form()
    client.post(f"{HOME}baru/", form)
    assert "Sudah ada job fair bernama ini" in text(client.post(f"{HOME}baru/", form))
    assert Fair.objects.count() == 1


def test_draft_is_changed_and_the_history_says_what(client, officer):
    client.post(f"{HOME}baru/", fair_form())
    fair = Fair.objects.get()
    page = client.get(f"{HOME}{fair.pk}/ubah/")
    assert page.context["form"]["opens_at"].value().endswith(f"{fair_form()['opens_at_time']}")
    client.post(f"{HOME}{fair.pk}/ubah/", fair_form(quota="10", name="Bursa Kerja 2030"))
    fair.refresh_from_db()
    assert (fair.quota, fair.slug) == (10, "bursa-kerja-2030")
    page = text(client.get(f"{HOME}{fair.pk}/"))
    assert "Draf diubah" in page
    assert "Lamaran paling banyak per orang" in page
    wrong = client.post(f"{HOME}{fair.pk}/ubah/", fair_form(quota="0"))
    assert wrong.context["form"].errors["quota"]
    assert "Sudah ada" not in text(wrong)


def test_announced_fair_is_not_edited(client, officer):
    fair = FairFactory(coming=True)
    for send in (client.get, lambda path: client.post(path, fair_form())):
        assert send(f"{HOME}{fair.pk}/ubah/")["Location"] == f"{HOME}{fair.pk}/"
    assert Fair.objects.get().name == fair.name


def test_copy_takes_all_rules_and_moves_the_times_by_weeks(client, officer):
    last = FairFactory(over=True, name="Job Fair Asahan 2025", quota=9, age_max=30, venue="Aula")
    values = copy_of(last)
    assert values["catalogue_at"] > now.now()
    weeks = {(values[name] - getattr(last, name)) % timedelta(weeks=1) for name in TIMES}
    assert weeks == {timedelta(0)}
    assert (values["quota"], values["age_max"], values["venue"]) == (9, 30, "Aula")
    assert values["name"] == f"Job Fair Asahan {values['opens_at'].year}"
    page = client.get(f"{HOME}{last.pk}/salin/")
    assert page.context["form"].initial["quota"] == 9
    client.post(f"{HOME}{last.pk}/salin/", fair_form(quota="9"))
    assert Fair.objects.latest("pk").quota == 9


def test_copy_of_an_extended_fair_is_as_long_as_a_fair_may_be():
    long = FairFactory(closes_at=now.now() + 12 * DAY, extensions=1, name="Bursa")
    values = copy_of(long)
    assert values["closes_at"] - values["opens_at"] == 8 * DAY
    assert values["name"] == "Bursa berikutnya"


def test_new_fair_begins_with_the_usual_rules_on_a_monday(client, officer):
    values = suggestion()
    assert values["opens_at"].weekday() == 0
    assert values["opens_at"] - values["catalogue_at"] == 7 * DAY
    assert values["closes_at"] - values["opens_at"] < 8 * DAY
    assert (values["quota"], values["morning_from"]) == (15, time(9))
    last = FairFactory(over=True)
    assert f"Salin saja dari {last.name}" in text(client.get(f"{HOME}baru/"))


def test_draft_is_announced_and_those_of_last_time_are_invited(client, officer):
    last = FairFactory(over=True)
    came = BoothFactory(fair=last)
    BoothFactory(fair=last, state=BoothState.REJECTED)
    BoothFactory(fair=last, company__state="suspended")
    fair = FairFactory(draft=True, coming=True)
    page = text(client.get(f"{HOME}{fair.pk}/umumkan/"))
    assert f"Undang juga 1 perusahaan yang ikut {last.name}" in page
    client.post(f"{HOME}{fair.pk}/umumkan/", {"invite_former": "on"})
    fair.refresh_from_db()
    assert fair.state == FairState.ANNOUNCED
    assert list(Booth.objects.filter(fair=fair).values_list("company", "state")) == [
        (came.company_id, BoothState.INVITED)
    ]
    again = client.post(f"{HOME}{fair.pk}/umumkan/", {"invite_former": "on"}, follow=True)
    assert "sudah diumumkan" in text(again)


def test_announcing_beside_another_fair_is_refused(client, officer):
    FairFactory(coming=True)
    fair = FairFactory(draft=True, coming=True)
    assert "bertumpang" in text(client.post(f"{HOME}{fair.pk}/umumkan/"))
    fair.refresh_from_db()
    assert fair.state == FairState.DRAFT


def test_leader_reads_and_changes_nothing(client):
    client.force_login(make_officer(roles.LEADER))
    fair = FairFactory(draft=True)
    page = text(client.get(f"{HOME}{fair.pk}/"))
    assert "Ubah draf" not in page
    assert client.get(HOME).status_code == 200
    for path in ("baru/", f"{fair.pk}/ubah/", f"{fair.pk}/umumkan/", f"{fair.pk}/undang/"):
        assert client.get(HOME + path).status_code == 404
        assert client.post(HOME + path).status_code == 404
    assert Fair.objects.get().state == FairState.DRAFT


def test_list_costs_the_same_for_any_number(client, officer):
    def make() -> object:
        return FairFactory(draft=True)

    assert_cost_is_flat(client, HOME, make=make, queries=7)


def test_rehearsal_stands_beside_another_fair(client, officer):
    other = FairFactory(coming=True)
    client.post(f"{HOME}baru/", fair_form(other.opens_at, is_rehearsal="on"))
    fair = Fair.objects.get(is_rehearsal=True)
    client.post(f"{HOME}{fair.pk}/umumkan/")
    fair.refresh_from_db()
    assert fair.state == FairState.ANNOUNCED


@pytest.mark.parametrize("page", ("ubah", "umumkan"))
def test_draft_that_was_announced_meanwhile_is_left_alone(client, officer, monkeypatch, page):
    fair = FairFactory(draft=True, coming=True)

    def announced_meanwhile(pk):
        found = fair_of(pk)
        announce_fair(fair=Fair.objects.get(pk=pk), by=officer)
        return found

    monkeypatch.setattr("jobfair.views.officer.fair_of", announced_meanwhile)
    answer = client.post(f"{HOME}{fair.pk}/{page}/", fair_form(quota="3"))
    assert "baru saja diumumkan" in text(answer)
    assert Fair.objects.get().quota == 15
