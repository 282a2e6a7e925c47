"""A company builds its booth on its own pages, from the invitation until the public sees it."""

from datetime import time as t
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from employers.enums import CompanyState, MemberRole
from employers.models import Member
from jobfair.calendar import live_spans
from jobfair.enums import BoothState, PositionState
from jobfair.models import Booth, Position
from jobfair.services.booths import decide_booth, invite_companies
from jobfair.services.positions import decide_position
from sikas import clock as time
from sikas.documents.models import StoredFile
from tests.documents.pictures import small
from tests.employers.people import member_of
from tests.factories import UserFactory
from tests.gates.pages import Page, faults
from tests.jobfair.fairs import BoothFactory, FairFactory, position_in
from tests.jobfair.test_entering import send
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db


class Place:
    """A company with somebody of its team signed in, and a fair."""

    def __init__(self, client, role=MemberRole.OWNER, state=None, **fair) -> None:
        self.client, self.company = client, CompanyFactory.create()
        self.fair = FairFactory.create(**fair)
        self.person = member_of(self.company, role, last_login=time.now())
        self.officer = UserFactory.create(staff=True)
        client.force_login(self.person)
        if state:
            facts = {"state": state, "logo": None, "ready_at": None}
            if state == BoothState.READY:
                facts = {}
            BoothFactory.create(fair=self.fair, company=self.company, **facts)

    @property
    def booth(self) -> Booth:
        """The booth as it is now."""
        return Booth.objects.get(company=self.company)

    def url(self, name, *more) -> str:
        """Return an address of the fair on the company's side."""
        return reverse(name, args=[self.company.pk, self.fair.slug, *more])

    def get(self, name="company_booth", *more) -> str:
        """Read a page."""
        return text(self.client.get(self.url(name, *more)))

    def post(self, name, *more, **data) -> str:
        """Send a form; read the page that it leads to."""
        return text(self.client.post(self.url(name, *more), data, follow=True))

    def status(self, name, *more, **data) -> int:
        """Send a form; return the status."""
        return self.client.post(self.url(name, *more), data).status_code


def text(response) -> str:
    assert response.status_code == 200
    assert not faults(Page(response.request["PATH_INFO"], response))
    return response.content.decode()


def picture(kind="PNG") -> SimpleUploadedFile:
    return SimpleUploadedFile("logo.png", small("RGB", kind))


@pytest.mark.parametrize("role", MemberRole)
def test_from_the_invitation_to_a_booth_that_the_public_sees(client, role):
    place = Place(client, role)
    VacancyFactory.create(company=place.company, title="Juru las")
    invite_companies(fair=place.fair, companies=[place.company], by=place.officer)
    dashboard = reverse("company_dashboard", args=[place.company.pk])
    assert "Terima undangan" in text(client.get(dashboard))
    overview = text(client.get(reverse("company_fairs", args=[place.company.pk])))
    assert "mengundang perusahaan Anda" in overview
    assert "Petugas memeriksa" in place.post("company_fair_join")
    assert "Lowongan dapat diajukan setelah stan disetujui." in place.get()
    decide_booth(booth=place.booth, to=BoothState.APPROVED, officer=place.officer)
    assert "Siap 0%" in place.get()
    place.post("company_booth_welcome", about="Selamat datang di bengkel kami.")
    assert "Logo tersimpan." in place.post("company_booth_logo", logo=picture())
    vacancy = place.company.vacancies.get()
    assert "Juru las diajukan" in place.post("company_position_propose", vacancy.pk, cap="20")
    place.post("company_booth_staff", members=[place.person.memberships.get().pk])
    place.post("company_booth_every_day")
    assert "Satu lowongan terbuka yang disetujui" in place.post("company_booth_show")
    assert place.booth.state == BoothState.APPROVED
    position = Position.objects.get()
    decide_position(position=position, to=PositionState.VERIFIED, officer=place.officer)
    assert "Siap 100%" in place.get()
    shown = place.post("company_booth_show")
    assert "Begini stan Anda tampil untuk umum." in shown
    assert "Selamat datang di bengkel kami." in shown
    assert (position.cap, place.booth.hours.count()) == (20, len(live_spans(place.fair)))
    public = text(client.get(reverse("fair_stand", args=[place.fair.slug, place.booth.pk])))
    assert "Juru las" in public
    assert "Terima undangan" not in text(client.get(dashboard))


def test_company_declines_and_changes_its_mind(client):
    place = Place(client, state=BoothState.INVITED)
    assert "Tidak ikut job fair ini?" in place.get("company_fair_decline")
    assert "tidak ikut. Masih boleh berubah" in place.post("company_fair_decline")
    assert "tidak dapat dilakukan lagi" in place.post("company_fair_decline")
    place.post("company_fair_join")
    assert place.booth.state == BoothState.APPLIED


