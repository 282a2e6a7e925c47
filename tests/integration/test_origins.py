"""Pages say which fields are the ministry's, and nobody changes those by hand."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from employers.checks import company_checks
from employers.models import Member
from integration import candidates
from integration.enums import Kind
from integration.models import RemoteCompany, RemoteSeeker
from seekers.enums import CounterReason
from seekers.forms import basics
from seekers.models import Education, Seeker
from seekers.nik import parse_nik
from seekers.services import counter as at_counter
from seekers.services.identity import give_nik
from seekers.services.profile import fingerprint, save_step
from seekers.views import profile
from sikas.accounts import roles
from sikas.accounts.models import User
from sikas.origins import OfficialFieldError, Origin, origin_of
from sikas.reference.enums import EducationLevel
from sikas.reference.models import Industry
from tests.factories import UserFactory, make_officer
from tests.integration.wire import company, pulled, resident
from tests.jobs.factories import CompanyFactory
from tests.seekers.factories import SeekerFactory
from tests.seekers.places import make_village

pytestmark = pytest.mark.django_db
NIK = "1209190101900001"
UNVERIFIED = "Hanya petugas yang dapat mengubahnya."


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def joined(**changes: Any) -> Seeker:
    """Return a seeker with an account whom the ministry knows."""
    ours = SeekerFactory.create(number=NIK, name="Suharto", user=UserFactory.create())
    pulled(Kind.SEEKERS, [resident(1, **changes)])
    ours.refresh_from_db()
    return ours


def page(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_person_sees_what_comes_from_the_ministry_and_cannot_change_it():
    ours = joined()
    client = signed_in(ours.user)  # type: ignore[arg-type]
    shown = page(client, "/profil/")
    assert "Nama lengkap, NIK, tanggal lahir, jenis kelamin: Dari Kemnaker, " in shown
    assert "Nomor di Kemnaker: s1, terhubung sejak " in shown
    for place in (shown, page(client, "/profil/identitas/")):
        assert "Perbaiki di akun SIAPkerja Anda." in place
        assert "Kontak Disnaker" in place
    form = client.get("/profil/identitas/").context["form"]
    locked = {name for name, field in form.fields.items() if field.disabled}
    assert locked == {"name", "nik", "birth_date", "sex"}
    told = {"seen": form.initial["seen"], "birth_place": "Kisaran", "name": "Lain", "nik": "1"}
    client.post("/profil/identitas/", told)
    ours.refresh_from_db()
    assert (ours.birth_place, ours.name) == ("Kisaran", "Suharto")


def test_services_refuse_what_the_ministry_owns():
    ours = joined()
    with pytest.raises(OfficialFieldError):
        give_nik(seeker=ours, number=parse_nik("1209190101900002"))
    with pytest.raises(OfficialFieldError):
        save_step(
            seeker=ours,
            values={"name": "Lain"},
            seen=fingerprint(ours, ["name"]),
            columns=["name"],
        )


def test_counter_sees_the_origin_and_changes_only_what_is_ours():
    ours = joined()
    client = signed_in(make_officer(roles.COUNTER))
    url = f"/admin/loket/{ours.pk}/identitas/"
    assert "Bila hubungannya yang salah, lepaskan di data Kemnaker." in page(client, url)
    form = client.get(url).context["form"]
    told = {"seen": form.fields["seen"].initial, "birth_place": "Kisaran", "reason": "typing"}
    client.post(url, told | {"name": "Lain", "nik": "1209190101900002"})
    ours.refresh_from_db()
    assert (ours.birth_place, ours.name) == ("Kisaran", "Suharto")
    assert Seeker.objects.with_nik(parse_nik(NIK)).get() == ours


def test_what_the_ministry_has_not_verified_only_officers_change():
    ours = joined(verified=False)
    shown = page(signed_in(ours.user), "/profil/")  # type: ignore[arg-type]
    assert UNVERIFIED in shown
    assert "Ada yang salah? Beri tahu kami dan bawa KTP." in shown
    with pytest.raises(OfficialFieldError):
        give_nik(seeker=ours, number=parse_nik("1209190101900002"))
    at_counter.correct_identity(
        seeker=ours,
        officer=make_officer(roles.COUNTER),
        values={"name": "Suharto B"},
        number=None,
        reason=CounterReason.TYPING,
        seen=fingerprint(ours, at_counter.SEEN),
    )
    assert Seeker.objects.get().name == "Suharto B"


def test_person_whose_name_is_another_keeps_his_form_and_officers_read_why():
    ours = joined(name="Budi Santoso")
    client = signed_in(ours.user)  # type: ignore[arg-type]
    assert "Kemnaker" not in page(client, "/profil/identitas/")
    assert "Ada yang salah?" not in page(client, "/profil/")
    assert "Nomor di Kemnaker" not in page(client, "/profil/")
    desk = page(signed_in(make_officer(roles.COUNTER)), f"/admin/loket/{ours.pk}/")
    assert "perlu dilihat: nomornya sama, tetapi namanya lain." in desk


def refuse(**_given: Any) -> None:
    raise OfficialFieldError(Origin(frozenset(), "Dari Kemnaker", "", "", ""))


def test_field_that_became_the_ministrys_meanwhile_is_told(monkeypatch):
    monkeypatch.setattr(profile, "save_step", refuse)
    monkeypatch.setattr(at_counter, "correct_identity", refuse)
    ours = SeekerFactory.create(number=NIK, name="Suharto", user=UserFactory.create())
    own, desk = signed_in(ours.user), signed_in(make_officer(roles.COUNTER))
    told = {"name": "Lain", "reason": "typing"}
    for client, url in ((own, "/profil/identitas/"), (desk, f"/admin/loket/{ours.pk}/identitas/")):
        assert "Dari Kemnaker" in client.post(url, told).content.decode()


def test_basics_that_became_the_ministrys_meanwhile_are_told(monkeypatch):
    monkeypatch.setattr(basics, "save_basics", refuse)
    ours = SeekerFactory.create(area=make_village(), user=UserFactory.create())
    Education.objects.create(seeker=ours, level=EducationLevel.SMA, school="SMAN 1")
    born = {f"identitas-birth_date_{part}": "1" for part in ("day", "month")}
    told = {**born, "identitas-birth_date_year": "1990", "identitas-sex": "1"}
    forms = basics.BasicsForms(ours, told)
    assert not forms.save(ours.user)
    assert forms.steps[0].non_field_errors() == ["Dari Kemnaker"]


def test_company_sees_its_number_and_what_comes_from_the_ministry():
    industry = Industry.objects.create(edition=2020, code="C", title="Uji", digits=1)
    ours = CompanyFactory.create(nib="9120000000001")
    owner = UserFactory.create(company=True)
    Member.objects.create(company=ours, user=owner, role="owner")
    pulled(Kind.COMPANIES, [company(1, kbli="C", kbli_edition=2020)])
    ours.refresh_from_db()
    assert ours.industry == industry
    origin = origin_of(ours)
    assert origin
    assert origin.columns == {"name", "nib", "industry"}
    client = signed_in(owner)
    shown = page(client, f"/perusahaan-saya/{ours.pk}/profil/")
    assert "Nomor di Kemnaker: c1, terhubung sejak " in shown
    assert shown.count("Dari Kemnaker, ") == 3
    step = page(client, f"/perusahaan-saya/{ours.pk}/profil/identitas/")
    assert "Dari Kemnaker, " in step
    for place in (shown, step):
        assert "Perbaiki di akun perusahaan Anda di Karirhub Kemnaker." in place
    assert step.count('class="notice') == 1  # one way for each field, and both in one place
    assert "Sudah diperiksa petugas: NPWP. Untuk mengubahnya" in step
    screen = f"/admin/employers/company/{ours.pk}/change/"
    officer = signed_in(make_officer(roles.VERIFIER))
    assert "Terhubung dengan data Kemnaker c1 sejak " in page(officer, screen)
    other = CompanyFactory.create()
    assert "Terhubung dengan" not in page(officer, screen.replace(str(ours.pk), str(other.pk)))


def test_candidates_say_what_agrees():
    village = make_village()
    Industry.objects.create(edition=2020, code="C", title="Uji", digits=1)
    CompanyFactory.create(nib="9120000000001", name="PT Sawit 1")
    CompanyFactory.create(name="PT Sawit 1", area=village)
    pulled(Kind.COMPANIES, [company(number, kbli="C", kbli_edition=2020) for number in (1, 2)])
    pair = RemoteCompany.objects.get(company=None)
    RemoteCompany.objects.filter(pk=pair.pk).update(area_id=village.parent_id)
    pair.refresh_from_db()
    near, far = candidates.companies(pair)
    assert [(line.label, line.fits) for line in near.compared.lines] == [
        ("Nama", True),
        ("NIB", False),
        ("Tempat", True),
        ("Lapangan usaha", False),
    ]
    assert far.compared.hindrance == "Sudah terhubung dengan data Kemnaker yang lain."
    SeekerFactory.create(name="Suharto", area=village)
    born = SeekerFactory.create(name="Suharto", birth_date=date(1990, 1, 1))
    pulled(Kind.SEEKERS, [resident(9)])
    first, second = candidates.seekers(RemoteSeeker.objects.get())
    assert first.key == born.pk
    assert [line.label for line in second.compared.lines][-1] == "Alamat"


def test_who_holds_another_nik_is_no_candidate_to_be_joined():
    SeekerFactory.create(name="Suharto")
    free = SeekerFactory.create(name="Suharto")
    Seeker.objects.filter(pk=free.pk).update(nik_sealed="", nik_index_a=None, nik_index_b=None)
    pulled(Kind.SEEKERS, [resident(9)])
    found = candidates.seekers(RemoteSeeker.objects.get())
    assert sorted(one.compared.hindrance[:7] for one in found) == ["", "NIK-nya"]
    assert [one.key for one in found if not one.compared.hindrance] == [free.pk]


def test_verifier_reads_under_which_name_the_ministry_knows_a_number():
    pulled(Kind.COMPANIES, [company(1, name="PT Sawit Jaya")])
    filed = CompanyFactory.create(nib="9120000000001", name="CV Lain", submitted=True)
    (heard,) = [check for check in company_checks(filed) if check.label == "Data Kemnaker"]
    assert (heard.found, heard.fits) == (
        "NIB ini atas nama PT Sawit Jaya, Meranti, KAB. ASAHAN",
        False,
    )
    filed.name = "PT SAWIT JAYA"
    assert company_checks(filed)[-1].fits
    for number in (None, "9120000000002"):
        filed.nib = number
        assert "Data Kemnaker" not in {check.label for check in company_checks(filed)}
