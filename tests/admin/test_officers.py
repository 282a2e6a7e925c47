"""What officers see in the admin: their lists, their next steps, and nothing they may not."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import Permission
from django.urls import reverse, reverse_lazy

from jobs.views.officer import VacancyQueue
from sikas.accounts.models import User
from sikas.admin import SikasModelAdmin
from sikas.notifications.enums import Channel, State
from sikas.notifications.models import Message
from sikas.pages.officers.look import environment
from sikas.pages.officers.menu import GROUPS
from sikas.reference.models import Area, MinimumWage, OccupationSynonym, Office
from sikas.reference.services import load_reference
from tests.accounts.people import add_app, make_user

pytestmark = pytest.mark.django_db


def officer(*permissions, **fields):
    user = make_user(email="rahma@disnaker.example", is_staff=True, **fields)
    add_app(user)
    for permission in permissions:
        app, codename = permission.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return user


@pytest.fixture
def asahan():
    sumut = Area.objects.create(system="kemendagri", code="12", name="Sumut", level="province")
    return Area.objects.create(
        system="kemendagri", code="12.09", name="Asahan", level="regency", parent=sumut
    )


@pytest.fixture
def office(asahan):
    Office.objects.forget()
    yield Office.objects.create(
        area=asahan, address="Kisaran", phone="(0623) 1", head_name="Kepala"
    )
    Office.objects.forget()


def home(client, user):
    client.force_login(user)
    return client.get(reverse("admin:index")).content.decode()


def steps(page):
    return re.findall(r"<h3>(.*?)</h3>\s*<p>", page)


def test_every_screen_is_ours_and_in_the_menu():
    listed = {label for _, models in GROUPS for label, _ in models}
    screens = {model._meta.label_lower: screen for model, screen in admin.site._registry.items()}
    assert set(screens) <= listed
    assert all(isinstance(screen, SikasModelAdmin) for screen in screens.values())


def test_home_shows_only_what_the_officer_may_see(client, office):
    page = home(client, officer("reference.view_area"))
    assert "Wilayah" in page
    for hidden in ("Jabatan", "Upah minimum", "Pesan", "Kantor", "Lengkapi data kantor"):
        assert hidden not in page
    assert "Peran Anda tidak memegang antrean." in page


def test_home_of_an_officer_with_a_queue_says_when_nothing_waits(client, office):
    assert "Tidak ada yang menunggu Anda." in home(client, officer("jobs.moderate_vacancy"))


def test_home_without_any_role_says_whom_to_ask(client):
    assert "Anda belum diberi peran. Hubungi admin sistem." in home(client, officer())


def test_home_puts_undelivered_messages_first(client, asahan):
    Office.objects.forget()
    for key in "ab":
        Message.objects.create(
            event="uji", key=key, channel=Channel.EMAIL, address="x@y.example", state=State.DEAD
        )
    page = home(client, officer("notifications.view_message", "reference.change_office"))
    assert steps(page) == ["2 pesan belum sampai", "Lengkapi data kantor"]
    link = reverse("admin:notifications_message_changelist") + "?state__exact=dead"
    assert f'href="{link}"' in page
    assert client.get(link).status_code == 200


def test_home_asks_for_the_wage_of_this_year_until_it_is_there(client, office, asahan, clock):
    clock.freeze(datetime(2026, 11, 23, tzinfo=UTC))
    user = officer("reference.add_minimumwage", "reference.change_office")
    assert steps(home(client, user)) == ["Isi upah minimum 2026"]
    MinimumWage.objects.create(area=asahan, year=2026, amount="3300000")
    assert steps(home(client, user)) == []


def test_home_counts_the_cases_that_wait(client, office, monkeypatch):
    monkeypatch.setattr(VacancyQueue, "waiting", lambda _queue: Office.objects.all())
    user = officer("jobs.moderate_vacancy")
    page = home(client, user)
    (step,) = steps(page)
    assert step == f"{VacancyQueue.title}: 1 menunggu"
    assert page.count(f'href="{reverse(VacancyQueue.name)}"') >= 2  # the menu and the button


def test_home_tells_which_service_fails(client, office, monkeypatch):
    words = {"database": "ok", "worker": "stale"}
    monkeypatch.setattr("sikas.pages.officers.dashboard.health.report", lambda: words)
    page = re.sub(r"<[^>]+>", "", home(client, officer()))
    assert "Basis data: ✓ Berjalan" in page
    assert "Pekerja latar: ⚠ Terganggu" in page


def test_screen_of_a_library_is_not_offered():
    admin.site.register(Permission, ModelAdmin)
    test_every_screen_is_ours_and_in_the_menu()


def test_incomplete_office_is_a_next_step_that_leads_to_it(client, office):
    office.phone = ""
    office.save()
    page = home(client, officer("reference.change_office"))
    assert steps(page) == ["Lengkapi data kantor"]
    assert f'href="{reverse("admin:reference_office_change", args=[office.pk])}"' in page


def test_home_takes_the_same_queries_however_long_the_lists(
    client, office, django_assert_num_queries
):
    client.force_login(officer(is_superuser=True))
    client.get(reverse("admin:index"))
    with django_assert_num_queries(32):
        client.get(reverse("admin:index"))
    load_reference()
    Office.objects.current()
    with django_assert_num_queries(32):
        client.get(reverse("admin:index"))


@pytest.mark.parametrize("name", ["add", "changelist"])
def test_officer_without_the_permission_is_refused(client, name):
    client.force_login(officer("reference.view_occupation"))
    assert client.get(reverse(f"admin:reference_area_{name}")).status_code == 403


def test_history_needs_the_right_to_see_the_row(client, asahan):
    client.force_login(officer("reference.view_occupation"))
    url = reverse("admin:reference_area_history", args=[asahan.pk])
    assert client.get(url).status_code == 403
    client.force_login(officer_of("reference.view_area"))
    assert "Ditambahkan" in client.get(url).content.decode()
    gone = reverse("admin:reference_area_history", args=[asahan.pk + 1000])
    assert client.get(gone).status_code == 302


def officer_of(permission):
    User.objects.all().delete()
    return officer(permission)


def test_code_of_a_national_list_stays_and_its_row_is_not_deleted(client, asahan):
    client.force_login(officer(is_superuser=True))
    url = reverse("admin:reference_area_change", args=[asahan.pk])
    client.post(url, {"name": "Kabupaten Asahan", "code": "12.08", "is_active": "on"})
    asahan.refresh_from_db()
    assert (asahan.name, asahan.code) == ("Kabupaten Asahan", "12.09")
    delete = reverse("admin:reference_area_delete", args=[asahan.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_wrong_input_is_told_beside_the_field_and_kept(client):
    client.force_login(officer(is_superuser=True))
    page = client.post(
        reverse("admin:reference_occupationsynonym_add"), {"term": "Tukang LAS", "occupation": "x"}
    ).content.decode()
    assert "Tulis dengan huruf kecil dan angka, satu spasi di antara kata." in page
    assert 'value="Tukang LAS"' in page
    assert not OccupationSynonym.objects.exists()


@pytest.mark.parametrize("key", ["x", "", "99999999999999999999", "1; drop", "\0"])
def test_link_that_names_no_row_selects_nothing(client, key):
    client.force_login(officer(is_superuser=True))
    url = reverse("admin:reference_minimumwage_add")
    assert client.get(url, {"area": key, "year": "x"}).status_code == (400 if key == "\0" else 200)
    page = client.post(url, {"area": key, "year": "2026", "amount": "1"})
    assert page.status_code == 200
    assert "area" in page.context["adminform"].form.errors


@pytest.mark.parametrize(
    "address",
    [
        reverse_lazy("admin:accounts_user_changelist", query={"kind__exact": "\0"}),
        reverse_lazy("admin:notifications_message_changelist", query={"event__exact": "a\0"}),
        reverse_lazy(
            "admin:autocomplete",
            query={
                "app_label": "reference",
                "model_name": "area",
                "field_name": "parent",
                "term": "\0",
            },
        ),
    ],
)
def test_filter_with_a_nul_byte_is_a_bad_request(client, address):
    client.force_login(officer(is_superuser=True))
    page = client.get(str(address))
    assert page.status_code == 400
    assert "Permintaan tidak dapat dibaca" in page.content.decode()


def test_policy_is_wider_for_officers_pages_only(client):
    client.force_login(officer())
    wide = client.get(reverse("admin:index"))["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval'" in wide
    assert "style-src 'self' 'unsafe-inline'" in wide
    narrow = client.get("/")["Content-Security-Policy"]
    assert "unsafe" not in narrow


def test_search_over_everything_is_off(client):
    client.force_login(officer())
    assert client.get(reverse("admin:search") + "?s=a&page=x").status_code == 404


def test_password_is_changed_where_everybody_changes_it(client):
    client.force_login(officer())
    answer = client.get(reverse("admin:password_change"))
    assert answer.url == reverse("account_change_password")


def test_sample_data_are_marked_only_on_the_servers_of_the_demo(rf, settings):
    settings.PRODUCTION = False
    assert environment(rf.get("/admin/")) == ["Data contoh", "warning"]
    settings.PRODUCTION = True
    assert environment(rf.get("/admin/")) is None
