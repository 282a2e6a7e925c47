"""Officers invite companies, see who is ready, remind, suspend."""

from datetime import timedelta

import pytest

from employers.enums import CompanyState
from employers.models import Company
from jobfair.enums import BoothState
from jobfair.models import Booth
from sikas.notifications.models import Message
from sikas.reference.models import Industry
from tests.employers.people import make_village, member_of
from tests.jobfair.fairs import BoothFactory, FairFactory, position_in
from tests.jobfair.officers import HOME, manager_at
from tests.jobfair.test_booths import complete
from tests.jobs.factories import CompanyFactory
from tests.lists import assert_cost_is_flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    return manager_at(client)


@pytest.fixture
def fair():
    return FairFactory(coming=True)


def text(answer) -> str:
    return answer.content.decode()


def told() -> int:
    return Message.objects.filter(event="jobfair.booth", channel="email").count()


def building(fair, **facts) -> Booth:
    values = {"state": BoothState.APPROVED, "logo": None, "ready_at": None} | facts
    booth: Booth = BoothFactory.create(fair=fair, **values)
    return booth


def test_companies_are_found_by_name_industry_and_kecamatan(client, officer, fair):
    village = make_village()
    here = CompanyFactory(
        name="PT Sawit Asahan", area=village.parent, industry=Industry.objects.get(code="10")
    )
    CompanyFactory(name="CV Kopi")
    CompanyFactory(name="PT Sawit Lama", state=CompanyState.SUSPENDED)
    path = f"{HOME}{fair.pk}/undang/"
    for query in (
        "q=sawit",
        "kecamatan=12.09.15",
        f"bidang={here.industry_id}",
        "q=sawit&bidang=x",
    ):
        rows = client.get(f"{path}?{query}").context["rows"]
        assert [row.name for row in rows] == ["PT Sawit Asahan"]
    assert "Tidak ada perusahaan yang cocok" in text(client.get(f"{path}?q=zzz"))
    assert client.get(f"{path}?q=%00&halaman=x").status_code in (200, 400)


def test_chosen_companies_are_invited_once_and_unverified_ones_are_refused(client, officer, fair):
    company, forged = CompanyFactory(), CompanyFactory(state=CompanyState.SUSPENDED)
    member_of(company)
    path = f"{HOME}{fair.pk}/undang/?q=PT"
    form = {"perusahaan": [company.pk, forged.pk]}
    answer = client.post(path, form, follow=True)
    assert "1 perusahaan diundang. 1 tidak: belum terverifikasi" in text(answer)
    assert answer.redirect_chain[0][0] == path
    assert [row.tag for row in answer.context["rows"]] == ["Diundang"]
    client.post(path, form)
    assert [booth.company for booth in Booth.objects.all()] == [company]
    assert told() == 1


@pytest.mark.parametrize("sent", ([], ["x"], ["9" * 40], ["-1"]))
def test_nobody_chosen_is_said(client, officer, fair, sent):
    answer = client.post(f"{HOME}{fair.pk}/undang/", {"perusahaan": sent}, follow=True)
    assert "Pilih dulu perusahaannya" in text(answer)


@pytest.mark.parametrize("facts", ({"draft": True}, {"over": True}))
def test_draft_and_a_fair_that_is_over_invite_nobody(client, officer, facts):
    fair, company = FairFactory(**facts), CompanyFactory()
    answer = client.post(f"{HOME}{fair.pk}/undang/", {"perusahaan": [company.pk]}, follow=True)
    assert "tidak menerima perusahaan" in text(answer)
    assert not Booth.objects.exists()


def test_board_shows_red_first_and_what_is_missing(client, officer, fair):
    booth = building(fair)
    owner = member_of(booth.company)
    complete(booth, owner)
    ready = BoothFactory(fair=fair)
    complete(ready, member_of(ready.company))
    Booth.objects.create(fair=fair, company=CompanyFactory())
    BoothFactory(fair=fair, state=BoothState.DECLINED)
    answer = client.get(f"{HOME}{fair.pk}/kesiapan/")
    rows = answer.context["rows"]
    assert [row.light.kind for row in rows] == ["bad", "wait", "good"]
    assert [row.percent for row in rows] == [0, 100, 100]
    assert rows[1].missing == "Perusahaan belum membuka stan"
    assert answer.context["numbers"] == {"red": 1, "amber": 1, "green": 1}
    assert "Logo perusahaan, Satu lowongan" in text(answer)