def test_returned_booth_shows_why_and_is_sent_again(client):
    place = Place(client, state=BoothState.APPLIED)
    decide_booth(
        booth=place.booth, to=BoothState.RETURNED, officer=place.officer, reason="Logo buram"
    )
    assert "Logo buram" in place.get("company_fair")
    page = place.get()
    assert "Logo buram" in page
    assert "Ajukan lagi" in page
    place.post("company_booth_logo", logo=picture("JPEG"))
    place.post("company_fair_join")
    assert place.booth.state == BoothState.APPLIED


def test_unverified_company_is_told_and_not_let_in(client):
    place = Place(client)
    place.company.state = CompanyState.DRAFT
    place.company.save()
    assert "belum terverifikasi" in place.get("company_fair")
    assert "Stan dapat dibuka setelah verifikasi" in place.post("company_fair_join")
    assert not Booth.objects.exists()


def test_refused_booth_says_why_and_does_not_apply_again(client):
    place = Place(client, state=BoothState.APPLIED)
    decide_booth(booth=place.booth, to=BoothState.REJECTED, officer=place.officer, reason="Bidang")
    assert "Bidang" in place.get("company_fair")
    assert "tidak dapat dilakukan lagi" in place.post("company_fair_join")
    assert place.booth.state == BoothState.REJECTED


def test_fair_that_is_over_takes_no_company_and_no_change(client):
    place = Place(client, state=BoothState.READY, over=True)
    assert "Job fair selesai. Jawab setiap lamaran" in place.get("company_fair")
    vacancy = VacancyFactory.create(company=place.company)
    assert "job fair sudah selesai" in place.post("company_booth_welcome", about="Halo")
    assert "tidak menerima perusahaan lagi" in place.post("company_position_propose", vacancy.pk)
    assert "tidak menerima perusahaan lagi" in place.post("company_booth_show")
    assert (place.booth.about, Position.objects.count()) == ("", 0)
    other = CompanyFactory.create()
    Member.objects.create(company=other, user=place.person, role=MemberRole.OWNER)
    gone = reverse("company_fair_join", args=[other.pk, place.fair.slug])
    assert client.post(gone).status_code == 404


def test_suspended_booth_says_why_and_is_not_built(client):
    place = Place(client, state=BoothState.READY)
    decide_booth(booth=place.booth, to=BoothState.SUSPENDED, officer=place.officer, reason="Uang")
    assert "Uang" in place.get()
    member = place.person.memberships.get()
    for name, data in (
        ("company_booth_staff", {"members": [member.pk]}),
        ("company_booth_every_day", {}),
        ("company_booth_hours", {}),
        ("company_booth_logo", {"logo": picture()}),
        ("company_booth_logo_remove", {}),
        ("company_booth_welcome", {"about": "Halo"}),
    ):
        assert "belum diajukan, dibekukan, atau job fair sudah selesai" in place.post(name, **data)
    assert place.booth.logo_id
    assert not place.booth.staff.exists()


def test_others_vacancy_position_member_and_booth_are_not_there(client):
    place = Place(client, state=BoothState.APPROVED)
    other = BoothFactory.create(fair=place.fair)
    position = position_in(booth=other)
    stranger = Member.objects.get(user=member_of(other.company))
    assert place.status("company_position_propose", position.vacancy_id) == 404
    assert place.status("company_position_limit", position.pk, cap="3") == 404
    assert place.status("company_position_close", position.pk) == 404
    for members in (stranger.pk, "\x00", "9" * 30, "x"):
        assert place.status("company_booth_staff", members=members) == 404
    booth = reverse("company_booth", args=[other.company_id, place.fair.slug])
    assert client.get(booth).status_code == 404
    assert client.get(place.url("company_booth_picture")).status_code == 404
    place.booth.delete()
    assert client.get(place.url("company_booth")).status_code == 404


@pytest.mark.parametrize(
    ("cap", "words"),
    [("0", "paling sedikit 1"), ("-3", "kurang dari nol"), ("x", "Tulis angka bulat"),
     ("1", "Sudah ada lebih banyak lamaran"), ("1000000", "paling banyak 100.000")],
)  # fmt: skip
def test_limit_below_one_or_below_what_was_taken_is_refused(client, cap, words):
    place = Place(client, state=BoothState.READY)
    position = position_in(booth=place.booth)
    send(position)
    send(position)
    page = place.post("company_position_limit", position.pk, cap=cap)
    assert words in page
    assert f'value="{cap}"' in page
    position.refresh_from_db()
    assert position.cap is None
    assert "paling banyak 2" in place.post("company_position_limit", position.pk, cap="2")


@pytest.mark.parametrize("cap", ("0", "-1"))
def test_vacancy_is_not_brought_with_a_senseless_limit(client, cap):
    place = Place(client, state=BoothState.APPROVED)
    vacancy = VacancyFactory.create(company=place.company)
    assert "Kesalahan" in place.post("company_position_propose", vacancy.pk, cap=cap)
    assert not Position.objects.exists()


