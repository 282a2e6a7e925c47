"""A company sees who fits without learning who it is, and invites within limits."""

from datetime import timedelta

import pytest

from employers.enums import CompanyState
from jobs.enums import CloseReason, VacancyState
from jobs.matching.pages import candidates_for, hidden_name, invitations_for
from jobs.matching_personal import KEEPER
from jobs.models import ApplyInvitation, Vacancy
from jobs.search import lists
from jobs.services import inviting
from jobs.services.inviting import (
    InvitedEnoughError,
    NotInvitableError,
    TooManyInvitationsError,
    VacancyNotInvitingError,
    invite_to_apply,
)
from seekers.enums import MaritalStatus, Religion, Sex, Visibility
from seekers.models import Experience, Seeker, SeekerDisability, Skill
from sikas import clock
from sikas.accounts.services.erasure import erase_person
from sikas.notifications.models import Message
from sikas.notifications.rendering import render
from sikas.personal_data import Person
from sikas.reference.enums import Disability
from tests.jobs.applicants import account_of, applied
from tests.jobs.company_side import owner_of
from tests.jobs.factories import CompanyFactory
from tests.jobs.matching import district, home, occupation, vacancy, wishing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_lists():
    lists.forget()
    yield
    lists.forget()


def invite(seeker: Seeker, to: Vacancy) -> ApplyInvitation:
    return invite_to_apply(vacancy=to, seeker_id=seeker.pk, by=owner_of(to))


def page_of(client, to: Vacancy) -> str:
    client.force_login(owner_of(to))
    return client.get(address_of(to)).content.decode()


def address_of(to: Vacancy) -> str:
    return f"/perusahaan-saya/{to.company_id}/lowongan/{to.pk}/kandidat/"


def test_candidates_stand_in_the_order_of_fit_each_with_the_reason():
    wanted = vacancy("5230", education=40, experience_years=1, pay_min=3_000_000)
    far = wishing("5230", area=district(), name="Jauh Sekali")
    near = wishing("5230", name="Dekat Sekali", wished_pay=3_000_000)
    other = wishing("5249", name="Mirip Saja")
    wishing("8322", name="Bukan Ini")
    Experience.objects.create(
        seeker=near, position="Kasir", started=clock.now().date() - timedelta(days=800)
    )
    rows = candidates_for(wanted)
    assert [row.number for row in rows] == [near.pk, far.pk, other.pk]
    assert rows[0].facts == ["Kecamatan Meranti", "SMK", "pengalaman 2 tahun"]
    assert [row.reason for row in rows] == [
        (
            "Mencari pekerjaan: Kasir · tinggal di Kecamatan Meranti · pendidikan memenuhi SMA/MA"
            " · pengalaman cukup · upah sesuai harapannya"
        ),
        "Mencari pekerjaan: Kasir · mau bekerja di tempat lain · pendidikan memenuhi SMA/MA",
        (
            "Mencari pekerjaan: Penjual Lain · tinggal di Kecamatan Meranti"
            " · pendidikan memenuhi SMA/MA"
        ),
    ]


def test_who_worked_so_or_wishes_for_the_place_is_found_by_it():
    wanted = vacancy("5230")
    seeker = wishing(area=district())
    seeker.wished_areas.set([home()])
    Experience.objects.create(
        seeker=seeker, position="Kasir", occupation=occupation("5230"), started=clock.now().date()
    )
    (row,) = candidates_for(wanted)
    assert row.reason == "Pernah bekerja: Kasir · mau bekerja di Kecamatan Meranti"
    assert "pengalaman 1 bulan" in row.facts


def test_page_holds_neither_whole_name_nor_contact_nor_anything_sensitive(client):
    seeker = wishing(
        "5230", name="Nurhayati Br. Sitorus", address="Dusun III", birth_place="Tebing",
        religion=Religion.PROTESTANT, marital_status=MaritalStatus.MARRIED, summary="Rahasia.",
    )  # fmt: skip
    Skill.objects.create(seeker=seeker, name="Mesin kasir")
    SeekerDisability.objects.create(
        seeker=seeker, kinds=[Disability.HEARING], released=True, consent_version="1"
    )
    page = page_of(client, vacancy(disabilities=[Disability.HEARING]))
    assert "Nurhayati S." in page
    assert "Mesin kasir" in page
    user = account_of(seeker)
    secrets = ["Sitorus", "Dusun", "Tebing", "Rahasia", "SMKN", "1995", "Protestan", "Kawin"]
    secrets += ["rungu", "81234567890", "812-3456", seeker.masked_nik, str(user.email)]
    assert [one for one in secrets if one in page] == []


def test_disability_religion_and_marriage_move_nobody_in_the_list():
    wanted = vacancy(disabilities=[Disability.HEARING])
    seekers = [wishing("5230") for _number in range(3)]
    before = [row.number for row in candidates_for(wanted)]
    SeekerDisability.objects.create(
        seeker=seekers[0], kinds=[Disability.HEARING], released=True, consent_version="1"
    )
    Seeker.objects.filter(pk=seekers[1].pk).update(
        religion=Religion.HINDU, marital_status=MaritalStatus.MARRIED
    )
    assert [row.number for row in candidates_for(wanted)] == before


def test_single_name_shows_its_initial_alone():
    assert [hidden_name(name) for name in ("Siti", "Siti Aisyah", "A B C")] == [
        "S.",
        "Siti A.",
        "A C.",
    ]