def test_reminders_go_once_a_day_however_often_one_taps(client, officer, fair, clock):
    first, second = building(fair), building(fair)
    for booth in (first, second):
        member_of(booth.company)
    done = BoothFactory(fair=fair)
    complete(done, member_of(done.company))
    path = f"{HOME}{fair.pk}/kesiapan/ingatkan/"
    assert "1 perusahaan diingatkan" in text(client.post(path, {"booth": first.pk}, follow=True))
    page = text(client.post(path, {"booth": "semua"}, follow=True))
    assert "1 perusahaan diingatkan" in page
    assert page.count("Diingatkan hari ini") == 2
    assert "Tidak ada yang perlu" in text(client.post(path, {"booth": "semua"}, follow=True))
    assert told() == 2
    clock.move(timedelta(days=1))
    client.post(path, {"booth": "semua"})
    assert told() == 4


def test_booth_of_another_fair_is_not_found(client, officer, fair):
    other = BoothFactory(fair=FairFactory(draft=True))
    for path in ("", "bekukan/", "pulihkan/"):
        address = f"{HOME}{fair.pk}/stan/{other.pk}/{path}"
        assert client.post(address, {"reason": "x"}).status_code in (404, 405)
    assert client.get(f"{HOME}{fair.pk}/stan/{other.pk}/").status_code == 404
    for key in (other.pk, "x", "9" * 30):
        answer = client.post(f"{HOME}{fair.pk}/kesiapan/ingatkan/", {"booth": key})
        assert answer.status_code == 404
    other.refresh_from_db()
    assert other.state == BoothState.READY


def test_booth_page_shows_positions_people_and_steps(client, officer, fair):
    booth = building(fair)
    owner = member_of(booth.company)
    position = complete(booth, owner)
    position_in(booth=booth, cap=3)
    page = text(client.get(f"{HOME}{fair.pk}/stan/{booth.pk}/"))
    for words in (str(position.vacancy), owner.name, "09.00–12.00", "0 dari 3 lamaran"):
        assert words in page


def test_booth_is_suspended_with_a_reason_and_restored(client, officer, fair):
    booth = BoothFactory(fair=fair)
    member_of(booth.company)
    path = f"{HOME}{fair.pk}/stan/{booth.pk}/"
    assert "Isi alasan" in text(client.post(f"{path}bekukan/", {"reason": "  "}))
    client.post(f"{path}bekukan/", {"reason": "Meminta biaya"})
    booth.refresh_from_db()
    assert booth.state == BoothState.SUSPENDED
    page = text(client.get(path))
    assert "Meminta biaya" in page
    assert officer.name in page
    assert "Meminta biaya" in text(client.get(f"{HOME}{fair.pk}/"))
    board = client.get(f"{HOME}{fair.pk}/kesiapan/")
    assert "Merah: dibekukan" in text(board)
    assert board.context["numbers"]["red"] == 1
    again = client.post(f"{path}bekukan/", {"reason": "Lagi"}, follow=True)
    assert "sudah berubah" in text(again)
    client.post(f"{path}pulihkan/")
    assert Booth.objects.get().state == BoothState.APPROVED
    assert client.post(f"{path}pulihkan/").status_code == 404


def test_booth_of_a_company_that_lost_its_standing_is_not_restored(client, officer, fair):
    booth = BoothFactory(fair=fair, state=BoothState.SUSPENDED)
    Company.objects.update(state=CompanyState.SUSPENDED)
    path = f"{HOME}{fair.pk}/stan/{booth.pk}/pulihkan/"
    assert "belum terverifikasi" in text(client.post(path, follow=True))
    booth.refresh_from_db()
    assert booth.state == BoothState.SUSPENDED


def test_board_costs_the_same_for_any_number(client, officer, fair):
    path = f"{HOME}{fair.pk}/kesiapan/"
    assert_cost_is_flat(client, path, make=lambda: building(fair), queries=8)


def test_list_of_companies_costs_the_same_for_any_number(client, officer, fair):
    assert_cost_is_flat(client, f"{HOME}{fair.pk}/undang/", make=CompanyFactory.create, queries=10)
