"""What could not be read: shown with its reason, read again after a repair, or put aside."""

import math
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from integration.enums import ActKind, Kind, Mode, QuarantineState, Reason
from integration.figures import figures
from integration.mapping.showing import TOO_DEEP, laid_out
from integration.models import Quarantined, RemoteRecord, Stream, SyncAct
from integration.quarantine import PURPOSE, seal
from integration.reprocessing import read_again
from integration.tasks import settle_stream
from jobs.models import Vacancy, VacancySearch
from sikas import encryption
from sikas.accounts import roles
from sikas.clock import now
from sikas.reference.models import Industry
from tests.factories import make_officer
from tests.integration.quarantined import a_quarantined_item
from tests.integration.wire import company, envelope, pulled, resident, vacancy
from tests.lists import assert_cost_is_flat

pytestmark = pytest.mark.django_db

HOME = "/admin/sinkronisasi/karantina/"


@pytest.fixture
def officer(client):
    found = make_officer(roles.ADMINISTRATOR)
    client.force_login(found)
    return found


def text(answer) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())))


def open_items() -> int:
    return Quarantined.objects.filter(state=QuarantineState.OPEN).count()


def unknown_industry() -> Quarantined:
    """Quarantine a company whose code is not in our list yet."""
    pulled(Kind.COMPANIES, [company(1, kbli="Z", kbli_edition=2020)], mode=Mode.CHANGES)
    return Quarantined.objects.get()


def test_list_is_filtered_by_kind_and_reason(client, officer):
    a_quarantined_item()
    pulled(Kind.SEEKERS, [resident(1, nik="x")], mode=Mode.CHANGES)
    assert "s1" in text(client.get(HOME))
    shown = text(client.get(f"{HOME}?data=lowongan&alasan=missing"))
    assert "Coba baca semua ini lagi" in shown
    assert "s1" not in shown
    assert "Coba baca semua ini lagi" not in text(client.get(f"{HOME}?alasan=x"))
    assert "Tidak ada data yang menunggu" in text(client.get(f"{HOME}?data=pelatihan"))
    unknown = text(client.get(f"{HOME}?data=bulan%00&alasan=x"))
    for note in ("Pilihan “bulan” untuk Data tidak dikenal", "Pilihan “x” untuk Alasan tidak"):
        assert note in unknown


def test_list_costs_the_same_however_long(client, officer):
    assert_cost_is_flat(client, HOME, make=a_quarantined_item, queries=7)


def test_list_has_a_second_page(client, officer, monkeypatch):
    monkeypatch.setattr("integration.views.quarantine.PER_PAGE", 1)
    older, newer = a_quarantined_item(), a_quarantined_item()
    first, second = text(client.get(HOME)), text(client.get(f"{HOME}?halaman=2"))
    assert newer.key in first
    assert newer.key not in second
    assert older.key in second


def test_case_shows_what_was_expected_and_what_came(client, officer):
    found = a_quarantined_item()
    shown = text(client.get(f"{HOME}{found.pk}/"))
    for words in ("Isian wajib tidak ada", "Judul title", "harus diisi", "Operator Loader"):
        assert words in shown, words


def test_case_is_shown_whatever_is_broken_in_it(client, officer):
    broken = vacancy(1, title="Setengah \ud800", company_name="Siti\u202eitiS", skills=[math.nan])
    pulled(Kind.VACANCIES, [broken])
    shown = text(client.get(f"{HOME}{Quarantined.objects.get().pk}/"))
    assert "Setengah \ufffd" in shown
    assert "Siti\ufffditiS" in shown
    deep = a_quarantined_item(payload=encryption.seal("[" * 5_000, purpose=PURPOSE))
    assert "terlalu besar atau tidak terbaca" in text(client.get(f"{HOME}{deep.pk}/"))


def test_value_that_is_nested_too_deeply_is_not_laid_out():
    deep: Any = []
    for _ in range(5_000):
        deep = [deep]
    assert laid_out(deep, 100) == TOO_DEEP


