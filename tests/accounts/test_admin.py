"""Officers' screens of people and roles: who may do what."""

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client

from sikas.accounts import roles
from sikas.accounts.models import User
from sikas.accounts.models.history import GroupMembership
from sikas.accounts.services import officers
from sikas.accounts.templatetags.roles import has_role, role_names
from tests.accounts.people import add_app, is_signed_in, last_message, make_user, sign_in

pytestmark = pytest.mark.django_db
LIST = "/admin/accounts/user/"


def officer(role: roles.Role, email: str) -> User:
    user = make_user(email=email, kind="officer", name=role.name)
    user.groups.add(group(role))
    add_app(user)
    return user


def group(role: roles.Role) -> Group:
    return Group.objects.get(name=role.name)


@pytest.fixture
def boss() -> User:
    return officer(roles.ADMINISTRATOR, "admin@contoh.id")


@pytest.fixture
def counter() -> User:
    return officer(roles.COUNTER, "loket@contoh.id")


@pytest.fixture
def seeker() -> User:
    return make_user(email="nur@contoh.id")


def change(client: Client, user: User, **fields):
    data = {"name": user.name, "is_active": "on", "consents-TOTAL_FORMS": 0}
    return client.post(f"{LIST}{user.pk}/change/", data | {"consents-INITIAL_FORMS": 0} | fields)


def test_administrator_invites_an_officer_who_sets_his_own_password(client, boss) -> None:
    client.force_login(boss)
    data = {"name": "Rahma", "email": "Rahma@Contoh.id", "groups": [group(roles.VERIFIER).pk]}
    assert client.post(f"{LIST}add/", data).status_code == 302

    made = User.objects.get(email="rahma@contoh.id")
    assert made.is_staff
    assert not made.has_usable_password()
    assert role_names(made) == ["Verifikator"]
    message = last_message("rahma@contoh.id")
    assert message.event == "accounts.officer_invited"
    assert message.context["invited_by"] == boss.name


def test_invitation_to_a_used_address_is_refused(client, boss, seeker) -> None:
    client.force_login(boss)
    answer = client.post(f"{LIST}add/", {"name": "Rahma", "email": "NUR@contoh.id", "groups": []})
    assert "sudah dipakai" in answer.content.decode()


def test_counter_officer_reads_people_and_changes_nothing(client, counter, seeker) -> None:
    client.force_login(counter)
    assert "nur@contoh.id" in client.get(LIST).content.decode()
    assert client.get(f"{LIST}add/").status_code == 403
    assert change(client, seeker, name="Lain").status_code == 403
    with pytest.raises(PermissionDenied):
        officers.set_active(by=counter, user=seeker, active=False)
    with pytest.raises(PermissionDenied):
        officers.invite_officer(by=counter, name="X", email="x@contoh.id", roles=[])


def test_deactivating_ends_the_sessions(client, boss, seeker) -> None:
    person = Client()
    sign_in(person, "nur@contoh.id")
    client.force_login(boss)
    assert change(client, seeker, is_active="").status_code == 302
    seeker.refresh_from_db()
    assert not seeker.is_active
    assert not is_signed_in(person)
    assert change(client, seeker, name="Nur Baru").status_code == 302
    seeker.refresh_from_db()
    assert (seeker.is_active, seeker.name) == (True, "Nur Baru")


def test_administrator_gives_roles_and_history_keeps_it(client, boss, counter) -> None:
    client.force_login(boss)
    assert change(client, counter, groups=[group(roles.VERIFIER).pk]).status_code == 302
    assert role_names(User.objects.get(pk=counter.pk)) == ["Verifikator"]
    events = GroupMembership.pgh_event_models["insert"].objects.filter(user_id=counter.pk)
    assert sorted(event.pgh_label for event in events) == ["delete", "insert", "insert"]


