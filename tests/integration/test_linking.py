"""Officers settle what no number joined: one case at a time, with their names and reasons."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from employers.enums import CompanyState
from employers.models import Company
from employers.services.profile import fingerprint, save_step
from integration import linking
from integration.comparing import compare, rows_for
from integration.enums import Kind, SettlementWork
from integration.models import RemoteCompany, RemoteRecord, RemoteSeeker, SettlementAct
from integration.settling import settle
from integration.tasks import settle_people
from integration.views import queues
from seekers.models import Seeker
from seekers.nik import open_nik
from seekers.services.counter import KnownNikError
from sikas.accounts import limits, roles
from sikas.accounts.models import User
from sikas.clock import now
from sikas.reference.models import Office
from sikas.ui import queues as ground
from tests.factories import make_officer
from tests.integration.wire import company, pulled, resident
from tests.jobs.factories import CompanyFactory
from tests.seekers.factories import SeekerFactory
from tests.seekers.places import make_village

pytestmark = pytest.mark.django_db
COMPANIES = "/admin/antrean/kemnaker/perusahaan/"
SEEKERS = "/admin/antrean/kemnaker/pencari-kerja/"
NIK = "1209190101900001"


@pytest.fixture
def verifier(client) -> User:
    """Sign somebody in who verifies companies."""
    officer = make_officer(roles.VERIFIER)
    client.force_login(officer)
    return officer


@pytest.fixture
def counter(client) -> User:
    """Sign somebody in who serves the counter."""
    officer = make_officer(roles.COUNTER)
    client.force_login(officer)
    return officer


@pytest.fixture
def here() -> None:
    """Let the office be that of the wire's companies."""
    regency = make_village().parent.parent
    Office.objects.update_or_create(is_current=True, defaults={"area": regency})
    Office.objects.forget()


def decide(client: Client, url: str, pair: Any, decision: str, **data: Any) -> str:
    client.post(f"{url}ambil/", {"case": pair.pk})
    answer = client.post(f"{url}{pair.pk}/", {"decision": decision, **data}, follow=True)
    pair.refresh_from_db()
    return answer.content.decode()


def mark(pair: Any, ours: Any) -> str:
    """Return what an officer hands in who looked at what differs now."""
    return compare(pair, rows_for(pair).get(pk=ours.pk)).mark


def works() -> list[str]:
    return list(SettlementAct.objects.order_by("pk").values_list("work", flat=True))


def test_company_is_joined_with_a_candidate_of_its_name(client, verifier, here):
    ours = CompanyFactory.create(nib="9120000000099", name="Sawit 1 PT")
    CompanyFactory.create(name="PT Sawit 12", submitted=True)
    pulled(Kind.COMPANIES, [company(1)])
    pair = RemoteCompany.objects.get()
    client.post(f"{COMPANIES}ambil/")
    page = client.get(f"{COMPANIES}{pair.pk}/").content.decode()
    assert "9120000000099" in page
    assert "Verifikasi dulu perusahaan ini." in page
    assert page.count('type="radio"') == 1
    assert "Pilih calon" in decide(client, COMPANIES, pair, "link")
    told = {"candidate": ours.pk, "reason": "Dari telepon."}
    page = decide(client, COMPANIES, pair, "link", **told)
    assert "Periksa dulu yang berbeda (NIB)" in page
    assert "Dari telepon." in page
    assert pair.company is None
    told["checked"] = mark(pair, ours)
    assert "Keputusan tersimpan" in decide(client, COMPANIES, pair, "link", **told)
    ours.refresh_from_db()
    assert (ours.nib, ours.name) == ("9120000000001", "PT Sawit 1")
    assert (pair.company, pair.matched_by, pair.waits_since) == (ours, verifier, None)
    assert works() == [SettlementWork.LINKED]
    assert SettlementAct.objects.get().reason == "Berbeda dan sudah diperiksa: NIB."


def test_number_that_another_company_holds_is_told_and_joins_nothing(client, verifier, here):
    ours = CompanyFactory.create(name="PT Sawit 1")
    CompanyFactory.create(nib="9120000000001", state=CompanyState.REJECTED, name="CV Lain")
    pulled(Kind.COMPANIES, [company(1)])
    pair = RemoteCompany.objects.get()
    page = decide(client, COMPANIES, pair, "link", candidate=ours.pk)
    assert "dipegang yang lain di sini" in page
    assert pair.company is None
    assert works() == []


def test_reason_that_is_too_long_is_one_error_and_stays(client, verifier, here):
    pulled(Kind.COMPANIES, [company(1)])
    pair = RemoteCompany.objects.get()
    typed = {"decision": "ignore", "reason": "x" * 301}
    page = client.post(f"{COMPANIES}{pair.pk}/", typed).content.decode()
    assert "paling banyak 300 huruf" in page
    assert "Tulis alasannya untuk catatan." not in page
    assert "x" * 301 in page