def test_what_was_sent_about_a_person_is_never_shown(client, officer):
    pulled(Kind.SEEKERS, [resident(1, nik="12091901019", name="Suharto")], mode=Mode.CHANGES)
    shown = text(client.get(f"{HOME}{Quarantined.objects.get().pk}/"))
    assert "(disembunyikan)" in shown
    assert "memuat data pribadi" in shown
    assert "12091901019" not in shown
    assert "Suharto" not in shown


def test_item_lands_when_it_is_read_again_after_the_repair(client, officer):
    found = unknown_industry()
    assert found.reason == Reason.UNKNOWN_CODE
    again = f"{HOME}{found.pk}/baca/"
    assert "Data masih belum terbaca" in text(client.post(again, follow=True))
    Industry.objects.create(edition=2020, code="Z", digits=1, title="Industri makanan")
    assert "Data terbaca dan sudah masuk" in text(client.post(again, follow=True))
    found.refresh_from_db()
    assert (found.state, found.settled_by) == (QuarantineState.RESOLVED, officer)
    assert RemoteRecord.objects.get().remotecompany.name == "PT Sawit 1"
    notes = SyncAct.objects.order_by("pk").values_list("act", "subject", "note")
    assert list(notes) == [
        (ActKind.REREAD, "c1", "0 masuk, 1 tetap"),
        (ActKind.REREAD, "c1", "1 masuk, 0 tetap"),
    ]
    assert "Data ini sudah diselesaikan" in text(client.post(again, follow=True))
    assert "Perusahaan: sudah diselesaikan" in text(client.get(f"{HOME}{found.pk}/"))
    assert SyncAct.objects.count() == 2


def test_all_of_a_reason_are_read_again(client, officer):
    a_quarantined_item()
    a_quarantined_item(payload=seal(vacancy(900)))
    other = a_quarantined_item(reason=Reason.TYPE)
    form = {"data": "lowongan", "alasan": "missing"}
    assert "1 data masuk, 1 tetap menunggu" in text(client.post(f"{HOME}baca/", form, follow=True))
    other.refresh_from_db()
    assert other.reason == Reason.TYPE
    assert client.post(f"{HOME}baca/", {"data": "lowongan"}).status_code == 404


def test_all_are_come_to_in_steps_also_when_they_stay_bad(client, officer, monkeypatch):
    monkeypatch.setattr("integration.reprocessing.AT_MOST", 2)
    items = [a_quarantined_item() for _ in range(3)]
    items += [a_quarantined_item(payload=seal(vacancy(900 + number))) for number in range(2)]
    form = {"data": "lowongan", "alasan": "missing"}
    answer = client.post(f"{HOME}baca/", form, follow=True)
    shown = text(answer)
    assert "0 data masuk, 2 tetap menunggu. 3 lagi belum dicoba." in shown
    assert "Lanjutkan: 3 data lagi" in shown
    assert f'name="sesudah" value="{items[1].pk}"' in answer.content.decode()
    shown = text(client.post(f"{HOME}baca/", form | {"sesudah": items[1].pk}, follow=True))
    assert "1 data masuk, 1 tetap menunggu. 1 lagi belum dicoba." in shown
    shown = text(client.post(f"{HOME}baca/", form | {"sesudah": items[3].pk}, follow=True))
    assert "1 data masuk, 0 tetap menunggu." in shown
    assert "belum dicoba" not in shown
    assert open_items() == 3
    assert "0 data masuk, 0 tetap" in text(
        client.post(f"{HOME}baca/", form | {"sesudah": "9" * 40}, follow=True)
    )
    assert "2 lagi belum" not in text(client.get(f"{HOME}?{'data=lowongan&alasan=missing'}"))
    wrong = client.post(f"{HOME}baca/", form | {"sesudah": "x"}, follow=True)
    assert "1 lagi belum dicoba" in text(wrong)


def test_read_vacancy_is_found_by_search_and_seen_by_the_last_reading(officer):
    found = a_quarantined_item(payload=seal(vacancy(5)), key=vacancy(5)["id"])
    pulled(Kind.VACANCIES, [vacancy(1)])
    assert read_again(kind=Kind.VACANCIES, items=[found.pk], by=officer).resolved == 1
    settle_stream(Kind.VACANCIES)
    assert Vacancy.objects.filter(title="Operator Loader 5").exists()
    assert VacancySearch.objects.count() == 2
    assert pulled(Kind.VACANCIES, [vacancy(1)]).closed == 0
    assert pulled(Kind.VACANCIES, [vacancy(1)]).closed == 1


