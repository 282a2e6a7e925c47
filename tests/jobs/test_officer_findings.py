"""What the officer sees of a vacancy that waits: found words marked, with their reasons."""

import pytest

from sikas.accounts import roles
from tests.factories import make_officer
from tests.jobs.factories import VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    client.force_login(make_officer(roles.VERIFIER))

    def read(vacancy) -> str:
        return client.get(f"/admin/antrean/lowongan/{vacancy.pk}/").content.decode()

    return read


def test_found_words_are_listed_with_their_reason_and_marked_where_they_stand(read):
    page = read(VacancyFactory(submitted=True, requirements="- Belum menikah\n- <b>Jujur"))
    assert "Kata dan angka yang perlu dilihat" in page
    assert "Surat Edaran Menteri Ketenagakerjaan M/6/HK.04/V/2025" in page
    assert page.count("<mark>Belum menikah") == 2
    assert "&lt;b&gt;Jujur" in page


def test_personal_limits_and_their_reason_are_read_by_the_officer(read):
    facts = {"personal_limits": "Tinggi badan 160 cm", "limits_reason": "Rak setinggi dua meter."}
    page = read(VacancyFactory(submitted=True, **facts))
    assert "Tinggi badan 160 cm" in page
    assert "Rak setinggi dua meter." in page


def test_vacancy_without_findings_has_no_such_part(read):
    assert "Kata dan angka yang perlu dilihat" not in read(VacancyFactory(submitted=True))
