"""The CV says what the profile says, on one or two pages, whatever people typed."""

from datetime import date

import pytest

from seekers.cv import cv_of, cv_pdf
from seekers.enums import DocumentKind, MaritalStatus, Religion, Sex
from seekers.models import Experience, Seeker, SeekerDisability
from seekers.nik import parse_nik
from seekers.services.identity import give_nik
from seekers.services.profile import start_profile
from tests.documents.pdf_text import page_count, pdf_text
from tests.seekers.people import hand_in_paper

pytestmark = pytest.mark.django_db
NASTY = '"); #panic("x") #read("/etc/passwd") $x^2$ \\u{1F600} <label> @ref *b* _i_ // c [x] {'


@pytest.fixture
def seeker(person, village, harvester) -> Seeker:
    seeker = start_profile(person=person)
    seeker.birth_place, seeker.birth_date, seeker.sex = "Kisaran", date(1995, 2, 15), Sex.FEMALE
    seeker.religion, seeker.marital_status = Religion.HINDU, MaritalStatus.MARRIED
    seeker.area, seeker.address, seeker.summary = village, "Dusun II No. 4", "Rajin dan teliti."
    seeker.save()
    give_nik(seeker=seeker, number=parse_nik("1209125502950002"))
    seeker.wished_occupations.add(harvester)
    seeker.education.create(level=41, school="SMKN 1 Kisaran", major="Otomotif", graduated=2013)
    seeker.experience.create(
        position="Pemanen sawit", employer="PT Contoh", started=date(2020, 3, 1)
    )
    seeker.skills.create(name="Memanen sawit")
    seeker.languages.create(name="Bahasa Melayu", level=3)
    SeekerDisability.objects.create(seeker=seeker, kinds=["visual"], consent_version="1")
    return seeker


def bare(text: str) -> str:
    return "".join(text.split())


def test_cv_says_what_the_profile_says_and_nothing_that_is_private(seeker):
    pdf = cv_pdf(cv_of(seeker))
    text = pdf_text(pdf)
    for said in (
        *("Sulastri", "Kisaran, 15 Februari 1995", "Perempuan", "Dusun II No. 4", "Desa Serdang"),
        *("Rajin dan teliti.", "Pemanen sawit", "PT Contoh", "Mar 2020 – sekarang"),
        *("SMK Otomotif", "SMKN 1 Kisaran", "2013", "Memanen sawit", "Bahasa Melayu (Lancar)"),
        "Pemanen Kebun",
    ):
        assert bare(said) in text, said
    for private in ("1209", "Hindu", "Kawin", "netra"):
        assert private not in text
    assert page_count(pdf) == 1


def test_preview_shows_the_same(client, seeker):
    page = client.get("/profil/cv/").content.decode()
    assert "SMK Otomotif" in page
    assert "Mar 2020 – sekarang" in page
    assert "Hindu" not in page


def test_profile_never_filled_in_has_a_cv_that_says_so(client, person):
    assert "Isi profil Anda" in client.get("/profil/cv/").content.decode()
    answer = client.get("/profil/cv/cv.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="cv-sulastri.pdf"'
    assert "Sulastri" in pdf_text(answer.content)


@pytest.mark.parametrize(
    "typed", [NASTY, "😀🎉", "Ñandú 中文 العربية", "x" * 120, "Budi\u202egnp.exe"], ids=range(5)
)
def test_what_people_typed_is_never_markup(seeker, typed):
    Seeker.objects.filter(pk=seeker.pk).update(name=typed, address=typed, summary=typed * 3)
    Experience.objects.update(position=typed, employer=typed, description=typed)
    seeker.refresh_from_db()
    pdf = cv_pdf(cv_of(seeker))
    assert page_count(pdf) == 1
    if typed is NASTY:
        assert bare(typed) in pdf_text(pdf)


def test_longest_profile_fits_on_two_pages(seeker):
    seeker.summary = "Saya bekerja dengan rajin dan teliti. " * 26
    seeker.save()
    for number in range(30):
        seeker.experience.create(
            position=f"Jabatan {number} " + "panjang " * 12,
            employer=f"PT {number} " + "Nama " * 25,
            started=date(2000 + number // 2, 1, 1),
            description="Mengerjakan banyak hal setiap hari. " * 25,
        )
        seeker.education.create(level=41, school=f"SMK {number} " + "x" * 120, major="M" * 100)
        seeker.skills.create(name=f"Bisa {number} " + "sekali " * 6)
        seeker.languages.create(name=f"Bahasa {number} " + "daerah " * 3, level=2)
    assert page_count(cv_pdf(cv_of(seeker))) == 2


def test_photo_is_printed(person, seeker):
    without = cv_pdf(cv_of(seeker))
    hand_in_paper(person, DocumentKind.PHOTO)
    pdf = cv_pdf(cv_of(seeker))
    assert b"/DCTDecode" in pdf
    assert b"/DCTDecode" not in without
    assert page_count(pdf) == 1