def test_who_applied_does_not_agree_or_is_of_the_other_sex_is_no_candidate():
    wanted = vacancy(openings_men=1, openings_either=0)
    wishing("5230")
    wishing("5230", sex=Sex.MALE, visibility=Visibility.APPLIED)
    applied(seeker=wishing("5230", sex=Sex.MALE), vacancy=wanted)
    fit = wishing("5230", sex=Sex.MALE)
    assert [row.number for row in candidates_for(wanted)] == [fit.pk]
    user = account_of(fit)
    user.is_active = False
    user.save()
    assert candidates_for(wanted) == []


def test_withdrawn_consent_empties_the_page_at_once(client):
    wanted, seeker = vacancy(), wishing("5230", name="Siti Aisyah")
    assert "Siti A." in page_of(client, wanted)
    Seeker.objects.filter(pk=seeker.pk).update(visibility=Visibility.APPLIED)
    assert "Belum ada kandidat" in page_of(client, wanted)
    with pytest.raises(NotInvitableError):
        invite(seeker, wanted)


def test_invited_person_is_told_and_finds_it_in_the_portal(client):
    wanted, seeker = vacancy(title="Kasir Swalayan"), wishing("5230", name="Siti Aisyah")
    client.force_login(owner_of(wanted))
    answer = client.post(f"{address_of(wanted)}undang/", {"seeker": seeker.pk}, follow=True)
    page = answer.content.decode()
    assert "Undangan terkirim" in page
    assert "Sudah diundang" in page
    message = Message.objects.get(event="jobs.apply_invited", channel="email")
    assert message.recipient == seeker.user
    texts = [render(message.event, part, message.context) for part in ("txt", "html")]
    assert all("mengundang Anda melamar" in text for text in texts)
    assert all("/profil/yang-melihat/" in text for text in texts)
    client.force_login(account_of(seeker))
    for path in ("/akun/", "/lowongan/untuk-anda/"):
        assert "mengundang Anda melamar" in client.get(path).content.decode()


def test_second_tap_is_the_same_invitation():
    wanted, seeker = vacancy(), wishing("5230")
    assert invite(seeker, wanted) == invite(seeker, wanted)
    assert Message.objects.filter(event="jobs.apply_invited", channel="email").count() == 1


def test_invitation_is_open_until_one_applies_or_the_vacancy_closes():
    seeker = wishing("5230")
    first, second = vacancy(), vacancy()
    invite(seeker, first)
    invite(seeker, second)
    assert len(invitations_for(account_of(seeker))) == 2
    applied(seeker=seeker, vacancy=first)
    Vacancy.objects.filter(pk=second.pk).update(
        state=VacancyState.CLOSED, close_reason=CloseReason.FILLED
    )
    assert invitations_for(account_of(seeker)) == []


def test_nobody_is_invited_who_does_not_fit_or_has_applied():
    wanted = vacancy()
    with pytest.raises(NotInvitableError):
        invite(wishing("8322"), wanted)
    seeker = wishing("5230")
    applied(seeker=seeker, vacancy=wanted)
    with pytest.raises(NotInvitableError):
        invite(seeker, wanted)
    assert not ApplyInvitation.objects.exists()


def test_limits_are_held(monkeypatch):
    seeker = wishing("5230")
    for _number in range(inviting.A_WEEK):
        invite(seeker, vacancy())
    with pytest.raises(InvitedEnoughError):
        invite(seeker, vacancy())
    monkeypatch.setattr(inviting, "A_DAY", 1)
    wanted = vacancy()
    invite(wishing("5230"), wanted)
    with pytest.raises(TooManyInvitationsError):
        invite(wishing("5230"), wanted)


def test_invitations_of_last_week_leave_room():
    seeker = wishing("5230")
    for _number in range(inviting.A_WEEK):
        invite(seeker, vacancy())
    ApplyInvitation.objects.update(at=clock.now() - timedelta(days=8))
    assert invite(seeker, vacancy())


@pytest.mark.parametrize(
    "company", (CompanyState.VERIFIED, CompanyState.SUSPENDED), ids=("draft", "suspended")
)
def test_vacancy_that_is_not_open_invites_nobody(client, company):
    seeker = wishing("5230")
    state = VacancyState.DRAFT if company == CompanyState.VERIFIED else VacancyState.PUBLISHED
    wanted = vacancy(company=CompanyFactory.create(state=company), state=state)
    assert candidates_for(wanted) == []
    with pytest.raises(VacancyNotInvitingError):
        invite(seeker, wanted)
    client.force_login(owner_of(wanted))
    back = f"/perusahaan-saya/{wanted.company_id}/lowongan/{wanted.pk}/"
    assert client.get(address_of(wanted)).headers["Location"] == back
    answer = client.post(f"{address_of(wanted)}undang/", {"seeker": seeker.pk})
    assert answer.headers["Location"] == back


def test_forged_and_refused_numbers_are_told_kindly(client):
    wanted = vacancy()
    client.force_login(owner_of(wanted))
    path = f"{address_of(wanted)}undang/"
    assert client.post(path, {"seeker": "1; drop"}).status_code == 404
    answer = client.post(path, {"seeker": "987654"}, follow=True)
    assert "tidak dapat diundang lagi" in answer.content.decode()


def test_invitations_are_in_data_saya_and_go_with_the_person():
    wanted, seeker = vacancy(title="Kasir Swalayan"), wishing("5230")
    invite(seeker, wanted)
    person = Person(user_id=account_of(seeker).pk, seeker_id=seeker.pk)
    (section,) = KEEPER.export(person)
    assert section.rows[0]["Lowongan"] == "Kasir Swalayan"
    assert KEEPER.export(Person()) == []
    erase_person(person)
    assert not ApplyInvitation.objects.exists()