def test_new_reason_is_shown_when_it_is_another(officer):
    found = a_quarantined_item(payload=seal(vacancy(5, min_salary_amount="x")))
    assert read_again(kind=Kind.VACANCIES, items=[found.pk], by=officer).left == 1
    found.refresh_from_db()
    assert found.path == "min_salary_amount"
    assert found.times == 1


def test_removal_that_was_unreadable_is_carried_out(officer):
    pulled(Kind.COMPANIES, [company(1)], mode=Mode.CHANGES)
    found = a_quarantined_item(
        kind=Kind.COMPANIES, key="c1", version=2, payload=seal(envelope("c1", 2, None))
    )
    assert read_again(kind=Kind.COMPANIES, items=[found.pk], by=officer).resolved == 1
    assert RemoteRecord.objects.get().is_withdrawn


def test_items_without_their_id_that_are_one_now_land_once(officer):
    found = [a_quarantined_item(payload=seal(vacancy(5)), key=key).pk for key in ("a", "b")]
    assert read_again(kind=Kind.VACANCIES, items=found, by=officer).resolved == 2
    assert RemoteRecord.objects.count() == 1
    assert open_items() == 0


def test_item_that_was_too_large_to_keep_stays(client, officer):
    found = a_quarantined_item(payload="")
    page = text(client.get(f"{HOME}{found.pk}/"))
    assert "terlalu besar atau tidak terbaca" in page
    assert "Coba baca lagi" not in page
    assert read_again(kind=Kind.VACANCIES, items=[found.pk], by=officer).left == 1


def test_item_put_aside_stays_there_until_it_is_wrong_in_another_way(client, officer):
    bad = [company(1, 1, name="")]
    pulled(Kind.COMPANIES, bad, mode=Mode.CHANGES)
    found = Quarantined.objects.get()
    aside = f"{HOME}{found.pk}/abaikan/"
    assert "Kesalahan" in text(client.post(aside, {"reason": ""}))
    told = text(client.post(aside, {"reason": "Milik 1209190101900001"}))
    assert "Jangan menulis NIK" in told
    assert open_items() == 1
    form = {"reason": "Perusahaan percobaan Kemnaker"}
    assert "Data diabaikan" in text(client.post(aside, form, follow=True))
    found.refresh_from_db()
    assert (found.state, found.payload) == (QuarantineState.DISCARDED, "")
    assert "Perusahaan percobaan Kemnaker" in text(client.get(f"{HOME}{found.pk}/"))
    counted = figures(Kind.COMPANIES)
    pulled(Kind.COMPANIES, bad, mode=Mode.CHANGES)
    assert open_items() == 0
    assert figures(Kind.COMPANIES) == counted  # it is still there at the ministry
    pulled(Kind.COMPANIES, [company(1, 2, name="", nib="x")], mode=Mode.CHANGES)
    assert open_items() == 1
    pulled(Kind.COMPANIES, [company(1, 3)], mode=Mode.CHANGES)
    assert set(Quarantined.objects.values_list("state", flat=True)) == {"resolved"}
    assert "sudah diselesaikan" in text(client.post(aside, form, follow=True))


def test_what_the_ministry_no_longer_has_waits_no_longer(clock):
    pulled(Kind.COMPANIES, [company(1), company(2, name="")], mode=Mode.CHANGES)
    clock.move(timedelta(minutes=5))
    pulled(Kind.COMPANIES, [envelope("c2", 2, None)], mode=Mode.CHANGES)
    assert open_items() == 0
    pulled(Kind.COMPANIES, [company(3, name="")], mode=Mode.CHANGES)
    clock.move(timedelta(minutes=5))
    Stream.objects.update(wants_snapshot=True)
    run = pulled(Kind.COMPANIES, [company(1)], mode=Mode.CHANGES)
    assert run.is_complete
    assert open_items() == 0
    assert not Quarantined.objects.exclude(payload="").exists()
    assert Quarantined.objects.filter(settled_at__lte=now()).count() == 2
