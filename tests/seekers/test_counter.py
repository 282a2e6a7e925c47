"""The counter desk: what officers see and do there, and that all of it is noted."""

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError

from seekers.enums import CounterWork, NikConflictState
from seekers.models import CounterAct, NikConflict, NikView, Seeker
from seekers.nik import open_nik, parse_nik
from seekers.services.profile import fingerprint
from sikas import clock
from sikas.accounts import roles
from tests.factories import UserFactory, make_officer
from tests.lists import assert_cost_is_flat
from tests.seekers.factories import SeekerFactory, act_at_counter

pytestmark = pytest.mark.django_db
DESK, REGISTER = "/admin/loket/", "/admin/loket/daftar/"
NIK, OTHER = "1209121502950001", "1209125502950002"
FORM = {"name": "  Painem ", "nik": "1209 1255 0295 0002"}


@pytest.fixture
def officer(client):
    """Sign an officer of the counter in."""
    person = make_officer(roles.COUNTER)
    client.force_login(person)
    return person


@pytest.fixture
def seeker():
    return SeekerFactory.create(name="Siti Aminah", number=NIK)


def page_of(seeker) -> str:
    return f"{DESK}{seeker.pk}/"


def text(response) -> str:
    return response.content.decode()


def correction(seeker, **changes):
    form = {
        "name": seeker.name,
        "nik": "",
        "birth_place": seeker.birth_place,
        "sex": seeker.sex or "",
        "reason": "typing",
        "seen": fingerprint(seeker, ("name", "birth_place", "birth_date", "sex", "nik_sealed")),
    }
    return form | changes


def test_known_nik_leads_straight_to_its_holder(client, officer, seeker):
    answer = client.post(DESK, {"q": NIK})
    assert answer["Location"] == page_of(seeker)


def test_name_shows_a_list_with_masked_niks_and_nothing_in_the_address(client, officer, seeker):
    answer = client.post(DESK, {"q": "siti"})
    assert seeker.name in text(answer)
    assert "1209••••••••0001" in text(answer)
    assert NIK not in text(answer)
    assert "no-store" in answer["Cache-Control"]


def test_list_costs_the_same_for_any_number(client, officer, django_assert_num_queries):
    for wanted in (6, 9):
        while Seeker.objects.count() < wanted:
            SeekerFactory.create(name="Siti")
        client.post(DESK, {"q": "siti"})
        with django_assert_num_queries(7):  # 5 for a signed-in officer; keys, rows
            client.post(DESK, {"q": "siti"})


def test_nobody_found_offers_to_register(client, officer):
    assert "Daftarkan orang baru" in text(client.post(DESK, {"q": "Tidak Dikenal"}))


@pytest.mark.parametrize("typed", ["", "12345", "x", "\x00"])
def test_search_that_cannot_be_one_says_why_and_keeps_what_was_typed(client, officer, typed):
    page = text(client.post(DESK, {"q": typed}))
    assert "Periksa kembali isian Anda" in page
    assert not typed.isalnum() or f'value="{typed}"' in page


def test_somebody_without_phone_or_account_is_registered_by_name_and_nik(client, officer):
    answer = client.post(REGISTER, FORM)
    seeker = Seeker.objects.get()
    assert answer["Location"] == page_of(seeker)
    assert (seeker.name, seeker.user, seeker.registered_by) == ("Painem", None, officer)
    assert seeker.get_sex_display() == "Perempuan"
    act = seeker.counter_acts.get()
    assert (act.work, act.officer) == (CounterWork.REGISTERED, officer)
    assert "Painem sudah terdaftar." in text(client.get(page_of(seeker)))


