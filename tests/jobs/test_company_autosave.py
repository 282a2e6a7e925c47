"""A draft is saved while somebody types it."""

from datetime import UTC, datetime

import pytest

from jobs.models import Vacancy
from tests.jobs.company_side import company_of
from tests.jobs.factories import VacancyFactory
from tests.jobs.test_company_wizard import address, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    return VacancyFactory(draft=True, company=company_of(client), title="Kasir", pay_min=3_000_000)


def type_in(client, vacancy: Vacancy, part: str, form: dict, **typed):
    answer = client.post(address(vacancy, f"isi/{part}/otomatis/"), form | typed)
    vacancy.refresh_from_db()
    return answer


def test_typed_text_is_saved_and_the_time_is_told(client, clock):
    clock.freeze(datetime(2026, 11, 25, 1, 31, tzinfo=UTC))
    draft = VacancyFactory(draft=True, company=company_of(client))
    form = shown(client, address(draft, "isi/posisi/"))
    answer = type_in(client, draft, "posisi", form, title="Kasir Pagi")
    assert answer.json()["note"] == "Tersimpan 08.31 WIB."
    assert draft.title == "Kasir Pagi"


def test_next_try_is_no_conflict_with_the_one_before(client, draft):
    form = shown(client, address(draft, "isi/posisi/"))
    loaded = type_in(client, draft, "posisi", form, title="Kasir P").json()["loaded"]
    form["loaded"] = loaded
    assert type_in(client, draft, "posisi", form, title="Kasir Pagi").status_code == 200
    assert draft.title == "Kasir Pagi"


def test_unfinished_box_is_named_and_the_others_are_saved(client, draft):
    form = shown(client, address(draft, "isi/pekerjaan/"))
    answer = type_in(client, draft, "pekerjaan", form, address="Jalan Lintas", pay_max="1.0")
    assert answer.json()["note"].endswith("Belum tersimpan: Upah tertinggi (rupiah).")
    assert (draft.address, draft.pay_min, draft.pay_max) == ("Jalan Lintas", 3_000_000, None)


def test_amounts_that_are_right_only_together_wait_for_each_other(client, draft):
    form = shown(client, address(draft, "isi/pekerjaan/"))
    type_in(client, draft, "pekerjaan", form, pay_min="9000000", pay_max="8000000")
    assert (draft.pay_min, draft.pay_max) == (3_000_000, None)


def test_reason_that_is_not_there_yet_keeps_no_limit_from_being_saved(client, draft):
    form = shown(client, address(draft, "isi/syarat/"))
    type_in(client, draft, "syarat", form, age_min="21", personal_limits="Tinggi 170")
    assert (draft.age_min, draft.personal_limits) == (21, "Tinggi 170")


def test_findings_come_back_for_every_box(client, draft):
    form = shown(client, address(draft, "isi/posisi/"))
    found = type_in(client, draft, "posisi", form, title="Kasir <b> maks. 25 tahun").json()
    assert "<mark>maks. 25 tahun</mark>" in found["findings"]["title"]
    assert found["findings"]["openings_either"].strip() == ""


def test_conflict_with_another_tab_is_told_and_saves_nothing(client, draft):
    form = shown(client, address(draft, "isi/posisi/"))
    Vacancy.objects.filter(pk=draft.pk).update(title="Kasir Toko")
    answer = type_in(client, draft, "posisi", form, title="Kasir Malam")
    assert answer.status_code == 409
    assert "tab lain menyimpan langkah ini" in answer.json()["note"]
    assert draft.title == "Kasir Toko"


def test_vacancy_that_was_submitted_meanwhile_is_told(client, draft):
    form = shown(client, address(draft, "isi/posisi/"))
    Vacancy.objects.filter(pk=draft.pk).update(state="submitted")
    answer = type_in(client, draft, "posisi", form, title="Kasir Malam")
    assert (answer.status_code, draft.title) == (409, "Kasir")
    assert "sudah diajukan" in answer.json()["note"]