def test_record_is_put_aside_with_a_reason_and_comes_back(client, verifier, here):
    pulled(Kind.COMPANIES, [company(1)])
    pair = RemoteCompany.objects.get()
    assert "Tulis alasannya" in decide(client, COMPANIES, pair, "ignore")
    decide(client, COMPANIES, pair, "ignore", reason="Sudah tutup.")
    settle(Kind.COMPANIES)
    pair.refresh_from_db()
    assert (pair.ignored_reason, pair.waits_since) == ("Sudah tutup.", None)
    assert "Sudah tutup." in client.get(f"{COMPANIES}diabaikan/").content.decode()
    page = client.post(f"{COMPANIES}{pair.pk}/kembalikan/", follow=True).content.decode()
    assert "Buka kasusnya" in page
    page = client.post(f"{COMPANIES}{pair.pk}/kembalikan/", follow=True).content.decode()
    assert "sudah berubah sejak" in page
    pair.refresh_from_db()
    assert pair.waits_since
    assert works() == [SettlementWork.IGNORED, SettlementWork.RESTORED]
    assert "Tidak ada yang diabaikan" in client.get(f"{COMPANIES}diabaikan/").content.decode()


def test_number_that_appears_later_joins_what_was_put_aside(verifier):
    pulled(Kind.COMPANIES, [company(1)])
    linking.ignore(pair=RemoteCompany.objects.get(), officer=verifier, reason="Tidak dikenal.")
    ours = CompanyFactory.create(nib="9120000000001")
    settle_people()
    pair = RemoteCompany.objects.get()
    assert (pair.company, pair.ignored_reason) == (ours, "")


def test_resident_is_registered_here(client, counter):
    namesake = SeekerFactory.create(name="Suharto")
    pulled(Kind.SEEKERS, [resident(1, birth_date=None)])
    pair = RemoteSeeker.objects.get()
    decide(client, SEEKERS, pair, "register")
    ours = Seeker.objects.exclude(pk=namesake.pk).get()
    assert (ours.name, ours.registered_by, ours.user) == ("Suharto", counter, None)
    assert open_nik(ours.nik_sealed).digits == NIK
    assert pair.seeker == ours
    assert works() == [SettlementWork.REGISTERED]


def test_resident_whose_number_is_known_is_not_registered_twice(client, counter):
    ours = SeekerFactory.create(number=NIK, name="Suharto")
    pulled(Kind.SEEKERS, [resident(1), resident(2, nik=NIK)])
    pair = RemoteSeeker.objects.get(seeker=None)
    page = decide(client, SEEKERS, pair, "register")
    assert "Tidak dapat didaftarkan: NIK ini sudah terdaftar atas nama Suharto." in page
    assert "Tidak ada calon yang dapat dihubungkan." in page
    assert 'value="register"' not in page
    assert 'value="link"' not in page
    assert "Sudah terhubung dengan data Kemnaker yang lain." in page
    with pytest.raises(KnownNikError):
        linking.register(pair=pair, officer=counter)
    with pytest.raises(linking.NotLinkableError):
        linking.link(pair=pair, local_id=ours.pk, officer=counter)


def test_resident_is_not_joined_with_somebody_of_another_number(client, counter):
    ours = SeekerFactory.create(number="1209190202800002", name="Suharto")
    pulled(Kind.SEEKERS, [resident(1)])
    pair = RemoteSeeker.objects.get()
    with pytest.raises(linking.NotLinkableError):
        linking.link(pair=pair, local_id=ours.pk, officer=counter)
    ours.refresh_from_db()
    assert open_nik(ours.nik_sealed).digits == "1209190202800002"


def test_resident_whose_seal_is_unreadable_is_told_so(client, counter, settings):
    SeekerFactory.create(name="Suharto")
    pulled(Kind.SEEKERS, [resident(1)])
    settings.SEALING_KEYS = {"new": b"x" * 32}
    assert "tidak terbaca" in decide(client, SEEKERS, RemoteSeeker.objects.get(), "register")


def test_pair_of_other_names_is_agreed_to_or_separated(client, counter):
    ours = SeekerFactory.create(number=NIK, name="Budi Santoso")
    pulled(Kind.SEEKERS, [resident(1)])
    pair = RemoteSeeker.objects.get()
    page = client.get(SEEKERS).content.decode()
    assert "namanya lain" in page
    decide(client, SEEKERS, pair, "part", reason="Salah ketik NIK.")
    assert (pair.seeker, pair.parted_from) == (None, ours.pk)
    settle(Kind.SEEKERS)
    pair.refresh_from_db()
    assert pair.seeker is None
    told = {"candidate": ours.pk, "checked": mark(pair, ours)}
    decide(client, SEEKERS, pair, "link", **told)
    assert (pair.seeker, pair.question) == (ours, "")
    Seeker.objects.update(name="Budi Santoso")
    RemoteSeeker.objects.update(question="name")
    settle(Kind.SEEKERS)
    RemoteSeeker.objects.update(question="name", seeker=ours)
    settle(Kind.SEEKERS)
    assert "Periksa dulu yang berbeda (nama" in decide(
        client, SEEKERS, pair, "link", candidate=ours.pk
    )
    decide(client, SEEKERS, pair, "link", **told)
    ours.refresh_from_db()
    assert ours.name == "Suharto"