@pytest.mark.parametrize("about", ("a\x00b", "a" * 2001))
def test_welcome_that_cannot_be_kept_is_refused_with_what_was_typed(client, about):
    place = Place(client, state=BoothState.APPROVED)
    answer = client.post(place.url("company_booth_welcome"), {"about": about})
    assert "Kesalahan" in answer.content.decode()
    assert about in answer.content.decode()
    assert place.booth.about == ""
    place.post("company_booth_welcome", about="é" * 2000)
    assert len(place.booth.about) == 2000


def test_logo_that_is_no_picture_leaves_the_old_one(client):
    place = Place(client, state=BoothState.READY)
    before = place.booth.logo_id
    pdf = SimpleUploadedFile("logo.png", b"%PDF-1.7\n%%EOF")
    for upload in (pdf, SimpleUploadedFile("logo.png", b"")):
        assert "Kesalahan" in place.post("company_booth_logo", logo=upload)
    assert "Unggah berkas logo." in place.post("company_booth_logo")
    assert (place.booth.logo_id, StoredFile.objects.count()) == (before, 1)


def test_new_logo_takes_the_place_of_the_old_and_one_taken_away_hides_the_booth(client):
    place = Place(client, state=BoothState.READY)
    place.post("company_booth_logo", logo=picture())
    assert StoredFile.objects.get() == place.booth.logo
    answer = client.get(place.url("company_booth_picture"))
    assert answer.headers["Content-Type"] == "image/png"
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert "Stan tidak tampil sampai ada logo baru" in place.post("company_booth_logo_remove")
    assert (place.booth.state, place.booth.logo_id) == (BoothState.APPROVED, None)
    assert not StoredFile.objects.exists()
    assert "Logo dihapus" in place.post("company_booth_logo_remove")


def test_booth_that_loses_its_last_position_says_so(client):
    place = Place(client, state=BoothState.READY)
    position = position_in(booth=place.booth)
    assert "ditarik dari job fair" in place.post("company_position_close", position.pk)
    assert "ada yang kurang lagi" in place.get()
    assert "belum lengkap lagi: Satu lowongan" in place.get("company_fair")
    dashboard = text(client.get(reverse("company_dashboard", args=[place.company.pk])))
    assert "Lengkapi stan" in dashboard
    place.post("company_position_close", position.pk)
    assert "diajukan" in place.post("company_position_propose", position.vacancy_id)
    position.refresh_from_db()
    assert position.state == PositionState.PROPOSED


def test_returned_position_shows_why(client):
    place = Place(client, state=BoothState.APPROVED)
    position = position_in(booth=place.booth, state=PositionState.PROPOSED)
    decide_position(
        position=position, to=PositionState.RETURNED, officer=place.officer, reason="Upah kosong"
    )
    assert "Upah kosong" in place.get()


def test_who_never_signed_in_is_marked_and_others_leave_the_booth(client):
    place = Place(client, state=BoothState.APPROVED)
    fresh = member_of(place.company, MemberRole.RECRUITER, name="Rina").memberships.get()
    assert "Rina (belum pernah masuk)" in place.get()
    own = place.person.memberships.get()
    place.post("company_booth_staff", members=[own.pk, fresh.pk])
    place.post("company_booth_staff", members=[fresh.pk])
    assert list(place.booth.staff.values_list("member", flat=True)) == [fresh.pk]


def test_hours_lie_inside_those_of_the_fair(client):
    place = Place(client, state=BoothState.APPROVED, opens_at=time.now() - timedelta(days=1))
    windows = live_spans(place.fair)
    late = len(windows) - 1
    wrong = {"starts_0": "07.00", "ends_0": "10.00", "starts_1": "15.00", "ends_1": "14.00"}
    page = place.post("company_booth_hours", **wrong, **{f"starts_{late}": "x"})
    assert "Isi jam di antara" in page
    assert "Jam selesai harus sesudah jam mulai." in page
    assert "Tulis jam, contoh 08.30." in page
    assert "Isi keduanya" in place.post("company_booth_hours", starts_2="10.00")
    assert not place.booth.hours.exists()
    span = windows[late]
    given = {f"starts_{late}": f"{span.starts:%H:%M}", f"ends_{late}": f"{span.ends:%H.%M}"}
    assert "Jam langsung tersimpan." in place.post("company_booth_hours", **given)
    row = place.booth.hours.get()
    assert (row.day, row.starts, row.ends) == tuple(span)
    assert f'value="{span.starts:%H.%M}"' in place.get()
    place.fair.afternoon_from, place.fair.morning_until = t(12, 30), t(11)
    place.fair.morning_from, place.fair.afternoon_until = t(10), t(13)
    place.fair.save()
    assert "Jam langsung job fair berubah" in place.get()
    assert "berubah sejak" not in place.post("company_booth_every_day")
