"""What a seeker learned, did and can do: rows added, changed and removed."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from seekers import suggestions
from seekers.models import Education, Experience, Language, Seeker, Skill
from seekers.services.background import MAX_ROWS
from seekers.services.profile import start_profile
from sikas import clock
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
SCHOOL = {"level": "41", "school": "SMKN 1 Kisaran", "major": "Otomotif", "graduated": "2019"}
JOB = {
    "position": "Pemanen sawit",
    "employer": "PT Contoh",
    "started_month": "3",
    "started_year": "2020",
    "ended_month": "",
    "ended_year": "",
}


def text(response) -> str:
    return response.content.decode()


def test_school_is_added_changed_and_removed(client, person):
    page = text(client.post("/profil/pendidikan/", SCHOOL, follow=True))
    row = Education.objects.get()
    assert "SMK Otomotif" in page
    client.post(f"/profil/pendidikan/{row.pk}/", SCHOOL | {"graduated": "2018"})
    row.refresh_from_db()
    assert row.graduated == 2018
    assert 'value="2018"' in text(client.get(f"/profil/pendidikan/{row.pk}/"))
    client.post(f"/profil/pendidikan/{row.pk}/hapus/")
    assert not Education.objects.exists()


def test_second_tap_adds_nothing(client, person):
    for _tap in range(2):
        assert client.post("/profil/pendidikan/", SCHOOL).status_code == 302
        assert client.post("/profil/pengalaman/", JOB).status_code == 302
    assert (Education.objects.count(), Experience.objects.count()) == (1, 1)


def test_row_that_contradicts_another_is_refused(client, person):
    client.post("/profil/pendidikan/", SCHOOL)
    page = text(client.post("/profil/pendidikan/", SCHOOL | {"graduated": "2020"}))
    assert "Pendidikan ini sudah ada di daftar Anda." in page
    assert Education.objects.get().graduated == 2019


@pytest.mark.parametrize(
    ("step", "form", "words"),
    (
        ("pendidikan", SCHOOL | {"level": ""}, "Pilih jenjang."),
        ("pendidikan", SCHOOL | {"graduated": "19"}, "Tulis tahun dengan empat angka."),
        ("pendidikan", SCHOOL | {"graduated": "dua ribu"}, "Tulis tahun dengan empat angka."),
        ("pendidikan", SCHOOL | {"graduated": "2100"}, "Tahun ini belum tiba."),
        ("pengalaman", JOB | {"position": ""}, "Isi jabatan."),
        ("pengalaman", JOB | {"started_month": "13"}, "Tulis bulan dan tahun dengan angka"),
        ("pengalaman", JOB | {"started_year": "1890"}, "Tulis bulan dan tahun dengan angka"),
        ("pengalaman", JOB | {"ended_month": "2", "ended_year": "2020"}, "sesudah bulan mulai"),
        ("keterampilan", {"name": "x" * 61}, "60"),
        ("bahasa", {"name": "Jawa", "level": "9"}, "9"),
    ),
    ids=str,
)
def test_wrong_row_is_named_and_kept(client, person, step, form, words):
    page = text(client.post(f"/profil/{step}/", form))
    assert words in page
    assert "field-error" in page
    assert not Seeker.objects.exists()


def test_job_of_the_future_is_refused(client, person):
    later = localdate(clock.now()) + timedelta(days=40)
    form = JOB | {"started_month": str(later.month), "started_year": str(later.year)}
    assert "Bulan ini belum tiba" in text(client.post("/profil/pengalaman/", form))


def test_job_is_found_in_the_list_of_occupations(client, person, harvester):
    client.post("/profil/pengalaman/", JOB)
    row = Experience.objects.get()
    assert (row.occupation, row.started.isoformat(), row.ended) == (harvester, "2020-03-01", None)
    assert "Mar 2020 – sekarang" in text(client.get("/profil/pengalaman/"))
    client.post(f"/profil/pengalaman/{row.pk}/", JOB | {"position": "Xqz"})
    row.refresh_from_db()
    assert row.occupation is None


def test_html_in_a_row_is_shown_as_text(client, person):
    form = JOB | {"position": "<script>alert(1)</script>"}
    page = text(client.post("/profil/pengalaman/", form, follow=True))
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_list_is_not_endless(client, person):
    seeker = start_profile(person=person)
    Skill.objects.bulk_create(Skill(seeker=seeker, name=f"Bisa {n}") for n in range(MAX_ROWS))
    assert "sudah penuh" in text(client.post("/profil/keterampilan/", {"name": "Lagi"}))
    assert Skill.objects.count() == MAX_ROWS


def test_words_are_suggested_that_many_wrote(client, person):
    for number in range(suggestions.MANY):
        seeker = Seeker.objects.create(name=f"Orang {number}")
        seeker.skills.create(name="Menjala ikan")
        if number:
            seeker.skills.create(name="Rahasia pribadi")
    page = text(client.get("/profil/keterampilan/"))
    assert '<option value="Menjala ikan">' in page
    assert '<option value="Menjahit">' in page
    assert "pribadi" not in page
    assert '<option value="Bahasa Melayu">' in text(client.get("/profil/bahasa/"))


def test_row_of_somebody_else_does_not_exist(client, person):
    other = start_profile(person=UserFactory.create())
    row = Language.objects.create(seeker=other, name="Jawa", level=3)
    form = {"name": "Dicuri", "level": "1"}
    answers = [
        client.get(f"/profil/bahasa/{row.pk}/"),
        client.post(f"/profil/bahasa/{row.pk}/", form),
        client.post(f"/profil/bahasa/{row.pk}/hapus/"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 3
    row.refresh_from_db()
    assert row.name == "Jawa"
