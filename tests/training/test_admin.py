"""Officers write programmes of this office, hide those of others, and read who is interested."""

from typing import Any

import pytest
from django.urls import reverse

from sikas.accounts import roles
from tests.factories import make_officer
from tests.lists import assert_cost_is_flat
from tests.training.factories import (
    InterestFactory,
    ProgrammeFactory,
    ProviderFactory,
    ScheduleFactory,
)
from training.enums import ProgrammeState, Source
from training.models import Programme, Schedule

pytestmark = pytest.mark.django_db

LIST = reverse("admin:training_programme_changelist")
ADD = reverse("admin:training_programme_add")


@pytest.fixture
def verifier(client):
    person = make_officer(roles.VERIFIER)
    client.force_login(person)
    return person


def form_of(**values: Any) -> dict[str, Any]:
    """Return what the form of a programme without batches sends; `values` replace."""
    counted = ("TOTAL_FORMS", "INITIAL_FORMS")
    lists = {f"{rows}-{name}": 0 for rows in ("schedules", "transitions") for name in counted}
    form = {"title": "Juru Las", "code": "", "field": "Teknik Las", "hours": 240}
    form |= {"description": "", "topics": ""}
    return form | lists | values


def address_of(programme: Programme) -> str:
    return reverse("admin:training_programme_change", args=[programme.pk])


def act(client, action: str, *programmes: Programme, reason: str = "") -> str:
    chosen = [programme.pk for programme in programmes]
    form = {"action": action, "_selected_action": chosen, "reason": reason}
    return client.post(LIST, form, follow=True).content.decode()


def errors(client, **values: Any) -> str:
    """Return the page that refuses a new programme."""
    values.setdefault("provider", ProviderFactory.create().pk)
    answer = client.post(ADD, form_of(**values))
    assert not Programme.objects.exists()
    return answer.content.decode()


def test_programme_is_written_with_topics_and_batches(client, verifier):
    provider = ProviderFactory.create(name="UPTD BLK")
    batch = {"schedules-TOTAL_FORMS": 1, "schedules-0-batch": "III", "schedules-0-quota": 16}
    batch |= {"schedules-0-registered": 4, "schedules-0-registration_until": "2026-12-06"}
    topics = "Keselamatan | 16\n\n Praktik las \nA|B | 3"
    answer = client.post(ADD, form_of(provider=provider.pk, topics=topics, **batch))
    assert answer.status_code == 302, answer.content.decode()
    made = Programme.objects.get()
    assert made.topics == [
        {"title": "Keselamatan", "hours": 16},
        {"title": "Praktik las", "hours": None},
        {"title": "A|B", "hours": 3},
    ]
    assert (made.source, made.state) == (Source.LOCAL, ProgrammeState.OPEN)
    assert (made.schedules.get().batch, made.schedules.get().quota) == ("III", 16)
    page = client.get(address_of(made)).content.decode()
    assert "Keselamatan | 16\nPraktik las\nA|B | 3</textarea>" in page


def test_office_without_a_provider_is_led_to_write_one(client, verifier):
    ProviderFactory.create(mirrored=True)
    hint = f'<a href="{reverse("admin:training_provider_add")}">Tulis lembaganya dulu</a>'
    assert hint in client.get(ADD).content.decode()
    ProviderFactory.create()
    assert hint not in client.get(ADD).content.decode()


def test_what_is_wrong_is_said_beside_its_field(client, verifier):
    assert "Baris 2: jam harus angka" in errors(client, topics="Las | 3\nBubut | banyak")
    assert "Baris 1: tulis nama materi" in errors(client, topics=" | 40")
    assert "Isi lama pelatihan antara 1 dan 10.000 jam." in errors(client, hours=0)
    batch: dict[str, Any] = {"schedules-TOTAL_FORMS": 1, "schedules-0-registered": 0}
    batch |= {"schedules-0-starts_on": "2026-12-06", "schedules-0-ends_on": "2026-12-01"}
    assert "Tanggal selesai tidak boleh sebelum tanggal mulai." in errors(client, **batch)
    foreign = ProviderFactory.create(mirrored=True)
    assert "errorlist" in errors(client, provider=foreign.pk)


