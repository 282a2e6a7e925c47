"""After the erasure nothing of the person is left: in no table, no file and no log."""

import io
import logging

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session

from employers.models import Company, Invitation, Member
from seekers.models import Seeker
from sikas import logs, personal_data
from sikas.accounts import roles
from sikas.accounts.models import User
from sikas.accounts.services.erasure import OfficerError, erase_person, obstacles
from sikas.notifications.models import Message
from sikas.personal_data import FORGOTTEN, Person
from tests.factories import UserFactory, make_officer
from tests.jobs.factories import CompanyFactory, OwnerFactory
from tests.my_data.dumps import found_in_database, found_in_files
from tests.my_data.people import NAME, PAPER, PHONE, person_with_everything
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def log():
    """Return what the portal logs meanwhile."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(logs.JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield text
    logging.getLogger().removeHandler(handler)


def test_database_files_and_logs_hold_nothing_of_an_erased_person(
    log, django_capture_on_commit_callbacks
):
    estate = person_with_everything()
    shown = {value for _table, value in found_in_database(estate.values)}
    assert found_in_files([PAPER])
    plain = set(estate.values) - {"1209124507950007"}  # which is sealed, also before
    assert shown == plain

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(Person(user_id=estate.user.pk))

    assert found_in_database(estate.values) == []
    assert found_in_files([PAPER]) == []
    assert not [value for value in estate.values if value in log.getvalue()]
    assert not Session.objects.exists()


def test_register_still_counts_the_erased_seeker():
    estate = person_with_everything()
    erase_person(Person(seeker_id=estate.seeker.pk))
    erased = Seeker.objects.get()
    assert erased.erased_at
    assert erased.created_at == estate.seeker.created_at
    assert [erased.sex, erased.religion, erased.birth_date, erased.area] == [None] * 4
    assert not User.objects.filter(pk=estate.user.pk).exists()
    assert not Seeker.objects.living().exists()


def test_others_keep_their_rows_without_the_name():
    estate = person_with_everything()
    company = Company.objects.get()
    erase_person(Person(user_id=estate.user.pk))
    joined = Message.objects.filter(event="employers.team_change", channel="in_app")
    assert [message.context["name"] for message in joined] == [FORGOTTEN]
    invited = Message.objects.get(address="tamu@contoh.id")
    assert invited.context["by"] == FORGOTTEN
    assert Invitation.objects.get().invited_by is None
    assert company.members.count() == 1
    assert LogEntry.objects.get().object_repr == FORGOTTEN


def test_erasing_again_changes_nothing():
    estate = person_with_everything()
    erase_person(Person(seeker_id=estate.seeker.pk))
    first = Seeker.objects.get().erased_at
    erase_person(Person(seeker_id=estate.seeker.pk))
    erase_person(Person(user_id=estate.user.pk))
    assert Seeker.objects.get().erased_at == first


def test_somebody_of_the_counter_without_an_account_is_erased():
    seeker = SeekerFactory.create(phone="+6281299887766")
    erase_person(Person(seeker_id=seeker.pk))
    assert found_in_database(["81299887766", seeker.nik_sealed]) == []


def test_number_of_another_account_in_a_profile_does_not_touch_that_account():
    owner = UserFactory.create(by_phone=True, phone=PHONE)
    thief = SeekerFactory.create(user=UserFactory.create(), phone=PHONE)
    person = personal_data.identify(Person(seeker_id=thief.pk))
    assert PHONE not in person.contacts
    erase_person(person)
    assert User.objects.filter(pk=owner.pk).exists()


def test_officer_is_not_erased():
    officer = make_officer(roles.COUNTER)
    with pytest.raises(OfficerError):
        erase_person(Person(user_id=officer.pk))
    assert User.objects.filter(pk=officer.pk).exists()


def test_last_owner_with_colleagues_has_an_obstacle():
    member = OwnerFactory.create(company=CompanyFactory.create(name="PT Sawit Jaya"))
    Member.objects.create(company=member.company, user=UserFactory.create(), role="recruiter")
    (text,) = obstacles(Person(user_id=member.user.pk))
    assert "PT Sawit Jaya" in text
    OwnerFactory.create(company=member.company)
    assert obstacles(Person(user_id=member.user.pk)) == []


def test_only_member_leaves_a_company_that_says_since_when():
    member = OwnerFactory.create()
    assert obstacles(Person(user_id=member.user.pk)) == []
    erase_person(Person(user_id=member.user.pk))
    assert Company.objects.get().ownerless_since
    assert not Member.objects.exists()


def test_everything_kept_is_shown_to_its_owner():
    estate = person_with_everything()
    person = personal_data.identify(Person(user_id=estate.user.pk))
    sections = [s for keeper in personal_data.keepers() for s in keeper.export(person)]
    text = str([(section.title, section.rows) for section in sections])
    hidden = {estate.seeker.nik_sealed, estate.seeker.nik_index_a, "1995-07-05", "3217654"}
    for value in set(estate.values) - hidden:
        assert value in text
    assert NAME in text
