"""Who acts for a company, and how people join and leave."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from employers.enums import MemberRole
from employers.models import Company, Invitation, Member
from employers.services import team
from sikas import clock
from sikas.accounts.contacts import parse_contact
from sikas.notifications.models import Message
from sikas.notifications.rendering import render
from tests.employers.people import member_of
from tests.factories import UserFactory
from tests.jobs.factories import CompanyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(client):
    company = CompanyFactory(name="PT Contoh Jaya")
    client.force_login(member_of(company, name="Rudi"))
    return company


def url(company: Company, rest: str = "") -> str:
    return f"/perusahaan-saya/{company.pk}/tim/{rest}"


def invite(client, company: Company, contact: str, role: str = "recruiter"):
    return client.post(url(company), {"contact": contact, "role": role}, follow=True)


def link(contact: str) -> str:
    sent = Message.objects.filter(event="employers.invitation", address=contact)
    return sent.latest("created_at").context["url"].partition("8000")[2]


@pytest.mark.parametrize(
    ("typed", "address", "channel"),
    (
        ("Sari@Contoh.id", "sari@contoh.id", "email"),
        ("0812-6000-7000", "+6281260007000", "whatsapp"),
    ),
)
def test_invitation_goes_to_an_address_without_an_account(client, company, typed, address, channel):
    page = invite(client, company, typed).content.decode()
    message = Message.objects.get(event="employers.invitation")
    assert (message.address, message.channel, message.recipient) == (address, channel, None)
    assert message.context["company"] == "PT Contoh Jaya"
    assert address in page


def test_link_is_kept_only_as_a_hash(client, company):
    invite(client, company, "sari@contoh.id")
    token = link("sari@contoh.id").split("/")[-2]
    invitation = Invitation.objects.get()
    assert token not in str([getattr(invitation, f.attname) for f in Invitation._meta.fields])
    assert team.find_invitation(token) == invitation


def test_person_with_an_account_joins_once_and_owners_are_told(client, company):
    owner = Member.objects.owners().get().user
    invite(client, company, "sari@contoh.id")
    path = link("sari@contoh.id")
    guest = UserFactory.create(company=True, name="Sari")
    client.force_login(guest)
    assert "Rudi mengundang Anda menjadi perekrut" in client.get(path).content.decode()
    for _tap in range(2):
        assert client.post(path)["Location"] == f"/perusahaan-saya/{company.pk}/"
    assert Member.objects.get(user=guest).role == MemberRole.RECRUITER
    assert Message.objects.filter(event="employers.team_change", recipient=owner).count() == 2
    other = UserFactory.create(company=True)
    client.force_login(other)
    assert client.post(path).status_code == client.get(path).status_code == 410
    assert not Member.objects.filter(user=other).exists()


def test_guest_without_an_account_is_led_to_register_and_back(client, company):
    invite(client, company, "sari@contoh.id")
    path = link("sari@contoh.id")
    client.logout()
    page = client.get(path).content.decode()
    assert f"/akun/daftar/?sebagai=perusahaan&amp;next={path.replace('/', '%2F')}" in page
    assert f"/akun/masuk/?next={path.replace('/', '%2F')}" in page
    assert client.post(path).status_code == 200
    assert Member.objects.count() == 1


def test_invitation_is_too_old_after_seven_days(client, company, clock):
    invite(client, company, "sari@contoh.id")
    client.force_login(UserFactory.create())
    clock.move(timedelta(days=7, seconds=1))
    answers = [client.get(link("sari@contoh.id")), client.post(link("sari@contoh.id"))]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert "tidak berlaku lagi" in answers[0].content.decode()


def test_unknown_link_does_not_exist(client, company):
    assert client.get("/perusahaan-saya/undangan/tebakan/").status_code == 404


def test_officer_cannot_join_a_company(client, company):
    invite(client, company, "v@dinas.id")
    officer = UserFactory.create(staff=True)
    with pytest.raises(ValueError, match="officer"):
        team.accept(invitation=Invitation.objects.get(), person=officer)
    assert not Member.objects.filter(user=officer).exists()


def test_invitation_sent_again_has_a_new_link(client, company):
    invite(client, company, "sari@contoh.id")
    first = link("sari@contoh.id")
    invitation = Invitation.objects.get()
    client.post(url(company, f"undangan/{invitation.pk}/kirim-ulang/"))
    assert client.get(first).status_code == 404
    assert client.get(link("sari@contoh.id")).status_code == 200
    assert Message.objects.filter(event="employers.invitation").count() == 2


def test_address_invited_twice_has_one_invitation(client, company):
    invite(client, company, "sari@contoh.id")
    invite(client, company, "SARI@contoh.id", role="owner")
    assert Invitation.objects.get().role == MemberRole.OWNER


def test_revoked_invitation_is_over(client, company):
    invite(client, company, "sari@contoh.id")
    invitation = Invitation.objects.get()
    client.post(url(company, f"undangan/{invitation.pk}/batalkan/"))
    assert client.get(link("sari@contoh.id")).status_code == 410
    assert team.revoke(invitation=invitation) is False


def test_strangers_are_not_flooded_with_invitations(client, company):
    for _attempt in range(6):
        answer = invite(client, company, "sari@contoh.id")
    assert answer.status_code == 429
    invitation = Invitation.objects.get()
    again = client.post(url(company, f"undangan/{invitation.pk}/kirim-ulang/"), follow=True)
    assert "Terlalu banyak percobaan" in again.content.decode()
    assert Message.objects.filter(event="employers.invitation").count() == 5


def test_member_is_not_invited_again(client, company):
    member_of(company, MemberRole.RECRUITER, email="sari@contoh.id")
    page = invite(client, company, "sari@contoh.id").content.decode()
    assert "sudah ada di tim" in page
    assert not Invitation.objects.exists()


def test_owner_is_not_made_recruiter_by_an_invitation(client, company):
    owner = Member.objects.owners().get().user
    invitation = team.invite(
        company=company,
        contact=parse_contact("lain@contoh.id"),
        role=MemberRole.RECRUITER,
        by=owner,
    )
    assert team.accept(invitation=invitation, person=owner).role == MemberRole.OWNER


def test_bad_address_is_named_and_kept(client, company):
    page = invite(client, company, "bukan alamat").content.decode()
    assert "bukan alamat" in page
    assert not Invitation.objects.exists()


def test_recruiter_becomes_owner_and_is_told(client, company):
    user = member_of(company, MemberRole.RECRUITER)
    member = Member.objects.get(user=user)
    client.post(url(company, f"{member.pk}/peran/"), {"role": "owner"})
    member.refresh_from_db()
    assert member.role == MemberRole.OWNER
    told = Message.objects.filter(event="employers.team_change", recipient=user)
    assert {row.context["change"] for row in told} == {"owner"}


def test_member_who_is_removed_comes_back_by_an_invitation(client, company):
    user = member_of(company, MemberRole.RECRUITER, email="sari@contoh.id")
    member = Member.objects.get(user=user)
    client.post(url(company, f"{member.pk}/keluarkan/"))
    member.refresh_from_db()
    assert not member.is_active
    invite(client, company, "sari@contoh.id")
    client.force_login(user)
    client.post(link("sari@contoh.id"))
    member.refresh_from_db()
    assert member.is_active


def test_last_owner_can_neither_leave_nor_step_down(client, company):
    member = Member.objects.owners().get()
    answers = [
        client.post(url(company, "keluar/"), follow=True),
        client.post(url(company, f"{member.pk}/peran/"), {"role": "recruiter"}, follow=True),
        client.post(url(company, f"{member.pk}/keluarkan/"), follow=True),
    ]
    for answer in answers:
        assert "paling sedikit satu pemilik akun" in answer.content.decode()
    member.refresh_from_db()
    assert (member.role, member.is_active) == (MemberRole.OWNER, True)


def test_owner_leaves_when_another_stays(client, company):
    member_of(company)
    page = client.post(url(company, "keluar/"), follow=True).content.decode()
    assert "Anda sudah keluar dari tim PT Contoh Jaya" in page
    assert client.get(url(company)).status_code == 404


def test_database_itself_keeps_an_owner(company):
    def orphan():
        with transaction.atomic():
            Member.objects.filter(company=company).update(is_active=False)
            transaction.get_connection().check_constraints()

    with pytest.raises(IntegrityError, match="no active owner"):
        orphan()
    Company.objects.filter(pk=company.pk).update(ownerless_since=clock.now())
    orphan()
    assert not Member.objects.owners().exists()


def test_company_that_is_deleted_takes_its_team_along(company):
    company.delete()
    transaction.get_connection().check_constraints()
    assert not Member.objects.exists()


def test_team_of_another_company_does_not_exist(client, company):
    other = CompanyFactory()
    theirs = Member.objects.get(user=member_of(other))
    invitation = team.invite(
        company=other, contact=parse_contact("x@contoh.id"), role=MemberRole.OWNER, by=theirs.user
    )
    for rest in (
        "",
        "keluar/",
        f"{theirs.pk}/peran/",
        f"{theirs.pk}/keluarkan/",
        f"undangan/{invitation.pk}/kirim-ulang/",
        f"undangan/{invitation.pk}/batalkan/",
    ):
        for mine in (other, company):
            if mine == company and not rest.strip("keluar/"):
                continue
            assert client.post(url(mine, rest)).status_code == 404, (mine, rest)
    theirs.refresh_from_db()
    assert theirs.is_active


def test_recruiter_sees_the_team_and_changes_nothing(client, company):
    recruiter = member_of(company, MemberRole.RECRUITER)
    client.force_login(recruiter)
    assert "Undang rekan" not in client.get(url(company)).content.decode()
    assert invite(client, company, "x@contoh.id").status_code == 404


def test_old_invitations_are_forgotten_with_their_addresses(company, clock):
    owner = Member.objects.owners().get().user
    team.invite(
        company=company, contact=parse_contact("x@contoh.id"), role=MemberRole.OWNER, by=owner
    )
    clock.move(timedelta(days=36))
    assert team.forget_old_invitations() == 0
    clock.move(timedelta(days=2))
    assert team.forget_old_invitations() == 1


@pytest.mark.parametrize("part", ("subject.txt", "txt", "html", "sms.txt"))
@pytest.mark.parametrize(
    ("change", "words"),
    (
        ("joined", "Sari kini di tim"),
        ("removed", "tidak lagi di tim"),
        ("owner", "pemilik akun"),
        ("recruiter", "perekrut"),
    ),
)
def test_message_says_what_changed(part, change, words):
    context = {"company": "PT A", "name": "Sari", "change": change, "url": "https://x/"}
    said = render("employers.team_change", part, context)
    assert words in said or (part == "txt" and "PT A" in said)
