"""Officers see who changed a record, when and what, whatever code path changed it."""

import pghistory
import pytest
from django.urls import reverse

from sikas.accounts.models import User
from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area
from tests.accounts.people import add_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    user = User.objects.create_superuser(
        name="Rahma Siregar", email="rahma@disnaker.example", password="kata sandi yang panjang"
    )
    add_app(user)
    return user


@pytest.fixture
def area():
    return Area.objects.create(
        system=CodeSystem.KEMENDAGRI, code="12", name="Sumatera Utara", level=AreaLevel.PROVINCE
    )


def history_page(client, obj):
    url = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_history", args=[obj.pk])
    return client.get(url).content.decode()


def test_history_names_officer_field_and_both_values(client, officer, area):
    client.force_login(officer)
    url = reverse("admin:reference_area_change", args=[area.pk])
    answer = client.post(
        url,
        {
            "system": "kemendagri",
            "code": "12",
            "name": "Sumut",
            "level": "province",
            "parent": "",
            "is_active": "on",
        },
    )
    assert answer.status_code == 302, answer.context["errors"]
    page = history_page(client, area)
    assert "Diubah · Rahma Siregar" in page
    assert "<del>Sumatera Utara</del> → <ins>Sumut</ins>" in page
    assert "Ditambahkan · Sistem" in page


def test_history_names_the_command(client, officer, area):
    with pghistory.context(command="load_reference"):
        Area.objects.filter(pk=area.pk).update(is_active=False)
    client.force_login(officer)
    page = history_page(client, area)
    assert "Diubah · Perintah load_reference" in page
    assert "<del>Ya</del> → <ins>Tidak</ins>" in page
