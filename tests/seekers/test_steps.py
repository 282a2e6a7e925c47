"""The steps of a profile: each is saved by itself, and says what is wrong."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from seekers.models import NikConflict, Seeker, SeekerDisability
from seekers.nik import parse_nik
from seekers.services.disability import tell_disability
from seekers.services.profile import start_profile
from sikas import clock
from tests.factories import UserFactory
from tests.lists import assert_cost_is_flat
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
NIK = "1209121502950001"
BORN = {"birth_date_day": "15", "birth_date_month": "2", "birth_date_year": "1995"}


def shown(client, url: str) -> dict[str, object]:
    """Return what a browser would send back unchanged."""
    form = client.get(url).context["form"]
    values = {bound.html_name: bound.value() for bound in form if bound.name != "birth_date"}
    return {name: value for name, value in values.items() if value not in (None, False)}


def save(client, step: str, **values: object):
    url = f"/profil/{step}/"
    return client.post(url, shown(client, url) | values, follow=True)


def text(response) -> str:
    return response.content.decode()


def test_looking_at_a_profile_saves_nothing(client, person):
    page = text(client.get("/profil/"))
    assert "Sulastri" in page
    assert "Isi NIK." in page
    assert not Seeker.objects.exists()


def test_person_of_one_word_tells_who_she_is(client, person):
    page = text(save(client, "identitas", name="Suharti", nik="1209 1255 0295 0002", **BORN))
    seeker = Seeker.objects.get()
    assert (seeker.name, seeker.user) == ("Suharti", person)
    assert Seeker.objects.with_nik(parse_nik("1209125502950002")).get() == seeker
    assert "berbeda dengan NIK" not in page
    again = text(client.get("/profil/identitas/"))
    assert "1209••••••••0002" in again
    assert "1209125502950002" not in again


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    (
        ("name", "", "Isi nama lengkap."),
        ("name", "12345", "Tulis nama Anda seperti di KTP."),
        ("name", "Budi\u200b", "huruf yang tidak terbaca"),
        ("nik", "120912150295000", "NIK terdiri atas 16 angka"),
        ("nik", "12091215O2950001", "NIK terdiri atas 16 angka"),
        ("birth_date_day", "31", "Tulis tanggal yang benar"),
        ("birth_date_year", "1899", "Periksa lagi tahun lahir."),
        ("birth_date_year", "95", "Tulis tanggal yang benar"),
    ),
)
def test_wrong_identity_is_named_and_everything_typed_is_kept(client, person, field, typed, words):
    typing = {"name": "Sulastri", "birth_place": "Kisaran", **BORN, field: typed}
    page = text(save(client, "identitas", **typing))
    assert words in page
    assert 'value="Kisaran"' in page
    assert not Seeker.objects.exists()


def test_birth_date_of_tomorrow_is_refused(client, person):
    day = localdate(clock.now()) + timedelta(days=1)
    parts = {f"birth_date_{name}": getattr(day, name) for name in ("day", "month", "year")}
    assert "Tanggal lahir belum tiba" in text(save(client, "identitas", **parts))
    assert not Seeker.objects.exists()


def test_birth_date_that_disagrees_with_the_nik_is_saved_and_warned_of(client, person):
    page = text(save(client, "identitas", nik=NIK, **BORN | {"birth_date_day": "16"}))
    assert "Tanggal lahir berbeda dengan NIK" in page
    assert str(Seeker.objects.get().birth_date) == "1995-02-16"
    assert "Tanggal lahir berbeda dengan NIK" in text(client.get("/profil/"))


def test_known_nik_gets_the_same_answer_as_an_unknown_one(client, person):
    SeekerFactory.create(number=NIK)
    known = save(client, "identitas", nik=NIK)
    page = text(client.get("/profil/identitas/"))
    client.force_login(UserFactory.create(by_phone=True, name="Sulastri"))
    unknown = save(client, "identitas", nik="1209121502959001")
    other = text(client.get("/profil/identitas/"))
    assert known.redirect_chain == unknown.redirect_chain
    assert "Tersimpan: 1209••••••••0001" in page
    assert "Tersimpan: 1209••••••••9001" in other
    assert NikConflict.objects.count() == 1


def test_nobody_gives_numbers_one_after_the_other(client, person):
    for number in range(1, 12):
        page = text(save(client, "identitas", nik=f"12091215029500{number:02}"))
    assert "Terlalu banyak percobaan" in page
    assert Seeker.objects.get().masked_nik.endswith("0010")


def test_what_another_device_saved_is_not_overwritten_unawares(client, person):
    mine = shown(client, "/profil/identitas/")
    save(client, "identitas", birth_place="Kisaran")
    refused = client.post("/profil/identitas/", mine | {"birth_place": "Medan"})
    assert "sudah diubah dari perangkat lain" in text(refused)
    assert 'value="Medan"' in text(refused)
    assert Seeker.objects.get().birth_place == "Kisaran"
    again = {**mine, "birth_place": "Medan", "seen": refused.context["form"]["seen"].value()}
    client.post("/profil/identitas/", again)
    assert Seeker.objects.get().birth_place == "Medan"


def test_second_tap_is_no_conflict(client, person):
    form = shown(client, "/profil/identitas/") | {"birth_place": "Kisaran"}
    answers = [client.post("/profil/identitas/", form) for _tap in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Seeker.objects.count() == 1


def test_address_lies_in_a_desa_and_phone_is_made_comparable(client, person, village):
    assert '<optgroup label="Kecamatan Meranti">' in text(client.get("/profil/alamat/"))
    save(client, "alamat", area=village.pk, address="Dusun <b>II</b>", phone="0812 6000 7000")
    seeker = Seeker.objects.get()
    assert (seeker.area, seeker.phone) == (village, "+6281260007000")
    assert "Dusun &lt;b&gt;II&lt;/b&gt;" in text(client.get("/profil/"))


def test_phone_that_cannot_be_called_is_refused(client, person, village):
    page = text(save(client, "alamat", phone="0623-41234", address="Dusun II"))
    assert "Tulis nomor HP Indonesia" in page
    assert 'value="Dusun II"' in page
    assert not Seeker.objects.exists()


def test_occupations_are_searched_without_scripts(client, person, harvester, village):
    page = client.post("/profil/keinginan/", {"find": "pemanen sawit", "search": "1"})
    assert harvester.title in text(page)
    assert not Seeker.objects.exists()
    wishes = {"wished_occupations": [harvester.pk], "wished_pay": "Rp3.000.000"}
    save(client, "keinginan", **wishes, wished_employment=["full_time", "contract"])
    seeker = Seeker.objects.get()
    assert seeker.wished_occupations.get() == harvester
    assert (seeker.wished_pay, seeker.wished_employment) == (3_000_000, ["full_time", "contract"])
    assert 'value="3.000.000"' in text(client.get("/profil/keinginan/"))
    assert "mulai Rp3.000.000" in text(client.get("/profil/"))


def test_occupations_are_searched_with_scripts(client, person, harvester):
    url = "/profil/keinginan/jabatan/"
    query = {"find": "pemanen sawit", "wished_occupations": ["x", "²", "7" * 30]}
    part = text(client.get(url, query, headers={"HX-Request": "true"}))
    assert harvester.title in part
    assert "<html" not in part
    assert client.get(url, query)["Location"] == "/profil/keinginan/"


@pytest.mark.parametrize(
    ("pay", "words"),
    (
        ("-1", "Jumlah uang tidak boleh kurang dari nol."),
        ("tiga juta", "Tulis angka saja"),
        ("9999999999999", "Jumlah ini terlalu besar"),
        ("3.00.0", "Tulis angka saja"),
    ),
)
def test_wrong_pay_is_named_and_kept(client, person, pay, words):
    page = text(save(client, "keinginan", wished_pay=pay, summary="<script>alert(1)</script>"))
    assert words in page
    assert f'value="{pay}"' in page
    assert "&lt;script&gt;alert(1)" in page
    assert not Seeker.objects.exists()


def test_wishes_are_few(client, person, harvester):
    more = [
        type(harvester).objects.create(code=f"61{n}", digits=3, title=f"T{n}", parent=harvester).pk
        for n in range(6)
    ]
    assert "Pilih paling banyak 5 jabatan." in text(
        save(client, "keinginan", wished_occupations=more)
    )


def test_visibility_is_chosen_from_two(client, person):
    save(client, "yang-melihat", visibility="verified")
    assert Seeker.objects.get().visibility == "verified"
    assert "field-error" in text(save(client, "yang-melihat", visibility="everybody"))
    assert Seeker.objects.get().visibility == "verified"


def test_disability_is_told_only_with_consent_and_gone_with_it(client, person):
    url, told = "/profil/disabilitas/", {"kinds": ["physical"], "needs": "Jalan landai"}
    assert "Centang" in text(client.post(url, told))
    assert not SeekerDisability.objects.exists()
    client.post(url, told | {"consent": "on"})
    row = SeekerDisability.objects.get()
    assert (row.kinds, row.released, row.consent_version) == (["physical"], False, "2026-11-25")
    assert "2026-11-25" in text(client.get(url))
    client.post(url, told | {"consent": "on", "released": "on"})
    again = SeekerDisability.objects.get()
    assert (again.released, again.consented_at) == (True, row.consented_at)
    client.post(url, {"withdraw": "1"})
    assert not SeekerDisability.objects.exists()


@pytest.mark.parametrize("has_profile", [True, False])
def test_second_tap_on_withdrawing_is_answered_like_the_first(client, person, has_profile):
    if has_profile:
        start_profile(person=person)
    shown = text(client.post("/profil/disabilitas/", {"withdraw": "1"}, follow=True))
    assert "Persetujuan ditarik" in shown
    assert "field-error" not in shown


def test_new_text_of_the_consent_asks_again(person):
    seeker = start_profile(person=person)
    tell_disability(seeker=seeker, kinds=["visual"], needs="", released=False)
    SeekerDisability.objects.update(consent_version="2020-01-01", consented_at="2020-01-01T00:00Z")
    told = tell_disability(seeker=seeker, kinds=["visual"], needs="", released=False)
    assert told.consented_at.year > 2020


@pytest.mark.parametrize("person_of", ("company", "staff"))
def test_who_is_no_job_seeker_has_no_profile(client, person_of):
    client.force_login(UserFactory.create(**{person_of: True}))
    assert client.get("/profil/").status_code in (302, 404)
    assert not Seeker.objects.exists()


def test_overview_costs_the_same_however_long_the_lists(client, person):
    seeker = start_profile(person=person)
    words = iter(range(100))
    assert_cost_is_flat(
        client,
        "/profil/",
        make=lambda: seeker.skills.create(name=f"Bisa {next(words)}"),
        queries=13,
    )


def test_first_thing_after_signing_in_is_the_next_step(client, person):
    page = text(client.get("/akun/"))
    assert "Profil Anda 7% lengkap" in page
    assert 'href="/profil/identitas/#id_nik">Isi NIK.</a>' in page
    client.force_login(UserFactory.create(company=True))
    assert "lengkap" not in text(client.get("/akun/"))
