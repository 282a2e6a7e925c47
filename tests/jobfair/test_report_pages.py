"""Pages of the report: versions side by side, freezing by hand, and before there is one."""

from datetime import timedelta
from itertools import count

import pytest

from jobfair.enums import FairState
from jobfair.models import FairReport
from jobfair.report.sheets import in_words
from jobfair.services.reporting import freeze_due
from sikas.accounts import roles
from tests.factories import make_officer
from tests.jobfair.fairs import BoothFactory, FairFactory
from tests.jobfair.reports import AFTER, positions, reported_fair, send
from tests.jobs.factories import OwnerFactory
from tests.lists import assert_cost_is_flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client):
    officer = make_officer(roles.FAIR_MANAGER)
    client.force_login(officer)
    return officer


def read(client, address) -> str:
    return client.get(address).content.decode()


def page_of(fair):
    return f"/admin/job-fair/{fair.pk}/laporan/"


def test_officer_freezes_by_hand_when_the_grace_is_over(client, manager, clock):
    fair = FairFactory()
    page = read(client, page_of(fair))
    assert "Laporan belum ada" in page
    assert "Bekukan laporan sekarang" not in page
    answer = client.post(f"{page_of(fair)}bekukan/", follow=True)
    assert "baru dapat dibekukan" in answer.content.decode()
    clock.move(AFTER)
    assert "Bekukan laporan sekarang" in read(client, page_of(fair))
    answer = client.post(f"{page_of(fair)}bekukan/", follow=True)
    assert "Laporan dibekukan." in answer.content.decode()
    fair.refresh_from_db()
    assert fair.state == FairState.REPORTED
    assert fair.transitions.get(to_state=FairState.REPORTED).by == manager


def test_versions_stand_side_by_side_and_one_can_be_chosen(client, manager, clock):
    (position,) = positions(1)
    send(position)
    clock.move(AFTER + timedelta(days=14))
    freeze_due()
    page = read(client, page_of(position.fair))
    assert "Saat penutupan" in page
    assert "Versi: 14 hari sesudahnya" in page
    first = read(client, f"{page_of(position.fair)}?versi=0")
    assert "Versi: Saat penutupan" in first
    assert client.get(f"{page_of(position.fair)}?versi=30").status_code == 404
    assert "Semua jumlah cocok" in read(client, f"{page_of(position.fair)}rekonsiliasi/")


def test_unequal_totals_are_said_aloud(client, manager):
    fair = FairFactory(over=True)
    figures = reported_fair(weeks_ago=9).reports.get().figures
    figures["checks"][0]["difference"] = 1
    FairReport.objects.create(fair=fair, version=0, figures=figures)
    for address in (page_of(fair), f"{page_of(fair)}rekonsiliasi/"):
        assert "Ada jumlah yang tidak sama" in read(client, address)


def test_list_names_every_fair_that_was_held(client, manager):
    assert "Belum ada job fair yang selesai" in read(client, "/admin/job-fair/laporan/")
    fair = FairFactory(over=True)
    page = read(client, "/admin/job-fair/laporan/")
    assert fair.name in page
    assert "Belum dibekukan" in page
    assert 'href="/admin/job-fair/laporan/"' in read(client, "/admin/")


def test_leader_reads_and_freezes_nothing(client):
    client.force_login(make_officer(roles.LEADER))
    fair = FairFactory(over=True)
    assert "Bekukan" not in read(client, page_of(fair))
    assert client.post(f"{page_of(fair)}bekukan/").status_code == 404
    assert client.get(f"{page_of(fair)}rekonsiliasi/").status_code == 404
    assert not FairReport.objects.exists()


def test_company_is_told_when_its_report_comes(client):
    booth = BoothFactory()
    client.force_login(OwnerFactory(company=booth.company).user)
    page = f"/perusahaan-saya/{booth.company_id}/job-fair/{booth.fair.slug}/laporan/"
    assert "Laporan belum ada" in read(client, page)
    assert client.post(f"{page}unduh/").status_code == 404


def test_nothing_is_public_before_it_is_frozen(client):
    fair = FairFactory(over=True)
    for address in ("laporan/", "laporan.csv", "laporan.xlsx"):
        assert client.get(f"/job-fair/{fair.slug}/{address}").status_code == 404


@pytest.mark.parametrize(
    ("seconds", "text"),
    ((None, ""), (30, "1 menit"), (1500, "25 menit"), (7200, "2 jam"), (183_600, "2 hari 3 jam")),
)
def test_time_to_an_answer_in_words(seconds, text):
    assert in_words(seconds) == text


def test_list_of_fairs_costs_the_same_however_long(client, manager):
    weeks = count(2)
    assert_cost_is_flat(
        client, "/admin/job-fair/laporan/", make=lambda: reported_fair(next(weeks)), queries=7
    )
