"""No English word is left on the pages that officers see."""

import html
import re

import pytest
from django.urls import reverse

from sikas.reference.models import Area, Occupation, OccupationSynonym, Office
from tests.accounts.people import add_app, make_user
from tests.catalogue.test_catalogue import ENGLISH

pytestmark = pytest.mark.django_db

SPOKEN = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"')
HIDDEN = re.compile(
    r'<(script|style|template)\b.*?</\1>|<!--.*?-->|<span class="material-symbols.*?</span>', re.S
)


def words(page):
    page = HIDDEN.sub(" ", page)
    return html.unescape(" ".join([*SPOKEN.findall(page), re.sub(r"<[^>]+>", " ", page)]))


@pytest.fixture
def admin_client(client):
    user = make_user(email="admin@disnaker.example", is_staff=True, is_superuser=True)
    add_app(user)
    client.force_login(user)
    return client


@pytest.fixture
def rows():
    area = Area.objects.create(system="bps", code="12", name="Sumut", level="province")
    group = Occupation.objects.create(code="9", digits=1, title="Pekerja Kasar")
    synonym = OccupationSynonym.objects.create(term="kuli", occupation=group)
    return [area, group, synonym, Office.objects.create(area=area)]


def test_pages_of_the_lists_are_in_indonesian(admin_client, rows):
    wrong = {}
    for row in rows:
        name = f"admin:reference_{row._meta.model_name}"
        pages = [
            reverse(f"{name}_changelist"),
            reverse(f"{name}_changelist") + "?q=tidak+ada+sama+sekali",
            reverse(f"{name}_add"),
            reverse(f"{name}_change", args=[row.pk]),
            reverse(f"{name}_history", args=[row.pk]),
        ]
        if row._meta.model_name == "occupationsynonym":
            pages.append(reverse(f"{name}_delete", args=[row.pk]))
        for page in pages:
            answer = admin_client.get(page)
            assert answer.status_code == 200, page
            if found := set(ENGLISH.findall(words(answer.content.decode()))):
                wrong[page] = found
    assert wrong == {}


def test_home_and_refused_form_are_in_indonesian(admin_client, rows):
    home = admin_client.get(reverse("admin:index"))
    form = admin_client.post(reverse("admin:reference_area_add"), {"system": "x", "code": ""})
    for answer in (home, form):
        assert ENGLISH.findall(words(answer.content.decode())) == []
    assert form.context["errors"]