def test_known_nik_is_not_registered_twice_and_the_officer_sees_whose_it_is(
    client, officer, seeker
):
    page = text(client.post(REGISTER, FORM | {"nik": NIK}))
    assert "sudah terdaftar atas nama Siti Aminah" in page
    assert f'href="{page_of(seeker)}"' in page
    assert 'value="' + NIK in page
    assert Seeker.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "123"}, "Tulis nama seperti di KTP."),
        ({"name": "Si\u200bti"}, "tanda yang tidak terbaca"),
        ({"nik": "120912150295"}, "16 angka"),
        ({"nik": "12O9125502950002"}, "16 angka"),
        ({"nik": ""}, "Ketik 16 angka NIK dari KTP."),
        ({"phone": "0812"}, "Tulis nomor HP Indonesia"),
        (
            {"birth_date_day": "1", "birth_date_month": "1", "birth_date_year": "2999"},
            "belum lewat",
        ),
        (
            {"birth_date_day": "1", "birth_date_month": "1", "birth_date_year": "1097"},
            "Periksa lagi tahun lahir",
        ),
        ({"birth_date_day": "31", "birth_date_month": "2", "birth_date_year": "1999"}, "tanggal"),
    ],
    ids=str,
)
def test_wrong_registration_says_what_and_saves_nothing(client, officer, wrong, said):
    page = text(client.post(REGISTER, FORM | wrong))
    assert said in page
    assert not Seeker.objects.exists()


def test_identity_is_corrected_with_a_reason_and_its_history_names_the_fields(client, officer):
    user = UserFactory.create()
    seeker = SeekerFactory.create(name="Siti Aminh", number=NIK, user=user)
    form = correction(seeker, name="Siti Aminah", nik=OTHER, sex="2")
    assert client.post(f"{page_of(seeker)}identitas/", form)["Location"] == page_of(seeker)
    seeker.refresh_from_db()
    user.refresh_from_db()
    assert (seeker.name, user.name, seeker.sex) == ("Siti Aminah", "Siti Aminah", 2)
    assert open_nik(seeker.nik_sealed).digits == OTHER
    act = seeker.counter_acts.get()
    assert set(act.subjects) == {"name", "sex", "nik"}
    page = text(client.get(page_of(seeker)))
    assert "Salah ketik waktu mendaftar" in page
    assert "nama lengkap" in page


def test_correction_that_changes_nothing_notes_nothing(client, officer, seeker):
    answer = client.post(f"{page_of(seeker)}identitas/", correction(seeker, nik=NIK), follow=True)
    assert "Tidak ada yang berubah." in text(answer)
    assert not CounterAct.objects.exists()


def test_correction_needs_a_reason(client, officer, seeker):
    form = correction(seeker, name="Sutini", reason="")
    page = text(client.post(f"{page_of(seeker)}identitas/", form))
    assert "Pilih alasan perbaikan." in page
    assert 'value="Sutini"' in page
    seeker.refresh_from_db()
    assert seeker.name == "Siti Aminah"


def test_correction_to_a_nik_of_another_is_refused(client, officer, seeker):
    other = SeekerFactory.create(name="Painem", number=OTHER)
    page = text(client.post(f"{page_of(seeker)}identitas/", correction(seeker, nik=OTHER)))
    assert "sudah terdaftar atas nama Painem" in page
    assert f'href="{page_of(other)}"' in page


def test_correction_over_something_newer_is_held_up_once(client, officer, seeker):
    form = correction(seeker, name="Sutini")
    Seeker.objects.filter(pk=seeker.pk).update(birth_place="Kisaran")
    page = text(client.post(f"{page_of(seeker)}identitas/", form))
    assert "sudah diubah dari perangkat lain" in page
    assert 'value="Sutini"' in page
    seeker.refresh_from_db()
    assert seeker.name == "Siti Aminah"
    fresh = page.split('name="seen" value="')[1].split('"')[0]
    client.post(f"{page_of(seeker)}identitas/", form | {"seen": fresh})
    seeker.refresh_from_db()
    assert seeker.name == "Sutini"


def test_corrected_nik_settles_an_open_conflict(client, officer, seeker):
    claim = Seeker.objects.create(name="Painem", nik_sealed=parse_nik(NIK).sealed())
    conflict = NikConflict.objects.create(seeker=claim)
    assert "juga dipakai profil lain" in text(client.get(page_of(claim)))
    client.post(f"{page_of(claim)}identitas/", correction(claim, nik=OTHER))
    conflict.refresh_from_db()
    assert conflict.state == NikConflictState.CORRECTED
    assert conflict.transitions.get().by == officer


