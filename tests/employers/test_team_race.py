"""Two owners take each other's role away at the same moment: one of them stays."""

from django.db import connection

from employers.models import Member
from tests.employers.people import member_of
from tests.factories import PASSWORD
from tests.harness import Client, Portal, race
from tests.jobs.factories import CompanyFactory

ROUNDS = 5


def sign_in(portal: Portal, address: str) -> Client:
    client = portal.client()
    client.get("/akun/masuk/")
    client.submit("/akun/masuk/", {"contact": address, "password": PASSWORD})
    return client


def demote_each_other(portal: Portal) -> tuple[list[int], list[int]]:
    """Let pairs of owners act; return how many owners each company has left, and the statuses."""
    first = member_of(CompanyFactory(), email="satu@contoh.id")
    second = member_of(CompanyFactory(), email="dua@contoh.id")
    clients = {sign_in(portal, user.email or ""): user for user in (first, second)}
    left, statuses = [], []
    for _round in range(ROUNDS):
        company = CompanyFactory()
        members = {
            user: Member.objects.create(company=company, user=user, role="owner")
            for user in clients.values()
        }

        def demote(client: Client, company=company, members=members) -> int:
            (other,) = set(members) - {clients[client]}
            path = f"/perusahaan-saya/{company.pk}/tim/{members[other].pk}/peran/"
            return client.submit(path, {"role": "recruiter"}).status_code

        for client in clients:
            client.get(f"/perusahaan-saya/{company.pk}/tim/")
        statuses += race(list(clients), demote)
        left.append(company.members.owners().count())
    return left, statuses


def test_two_owners_who_demote_each_other_leave_one_owner(portal):
    left, statuses = demote_each_other(portal)
    assert left == [1] * ROUNDS
    assert set(statuses) <= {302, 404}  # 404: no longer an owner when the second tap arrived


def test_without_the_trigger_the_race_leaves_a_company_without_an_owner(portal):
    with connection.cursor() as cursor:
        cursor.execute("alter table employers_member disable trigger user")
    left, _statuses = demote_each_other(portal)
    assert 0 in left