def test_programme_of_another_portal_can_only_be_hidden(client, verifier):
    theirs = ProgrammeFactory.create(
        mirrored=True, title="Barista", topics=[{"title": "Kopi", "hours": 8}]
    )
    ScheduleFactory.create(programme=theirs)
    page = client.get(address_of(theirs)).content.decode()
    assert "Kopi | 8" in page
    assert 'name="title"' not in page
    assert 'name="schedules-0-batch"' not in page
    client.post(address_of(theirs), form_of(is_hidden="on", title="Lain"))
    theirs.refresh_from_db()
    assert (theirs.title, theirs.is_hidden, theirs.topics[0]["title"]) == ("Barista", True, "Kopi")
    assert Schedule.objects.count() == 1


def test_programme_is_closed_with_a_reason_and_opened_again(client, verifier):
    ours, theirs = ProgrammeFactory.create(), ProgrammeFactory.create(mirrored=True)
    page = act(client, "close", ours, theirs, reason="Pelatih pindah")
    assert "1 keputusan tersimpan." in page
    assert "Program dari portal lain hanya dapat disembunyikan." in page
    ours.refresh_from_db()
    assert (ours.state, ours.closed_at is None) == (ProgrammeState.CLOSED, False)
    step = ours.transitions.get()
    assert (step.by, step.reason) == (verifier, "Pelatih pindah")
    assert "tidak bisa dari keadaan sekarang" in act(client, "close", ours)
    act(client, "reopen", ours)
    ours.refresh_from_db()
    assert (ours.state, ours.closed_at) == (ProgrammeState.OPEN, None)


def test_counter_reads_and_changes_nothing(client):
    client.force_login(make_officer(roles.COUNTER))
    programme = ProgrammeFactory.create(topics=[{"title": "Kopi"}])
    page = client.get(address_of(programme)).content.decode()
    assert "Kopi" in page
    assert 'name="title"' not in page
    assert client.post(address_of(programme), form_of()).status_code == 403
    act(client, "close", programme)
    programme.refresh_from_db()
    assert programme.state == ProgrammeState.OPEN


def test_provider_of_another_portal_is_read_only(client, verifier):
    ours, theirs = ProviderFactory.create(), ProviderFactory.create(mirrored=True)
    for provider, expected in ((ours, "Rumah Roti"), (theirs, theirs.name)):
        address = reverse("admin:training_provider_change", args=[provider.pk])
        client.post(address, {"name": "Rumah Roti"})
        provider.refresh_from_db()
        assert provider.name == expected


def test_number_of_interests_leads_to_who_they_are(client, verifier):
    told = InterestFactory.create(seeker__name="Butet Siregar", seeker__phone="+6281234567890")
    InterestFactory.create(seeker__name="Orang Lain")
    interests = reverse("admin:training_interest_changelist")
    address = f"{interests}?programme__id__exact={told.programme_id}"
    assert f'href="{address}">1</a>' in client.get(LIST).content.decode()
    page = client.get(address).content.decode()
    assert "Butet Siregar" in page
    assert "0812-3456-7890" in page
    assert "Orang Lain" not in page
    one = client.get(reverse("admin:training_interest_change", args=[told.pk])).content.decode()
    assert str(told.programme) in one


def test_officers_lists_cost_the_same_for_any_number(client, verifier):
    for model, make in (
        ("programme", InterestFactory.create),
        ("interest", InterestFactory.create),
        ("provider", ProviderFactory.create),
    ):
        address = reverse(f"admin:training_{model}_changelist")
        assert_cost_is_flat(client, address, make=make, queries=9)