def test_full_nik_is_shown_once_for_a_purpose_and_noted(client, officer, seeker):
    assert NIK not in text(client.get(page_of(seeker))).replace(" ", "")
    answer = client.post(f"{page_of(seeker)}nik/", {"purpose": "ktp"})
    assert "1209 1215 0295 0001" in text(answer)
    assert "no-store" in answer["Cache-Control"]
    view = NikView.objects.get()
    assert (view.seeker, view.officer) == (seeker, officer)
    assert "Mencocokkan dengan KTP" in view.purpose
    page = text(client.get(page_of(seeker)))
    assert "NIK lengkap dilihat" in page
    assert "1209 1215 0295 0001" not in page


@pytest.mark.parametrize("purpose", ["", "curious"])
def test_full_nik_without_a_purpose_is_not_shown(client, officer, seeker, purpose):
    page = text(client.post(f"{page_of(seeker)}nik/", {"purpose": purpose}))
    assert "Pilih keperluan" in page
    assert "1209 1215 0295 0001" not in page
    assert not NikView.objects.exists()


def test_full_niks_are_limited_for_an_officer(client, officer, seeker):
    for _ in range(100):
        client.post(f"{page_of(seeker)}nik/", {"purpose": "ktp"})
    answer = client.post(f"{page_of(seeker)}nik/", {"purpose": "ktp"})
    assert answer.status_code == 429
    assert "1209 1215 0295 0001" not in text(answer)
    assert NikView.objects.count() == 100


def test_nik_of_a_lost_key_says_so(client, officer, seeker, settings):
    settings.SEALING_KEYS = {"other": b"x" * 32}
    page = text(client.post(f"{page_of(seeker)}nik/", {"purpose": "ktp"}))
    assert "NIK ini tidak terbaca" in page
    assert not NikView.objects.exists()


def test_seeker_without_a_nik_has_none_to_show(client, officer):
    seeker = Seeker.objects.create(name="Wagini")
    answer = client.post(f"{page_of(seeker)}nik/", {"purpose": "ktp"})
    assert "Tampilkan sekali" not in text(answer)
    assert not NikView.objects.exists()


def test_person_page_costs_the_same_however_much_happened(client, officer, seeker):
    def happen():
        CounterAct.objects.create(seeker=seeker, officer=officer, work="registered")
        NikView.objects.create(seeker=seeker, officer=officer, purpose="x")

    assert_cost_is_flat(client, page_of(seeker), make=happen, queries=14)


def test_merged_profile_leads_to_the_one_that_is_kept(client, officer, seeker):
    gone = Seeker.objects.create(name="", merged_into=seeker, erased_at=clock.now())
    assert client.get(page_of(gone))["Location"] == page_of(seeker)
    assert client.post(f"{page_of(gone)}nik/", {"purpose": "ktp"}).status_code == 404


@pytest.mark.parametrize("role", [r for r in roles.ROLES if r is not roles.COUNTER], ids=str)
def test_desk_is_hidden_from_other_roles(client, role, seeker):
    client.force_login(make_officer(role))
    for path in (DESK, REGISTER, page_of(seeker), f"{page_of(seeker)}identitas/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {}).status_code in (404, 405)
    assert client.post(f"{page_of(seeker)}nik/", {"purpose": "ktp"}).status_code == 404


def test_leader_reads_the_records(client, seeker):
    client.force_login(make_officer(roles.LEADER))
    act = act_at_counter()
    assert str(act.seeker) in text(client.get("/admin/seekers/counteract/"))
    assert client.get(f"/admin/seekers/counteract/{act.pk}/change/").status_code == 200
    assert client.get("/admin/seekers/counteract/add/").status_code == 403
    assert client.get(f"/admin/seekers/counteract/{act.pk}/delete/").status_code == 403


@pytest.mark.parametrize(
    "statement",
    ["update seekers_counteract set work = 'merged'", "delete from seekers_counteract"],
)
def test_records_are_never_changed(statement):
    act_at_counter()
    with (
        pytest.raises(InternalError, match="pgtrigger"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
