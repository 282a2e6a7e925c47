"""Applying in a fair on the pages: one tap, the quota, the receipt, every refusal in words."""

from datetime import UTC, timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.urls import reverse

from jobfair.forms.applying import MAX_LETTER
from jobfair.models import Entry, Participant
from jobfair.services.entering import apply_in_fair
from jobs.models import Application
from jobs.services.applying import submit_application, withdraw_application
from seekers.models import Seeker
from sikas import clock as time
from tests.factories import UserFactory
from tests.gates.pages import Page, faults
from tests.jobfair.fairs import FairFactory, position_in
from tests.jobs.applicants import account_of, ready_seeker

pytestmark = pytest.mark.django_db
KB = 1024


@pytest.fixture
def seeker(client) -> Seeker:
    """Return a seeker with the basics who is signed in."""
    seeker = ready_seeker(name="Sulastri")
    client.force_login(account_of(seeker))
    return seeker


def to_apply(position):
    return reverse("fair_apply", args=[position.fair.slug, position.pk])


def page_of(position):
    return reverse("fair_position", args=[position.fair.slug, position.pk])


def text(response, status=200):
    assert response.status_code == status
    assert not faults(Page(response.request["PATH_INFO"], response))
    return response.content.decode()


def tap(client, position, **more):
    return client.post(to_apply(position), {"key": str(uuid4()), **more}, follow=True)


def test_one_tap_sends_and_the_receipt_says_what_is_left(client, seeker):
    position = position_in()
    page = text(client.get(page_of(position)))
    assert "Jatah Anda: 15 lamaran di job fair ini." in page
    key = client.get(page_of(position)).context["standing"].key
    receipt = text(client.post(to_apply(position), {"key": str(key)}, follow=True))
    entry = Entry.objects.get()
    assert (entry.position, entry.application.key) == (position, key)
    for words in ("Lamaran terkirim", entry.application.receipt, "sisa 14 dari 15", "pukul"):
        assert words in receipt
    assert entry.application.receipt in text(client.get(page_of(position)))


def test_form_with_the_longest_letter_passes_on_a_slow_line(client, seeker):
    position = position_in()
    form = client.get(to_apply(position)).context["form"]
    letter = "Saya siap kerja. " * 60
    fields = {"key": form.initial["key"], "csrfmiddlewaretoken": "x" * 64}
    body = urlencode(fields | {"letter": letter[:MAX_LETTER]})
    client.post(to_apply(position), body, content_type="application/x-www-form-urlencoded")
    assert len(Entry.objects.get().application.letter) > MAX_LETTER - 10
    assert len(body) < 2 * KB


def test_confirm_screen_says_what_goes_to_whom_and_how_much_is_left(client, seeker):
    position = position_in()
    page = text(client.get(to_apply(position)))
    assert f"Dikirim ke {position.booth.company.name}" in page
    assert "Jatah Anda" in page
    assert f'action="{to_apply(position)}"' in page
    assert "multipart" not in page


def test_letter_too_long_is_told_and_kept(client, seeker):
    page = text(tap(client, position_in(), letter="a" * 1001))
    assert "a" * 1001 in page
    assert not Entry.objects.exists()


def test_second_tap_is_answered_with_the_first_receipt(client, seeker):
    position = position_in()
    first, again = tap(client, position), tap(client, position)
    assert first.redirect_chain[-1] == again.redirect_chain[-1]
    assert "sudah terkirim sebelumnya" in again.content.decode()


def test_who_applied_outside_of_the_fair_gets_that_receipt(client, seeker):
    position = position_in()
    before = submit_application(seeker=seeker, vacancy=position.vacancy, key=uuid4())
    answer = tap(client, position)
    assert answer.redirect_chain == [
        (reverse("application_receipt", args=[before.number]), 302),
    ]


@pytest.mark.parametrize(
    ("facts", "cap", "status", "words"),
    (
        ({"coming": True}, None, 409, "belum dibuka"),
        ({"over": True}, None, 410, "sudah ditutup"),
        ({"age_max": 20}, None, 409, "tidak termasuk peserta"),
        ({}, 1, 409, "sudah penuh"),
        ({"quota": 1}, None, 409, "sudah habis"),
    ),
)
@pytest.mark.usefixtures("seeker")
def test_refusals_are_told_with_the_letter_and_nothing_is_written(
    client, facts, cap, status, words
):
    seeker, fair = Seeker.objects.get(), FairFactory.create(**facts)
    place = position_in(fair, cap=cap)
    if cap:
        apply_in_fair(seeker=ready_seeker(), position=place, key=uuid4())
    if fair.quota == 1:
        apply_in_fair(seeker=seeker, position=position_in(fair), key=uuid4())
    before = Entry.objects.count()
    page = text(tap(client, place, letter="Saya siap kerja."), status)
    assert "Lamaran tidak terkirim" in page
    assert words in page
    assert "Saya siap kerja." in page
    assert Entry.objects.count() == before


def test_used_quota_is_told_before_anybody_taps(client, seeker):
    fair = FairFactory.create(quota=1)
    apply_in_fair(seeker=seeker, position=position_in(fair), key=uuid4())
    other = position_in(fair)
    page = text(client.get(page_of(other)))
    assert "sisa 0 dari 1" in page
    assert "Tarik satu lamaran" in page
    assert "Kirim lamaran" not in page
    assert "sisa 0 dari 1" in text(client.get(fair.get_absolute_url()))


