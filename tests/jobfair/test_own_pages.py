"""My fair: registering, the pass and what its address tells others."""

from unittest import mock

import pytest
import segno
from django.urls import reverse

from jobfair.models import Participant
from jobfair.services.entering import register
from tests.factories import UserFactory
from tests.gates.pages import Page, faults
from tests.jobfair.fairs import FairFactory
from tests.jobs.applicants import account_of, ready_seeker

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n"


def text(response):
    assert response.status_code == 200
    assert not faults(Page(response.request["PATH_INFO"], response))
    return response.content.decode()


def test_two_taps_register_once_and_give_a_pass(client):
    person = UserFactory.create()
    client.force_login(person)
    fair = FairFactory.create(coming=True)
    assert "Daftar job fair" in text(client.get(fair.get_absolute_url()))
    assert "Daftar job fair" in text(client.get(reverse("fair_mine", args=[fair.slug])))
    for _tap in range(2):
        page = text(client.post(reverse("fair_register", args=[fair.slug]), follow=True))
    assert "Buka kartu peserta" in page
    assert "Daftar job fair" not in text(client.get(fair.get_absolute_url()))
    assert Participant.objects.get().seeker.user == person


@pytest.mark.parametrize("facts", ({"over": True}, {"coming": True, "registration_at": "late"}))
def test_nobody_registers_before_or_after_its_time(client, facts):
    fair = FairFactory.create(**{k: v for k, v in facts.items() if v != "late"})
    if "registration_at" in facts:
        fair.registration_at = fair.opens_at
        fair.save()
    client.force_login(UserFactory.create())
    page = text(client.post(reverse("fair_register", args=[fair.slug]), follow=True))
    assert "belum dibuka atau sudah ditutup" in page
    assert not Participant.objects.exists()


def test_pass_holds_its_address_and_nothing_of_the_person(client):
    seeker, fair = ready_seeker(name="Sulastri"), FairFactory.create()
    participant = register(fair=fair, seeker=seeker)
    client.force_login(account_of(seeker))
    with mock.patch("jobfair.views.own.segno.make", wraps=segno.make) as make:
        text(client.get(reverse("fair_own_pass", args=[fair.slug])))
    address = f"http://localhost:8000/job-fair/kartu/{participant.pass_code}/"
    make.assert_called_once_with(address, error="m")


def test_pass_is_shown_and_saved_as_a_picture(client):
    seeker, fair = ready_seeker(name="Sulastri"), FairFactory.create()
    participant = register(fair=fair, seeker=seeker)
    client.force_login(account_of(seeker))
    page = text(client.get(reverse("fair_own_pass", args=[fair.slug])))
    assert "<svg" in page
    assert participant.pass_code in page
    png = client.get(reverse("fair_pass_png", args=[fair.slug]))
    assert png.content.startswith(PNG)
    svg = client.get(reverse("fair_pass_svg", args=[fair.slug]))
    assert svg.headers["Content-Type"] == "image/svg+xml"
    assert b"Sulastri" not in svg.content


def test_who_takes_no_part_has_no_pass(client):
    fair = FairFactory.create()
    client.force_login(account_of(ready_seeker()))
    assert client.get(reverse("fair_own_pass", args=[fair.slug])).status_code == 404
    assert client.get(reverse("fair_pass_png", args=[fair.slug])).status_code == 404


def test_address_of_a_pass_tells_the_fair_and_nothing_of_the_person(client):
    seeker, fair = ready_seeker(name="Sulastri"), FairFactory.create()
    participant = register(fair=fair, seeker=seeker)
    page = text(client.get(reverse("fair_pass", args=[participant.pass_code])))
    assert "Kartu berlaku" in page
    assert fair.name in page
    assert "Sulastri" not in page
    assert participant.pass_code not in page.partition("<main")[2]
    assert "noindex" in page


def test_pass_of_another_fair_says_so(client):
    past, running = FairFactory.create(over=True), FairFactory.create()
    participant = register(fair=past, seeker=ready_seeker())
    page = text(client.get(reverse("fair_pass", args=[participant.pass_code])))
    assert "Kartu tidak berlaku sekarang" in page
    assert f"Kartu ini untuk {past.name}." in page
    assert running.name in page


def test_unknown_pass_is_not_there(client):
    assert client.get(reverse("fair_pass", args=["TIDAKADA"])).status_code == 404
