"""What is sent in words: the same lines before sending and afterwards, and nothing more."""

from datetime import UTC, date, datetime

import pytest

from jobs.models import Application
from jobs.sent import as_sent_now, sent_lines, short_of
from seekers.models import Experience, Language, SeekerDisability, Skill
from tests.jobs.applicants import applied, ready_seeker
from tests.jobs.factories import VacancyFactory

pytestmark = pytest.mark.django_db


def full_seeker(**facts):
    seeker = ready_seeker(summary="Rajin.", birth_place="Kisaran", **facts)
    Experience.objects.create(
        seeker=seeker, position="Kasir", started=date(2020, 1, 1), ended=date(2022, 7, 1)
    )
    Experience.objects.create(
        seeker=seeker, position="Sopir", employer="CV Laut", started=date(2023, 1, 1)
    )
    Skill.objects.create(seeker=seeker, name="Menjahit")
    Language.objects.create(seeker=seeker, name="Melayu", level=3)
    SeekerDisability.objects.create(
        seeker=seeker, kinds=["physical"], needs="Lantai dasar", consent_version="1", released=True
    )
    return seeker


def test_lines_are_the_same_before_and_after_sending():
    seeker = full_seeker()
    before = sent_lines(as_sent_now(seeker))
    assert before == sent_lines(applied(seeker=seeker))
    said = dict(before)
    assert said["Lahir"] == "Kisaran, 15 Februari 1995"
    assert said["Pengalaman kerja"] == "Sopir · CV Laut · 2023–sekarang\nKasir · 2020–2022"
    assert said["Bahasa"] == "Melayu (Lancar)"
    assert said["Keterampilan"] == "Menjahit"
    assert said["Disabilitas"].endswith("\nLantai dasar")
    assert "NIK" not in said
    assert "Alamat" not in said


def test_emptied_application_has_no_lines():
    assert sent_lines(Application(name="", profile={})) == []


@pytest.mark.parametrize(
    ("wanted", "said"),
    (
        ({"age_min": 40}, ["Lowongan ini meminta usia paling rendah 40 tahun."]),
        ({"age_max": 30}, []),
        ({"age_max": 29}, ["Lowongan ini meminta usia paling tinggi 29 tahun."]),
        ({"education": 40}, []),
        ({}, []),
    ),
)
def test_requirements_are_compared_with_the_age_of_today(clock, wanted, said):
    clock.freeze(datetime(2026, 11, 26, 3, tzinfo=UTC))
    vacancy = VacancyFactory.build(company=None, **wanted)
    turns_31_tomorrow = date(1995, 11, 27)
    sent = Application(birth_date=turns_31_tomorrow, education=50)
    assert short_of(vacancy, sent) == said


def test_unknown_birth_date_meets_every_age():
    vacancy = VacancyFactory.build(company=None, age_min=40, age_max=50)
    assert short_of(vacancy, Application(birth_date=None)) == []