def test_nobody_gives_rights_to_himself(client, boss, seeker) -> None:
    client.force_login(boss)
    change(client, boss, groups=[group(roles.LEADER).pk], is_superuser="on", is_active="")
    boss.refresh_from_db()
    assert role_names(User.objects.get(pk=boss.pk)) == ["Admin sistem"]
    assert (boss.is_superuser, boss.is_active) == (False, True)
    for act in (
        lambda: officers.assign_roles(by=boss, user=boss, roles=[]),
        lambda: officers.set_active(by=boss, user=boss, active=False),
        lambda: officers.remove_second_factor(by=boss, user=boss),
        lambda: officers.assign_roles(by=boss, user=seeker, roles=[group(roles.LEADER)]),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_seeker_gets_no_role_and_no_contact_by_a_forged_form(client, boss, seeker) -> None:
    client.force_login(boss)
    change(
        client, seeker, groups=[group(roles.LEADER).pk], email="x@contoh.id", kind="officer",
        is_staff="on", is_superuser="on",
    )  # fmt: skip
    seeker.refresh_from_db()
    assert (seeker.email, seeker.kind) == ("nur@contoh.id", "seeker")
    assert (seeker.is_staff, seeker.is_superuser) == (False, False)
    assert not seeker.groups.exists()


def test_administrator_does_not_touch_a_superuser(client, boss) -> None:
    root = User.objects.create_superuser("sandi panjang", name="Akar", email="akar@contoh.id")
    add_app(root)
    client.force_login(boss)
    assert change(client, root, is_active="").status_code == 403
    for refused in (
        lambda: officers.set_active(by=boss, user=root, active=False),
        lambda: officers.assign_roles(by=boss, user=root, roles=[]),
        lambda: officers.remove_second_factor(by=boss, user=root),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    assert Authenticator.objects.filter(user=root).exists()


def test_nobody_is_deleted(client, boss, seeker) -> None:
    client.force_login(boss)
    assert client.post(f"{LIST}{seeker.pk}/delete/", {"post": "yes"}).status_code == 403


def test_lost_phone_is_taken_off_an_officer(client, boss, counter) -> None:
    client.force_login(boss)
    data = {"action": "remove_second_factor", "_selected_action": [str(counter.pk)]}
    client.post(LIST, data)
    assert not counter.authenticator_set.exists()
    assert last_message("loket@contoh.id").event == "accounts.second_factor_removed"


def test_second_factor_is_taken_off_all_who_were_chosen_or_nobody(client, boss, counter) -> None:
    client.force_login(boss)
    chosen = [str(counter.pk), str(boss.pk)]
    data = {"action": "remove_second_factor", "_selected_action": chosen}
    page = client.post(LIST, data, follow=True)
    assert "Tidak ada yang dilepas" in page.content.decode()
    assert boss.authenticator_set.exists()
    assert counter.authenticator_set.exists()


def test_roles_are_read_only(client, boss) -> None:
    client.force_login(boss)
    pk = group(roles.COUNTER).pk
    assert client.get("/admin/auth/group/").status_code == 200
    assert client.get("/admin/auth/group/add/").status_code == 403
    assert client.post(f"/admin/auth/group/{pk}/change/", {"name": "x"}).status_code == 403
    assert client.post(f"/admin/auth/group/{pk}/delete/", {"post": "yes"}).status_code == 403


def test_history_holds_no_personal_data(client, seeker) -> None:
    seeker.is_active = False
    seeker.save()
    event = apps.get_model("accounts.UserEvent").objects.filter(pgh_obj=seeker).latest("pgh_id")
    columns = {field.name for field in event._meta.fields}
    assert not columns & {"password", "email", "phone", "name", "last_login"}
    assert event.is_active is False


def test_templates_ask_for_roles(counter, seeker, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert has_role(counter, "Petugas loket")
        assert not has_role(counter, "Pimpinan")
    with django_assert_num_queries(0):
        assert role_names(seeker) == []