@pytest.mark.parametrize("facts", ({"coming": True}, {"over": True}))
def test_screen_before_sending_leads_to_the_position_while_nothing_is_taken(client, seeker, facts):
    position = position_in(FairFactory.create(**facts))
    assert client.get(to_apply(position)).headers["Location"] == page_of(position)


def test_position_of_another_fair_takes_nothing(client, seeker):
    other = position_in(FairFactory.create(over=True))
    fair = FairFactory.create()
    path = reverse("fair_apply", args=[fair.slug, other.pk])
    assert client.post(path, {"key": str(uuid4())}).status_code == 404


def test_beginner_tells_what_is_missing_and_goes_on(client):
    client.force_login(UserFactory.create())
    position = position_in()
    page = text(client.get(to_apply(position)))
    data = reverse("fair_apply_basics", args=[position.fair.slug, position.pk])
    assert f'action="{data}"' in page
    assert "Simpan dan lanjutkan" in text(client.post(data, {}))
    assert "Simpan dan lanjutkan" in text(tap(client, position, letter="Halo"))
    assert not Participant.objects.exists()


def test_seeker_without_basics_is_asked_for_them_when_the_form_was_open(client):
    seeker = ready_seeker(birth_date=None)
    client.force_login(account_of(seeker))
    assert "Simpan dan lanjutkan" in text(tap(client, position_in()))


def test_basics_that_are_there_lead_back_to_applying(client, seeker):
    position = position_in()
    data = reverse("fair_apply_basics", args=[position.fair.slug, position.pk])
    assert client.get(data).headers["Location"] == to_apply(position)


def test_who_is_signed_out_signs_in_first_and_keeps_the_letter(client):
    position = position_in()
    answer = client.post(to_apply(position), {"letter": "Saya siap."})
    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert client.session["unsent_letter"][1] == "Saya siap."


def test_company_account_is_told_who_applies(client):
    client.force_login(UserFactory.create(company=True))
    position = position_in()
    assert "bukan akun pencari kerja" in text(client.get(to_apply(position)))
    mine = reverse("fair_mine", args=[position.fair.slug])
    assert "bukan akun pencari kerja" in text(client.get(mine))


def test_receipt_is_one_s_own_and_of_this_fair(client, seeker):
    position = position_in()
    number = apply_in_fair(seeker=seeker, position=position, key=uuid4()).number
    other = FairFactory.create(over=True)
    path = reverse("fair_receipt", args=[position.fair.slug, number])
    assert number in text(client.get(path))
    assert client.get(reverse("fair_receipt", args=[other.slug, number])).status_code == 404
    client.force_login(account_of(ready_seeker()))
    assert client.get(path).status_code == 404


def test_withdrawn_application_gives_its_place_back_on_the_page(client, seeker):
    position = position_in()
    tap(client, position)
    mine = reverse("fair_mine", args=[position.fair.slug])
    assert "sisa 14 dari 15" in text(client.get(mine))
    withdraw_application(application=Application.objects.get(), by=account_of(seeker))
    page = text(client.get(mine))
    assert "sisa 15 dari 15" in page
    assert "Ditarik" in page
    receipt = Application.objects.get().receipt
    kept = text(client.get(reverse("fair_receipt", args=[position.fair.slug, receipt])))
    assert "Perusahaan menjawab paling lambat" not in kept


def stamp(moment):
    return f"{moment.astimezone(UTC).timestamp():.3f}"


@pytest.mark.parametrize(
    ("stamped", "seconds", "status"),
    (
        (True, 10, 200),  # arrived before the end, and the portal vouches for the stamp
        (False, 10, 410),  # nobody vouches: a client's own words
        (True, 1, 410),  # arrived after the end
        (True, 120, 410),  # older than the grace
        (True, -60, 410),  # from the future
    ),
)
@pytest.mark.usefixtures("seeker")
def test_arrival_counts_only_where_the_server_in_front_stamps_it(
    client, settings, stamped, seconds, status
):
    settings.ARRIVAL_STAMPED = stamped
    now = time.now()
    position = position_in(FairFactory.create(over=True, closes_at=now - timedelta(seconds=5)))
    headers = {"X-Arrival-Time": stamp(now - timedelta(seconds=seconds))}
    form = {"key": str(uuid4())}
    answer = client.post(to_apply(position), form, headers=headers, follow=True)
    assert answer.status_code == status
    assert Entry.objects.exists() == (status == 200)


@pytest.mark.parametrize("garbage", ("", "kemarin", "1e9", "-1", "9999999999999.999", "1" * 400))
def test_illegible_arrival_is_no_arrival(client, seeker, settings, garbage):
    settings.ARRIVAL_STAMPED = True
    position = position_in()
    headers = {"X-Arrival-Time": garbage}
    client.post(to_apply(position), {"key": str(uuid4())}, headers=headers)
    entry = Entry.objects.get()
    assert entry.committed_at - entry.arrived_at < timedelta(minutes=1)
