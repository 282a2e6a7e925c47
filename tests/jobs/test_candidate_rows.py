"""Rows of candidates follow the profile, whatever wrote it, and go with the consent at once."""

from datetime import date

import pytest
from django.db import connection, transaction

from jobs.models import Candidate
from seekers.enums import Visibility
from seekers.models import Education, Experience, Seeker
from seekers.personal import keeper
from sikas.personal_data import Person
from sikas.reference.enums import EducationLevel
from tests.jobs.applicants import account_of
from tests.jobs.matching import district, occupation, wishing

pytestmark = pytest.mark.django_db


def rows(seeker: Seeker) -> list[tuple[str, bool]]:
    found = Candidate.objects.filter(seeker=seeker).order_by("occupation")
    return list(found.values_list("occupation", "is_wished"))


def value(seeker: Seeker, column: str) -> object:
    return Candidate.objects.values_list(column, flat=True).get(seeker=seeker)


def run(sql: str, *params: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_who_lets_verified_companies_look_has_a_row_for_each_occupation():
    seeker = wishing("5230", "8322")
    Experience.objects.create(
        seeker=seeker, position="Penjual", occupation=occupation("5249"), started=date(2020, 1, 1)
    )
    Experience.objects.create(
        seeker=seeker, position="Kasir", occupation=occupation("5230"), started=date(2021, 1, 1)
    )
    assert rows(seeker) == [("5230", True), ("5249", False), ("8322", True)]


def test_who_did_not_agree_has_none():
    assert rows(wishing("5230", visibility=Visibility.APPLIED)) == []


def test_who_agrees_later_is_there_and_who_withdraws_is_gone_before_the_commit():
    seeker = wishing("5230", visibility=Visibility.APPLIED)
    Seeker.objects.filter(pk=seeker.pk).update(visibility=Visibility.VERIFIED)
    assert rows(seeker) == [("5230", True)]
    with transaction.atomic():
        run("update seekers_seeker set visibility = 'applied' where id = %s", seeker.pk)
        assert rows(seeker) == []
        seeker.skills.create(name="Menjahit")
        seeker.education.create(level=EducationLevel.S1)
        assert rows(seeker) == []


def test_erased_person_is_gone():
    seeker = wishing("5230")
    keeper().erase(Person(user_id=account_of(seeker).pk, seeker_id=seeker.pk))
    assert not Candidate.objects.exists()


def test_person_whose_account_or_profile_ends_is_gone():
    first, second, third = (wishing("5230") for _number in range(3))
    Seeker.objects.filter(pk=first.pk).update(user=None)
    run("delete from seekers_education where seeker_id = %s", second.pk)
    run("delete from seekers_seeker_wished_occupations where seeker_id = %s", second.pk)
    run("delete from seekers_seeker where id = %s", second.pk)
    assert list(Candidate.objects.values_list("seeker_id", flat=True)) == [third.pk]


def test_changed_facts_change_the_rows():
    seeker = wishing("5230")
    Education.objects.create(seeker=seeker, level=EducationLevel.S1, school="USU")
    assert value(seeker, "education") == 80
    Education.objects.filter(seeker=seeker).update(level=EducationLevel.SMP)
    assert value(seeker, "education") == 30
    Education.objects.filter(seeker=seeker).delete()
    assert value(seeker, "education") is None
    seeker.wished_areas.set([district()])
    assert value(seeker, "wished_districts") == ["120920"]
    Seeker.objects.filter(pk=seeker.pk).update(area=None, wished_pay=1, ready_to_move=True)
    facts = Candidate.objects.values_list("district", "wished_pay", "ready_to_move")
    assert facts.get(seeker=seeker) == ("", 1, True)


def test_wish_that_is_taken_back_takes_its_row():
    seeker = wishing("5230", "8322")
    seeker.wished_occupations.set([occupation("5249")])
    assert rows(seeker) == [("5249", True)]


def test_many_written_at_once_have_their_rows():
    seekers = [wishing() for _number in range(3)]
    through = Seeker.wished_occupations.through
    through.objects.bulk_create(
        [through(seeker=one, occupation=occupation("5230")) for one in seekers]
    )
    assert Candidate.objects.count() == 3


def test_nothing_sensitive_is_a_column():
    names = {field.name for field in Candidate._meta.get_fields()}
    assert not names & {"religion", "marital_status", "birth_date", "name", "phone", "disability"}