def test_pair_is_separated_from_its_page(client, counter):
    ours = SeekerFactory.create(number=NIK, name="Suharto")
    pulled(Kind.SEEKERS, [resident(1)])
    pair = RemoteSeeker.objects.get()
    person = client.get(f"/admin/loket/{ours.pk}/").content.decode()
    assert f"{SEEKERS}{pair.pk}/data/" in person
    assert "Dari Kemnaker, " in person
    url = f"{SEEKERS}{pair.pk}/lepas/"
    assert "Tulis alasannya" in client.post(url, {"reason": ""}).content.decode()
    assert "Jangan menulis NIK" in client.post(url, {"reason": NIK}).content.decode()
    page = client.post(url, {"reason": "Orang lain."}, follow=True).content.decode()
    assert "Hubungan dilepaskan" in page
    assert "Orang lain." in page
    assert "sudah berubah" in client.post(url, {"reason": "Lagi."}).content.decode()
    pair.refresh_from_db()
    assert pair.waits_since
    assert works() == [SettlementWork.PARTED]


def test_whole_number_is_shown_once_and_noted(client, counter, settings):
    pulled(Kind.SEEKERS, [resident(1)])
    pair = RemoteSeeker.objects.get()
    url = f"{SEEKERS}{pair.pk}/nik/"
    page = client.get(f"{SEEKERS}{pair.pk}/data/").content.decode()
    assert "1209 1901 0190 0001" not in page
    assert '<option value="" selected>Pilih keperluan</option>' in page
    assert "1209 1901 0190 0001" in client.post(url, {"purpose": "ktp"}).content.decode()
    assert client.post(url, {"purpose": ""}).status_code == 200
    act = SettlementAct.objects.get()
    assert (act.work, act.officer) == (SettlementWork.REVEALED, counter)
    assert act.reason == "Mencocokkan dengan KTP di loket"
    settings.SEALING_KEYS = {"new": b"x" * 32}
    assert "tidak terbaca" in client.post(url, {"purpose": "ktp"}).content.decode()
    rights = counter.groups.get().permissions
    rights.remove(rights.get(codename="reveal_nik"))
    assert client.post(url, {"purpose": "ktp"}).status_code == 404


def test_limit_of_looks_answers_429(client, counter, monkeypatch):
    pulled(Kind.SEEKERS, [resident(1)])

    def refuse(*_given: Any, **_named: Any) -> None:
        raise limits.TooManyAttemptsError(60)

    monkeypatch.setattr(limits, "take", refuse)
    url = f"{SEEKERS}{RemoteSeeker.objects.get().pk}/nik/"
    assert client.post(url, {"purpose": "ktp"}).status_code == 429


def test_long_queue_is_read_page_by_page(client, counter, monkeypatch):
    monkeypatch.setattr(ground, "SHOWN_IN_OVERVIEW", 2)
    pulled(Kind.SEEKERS, [resident(number, name=f"Warga {number}") for number in range(1, 6)])
    RemoteSeeker.objects.update(waits_since=now())
    seen, url = [], SEEKERS
    while url:
        answer = client.get(url)
        assert answer.context["number"] == 5
        seen += [case.name for case, *_rest in answer.context["rows"]]
        url = SEEKERS + answer.context["following"] if answer.context["following"] else ""
    assert sorted(seen) == [f"Warga {number}" for number in range(1, 6)]
    for odd in ("x", "1.", "99999999999999999999999.1", "1.x"):
        assert len(client.get(SEEKERS, {queues.AFTER: odd}).context["rows"]) == 2


def test_record_that_is_gone_or_erased_meanwhile_is_not_settled(counter):
    ours = SeekerFactory.create(name="Suharto")
    pulled(Kind.SEEKERS, [resident(1)])
    pair = RemoteSeeker.objects.get()
    RemoteRecord.objects.update(state="gone")
    for act in (
        lambda: linking.link(pair=pair, local_id=ours.pk, officer=counter),
        lambda: linking.register(pair=pair, officer=counter),
    ):
        with pytest.raises(linking.SettledMeanwhileError):
            act()
    RemoteSeeker.objects.update(seeker=ours)
    with pytest.raises(linking.SettledMeanwhileError):
        linking.ignore(pair=pair, officer=counter, reason="Lain.")
    RemoteSeeker.objects.all().delete()
    with pytest.raises(linking.SettledMeanwhileError):
        linking.ignore(pair=pair, officer=counter, reason="Lain.")


def test_queue_is_for_its_officers(client, verifier):
    assert client.get(SEEKERS).status_code == 404
    assert client.get(COMPANIES).status_code == 200


def test_owned_fields_are_locked_for_the_company(here):
    ours = CompanyFactory.create(nib="9120000000001", name="PT Sawit 1")
    pulled(Kind.COMPANIES, [company(1)])
    with pytest.raises(ValidationError):
        save_step(
            company=ours, values={"name": "X"}, seen=fingerprint(ours, ["name"]), columns=["name"]
        )
    assert Company.objects.get().name == "PT Sawit 1"
