"""Data of applicants that leave the portal, texts to use again, numbers on a company's pages."""

import io
import re
import zipfile

import pytest
from django.db import DatabaseError, connection, transaction
from openpyxl import load_workbook

from employers.enums import CompanyState, MemberRole
from employers.models import Company, Member
from jobs.models import ApplicantExport, Application, ReplyTemplate
from jobs.own import applicants_waiting
from jobs.services import replying
from sikas.documents.spreadsheets import write_sheet
from sikas.personal_data import Person, keepers
from tests.factories import UserFactory
from tests.jobs.applicants import applied
from tests.jobs.recruiting import Recruiting, start, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(client) -> Recruiting:
    return Recruiting().sign_in(client)


def take(client, ours, kind="xlsx", **form):
    return client.post(f"{ours.base}unduh/", {"jenis": kind, **form})


def body(answer) -> io.BytesIO:
    return io.BytesIO(b"".join(answer.streaming_content))  # the client closes what it has read


def cells(answer) -> list[list[object]]:
    sheet = load_workbook(body(answer)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_sheet_holds_who_was_filtered_and_is_noted(client, ours):
    one = ours.applicant(name="=HYPERLINK(1)")
    ours.applicants(1, tags=["rapi"])
    other = ours.applicants(1, education=81)
    rows = cells(take(client, ours, saringan="?pendidikan=40&q=hyper"))
    assert [row[1] for row in rows] == ["Nama", "=HYPERLINK(1)"]
    journal = ApplicantExport.objects.get()
    assert (journal.applications, journal.by, journal.kind) == ([one.pk], ours.person, "xlsx")
    assert journal.asked == "?pendidikan=40"  # what was typed may be a name
    assert states([one.pk, *other]) == ["viewed", "sent"]


def test_suspended_company_takes_nothing_out_and_writes_to_nobody(client, ours):
    one = ours.applicant()
    Company.objects.update(state=CompanyState.SUSPENDED)
    page = take(client, ours)
    assert page.status_code == 302
    assert "dibekukan petugas" in client.get(page["Location"]).content.decode()
    assert "dibekukan" in ours.act(client, "pesan", [one.pk], text="Bayar.").content.decode()
    assert "dibekukan" in client.post(f"{ours.base}{one.pk}/terima/", start()).content.decode()
    client.post(f"{ours.base}{one.pk}/buka/")
    assert client.get(f"{ours.base}{one.pk}/").status_code == 200
    assert not ApplicantExport.objects.exists()
    assert (states([one.pk]), one.messages.count()) == (["sent"], 0)


def test_texts_like_formulas_stay_texts():
    file = io.BytesIO()
    write_sheet(file, title="x", heads=["a"], rows=[["=1+1"], ["@a"], ["biasa"], [None], [3]])
    sheet = load_workbook(file).active
    kinds = [(cell.data_type, cell.quotePrefix) for cell in sheet["A"][1:]]
    assert kinds == [("s", True), ("s", True), ("s", False), ("n", False), ("n", False)]


def test_archive_holds_a_cv_for_each(client, ours):
    one = ours.applicant(name="Siti Aminah")
    (key,) = ours.applicants(1)
    answer = take(client, ours, "zip", pelamar=[one.pk, key])
    with zipfile.ZipFile(body(answer)) as archive:
        names = archive.namelist()
        assert names[0] == f"cv-siti-aminah-{one.receipt}.pdf"
        assert len(names) == 2
        assert archive.read(names[0]).startswith(b"%PDF")


def test_too_many_nobody_and_foreign_ones_are_refused(client, ours, monkeypatch):
    take(client, ours)
    assert "Tidak ada pelamar yang dapat diunduh" in client.get(ours.base).content.decode()
    keys = ours.applicants(3)
    monkeypatch.setattr("jobs.services.exporting.MAX_CVS", 2)
    take(client, ours, "zip", semua="1")
    assert "Paling banyak 2 pelamar" in client.get(ours.base).content.decode()
    assert take(client, ours, pelamar=[keys[0], applied().pk]).status_code == 404
    assert take(client, ours, "exe", pelamar=keys).status_code == 404
    assert ApplicantExport.objects.count() == 0
    assert set(states(keys)) == {"sent"}


def test_journal_is_the_owners_and_cannot_be_changed(client, ours):
    ours.applicants(2)
    body(take(client, ours, saringan="?urut=nama"))
    page = client.get(f"{ours.base}unduhan/").content.decode()
    assert "Daftar pelamar (XLSX)" in page
    assert f'href="{ours.base}?urut=nama">2<' in page
    recruiter = UserFactory.create(company=True)
    Member.objects.create(company=ours.company, user=recruiter, role=MemberRole.RECRUITER)
    client.force_login(recruiter)
    assert client.get(f"{ours.base}unduhan/").status_code == 404
    for statement in (
        "delete from jobs_applicantexport",
        "update jobs_applicantexport set kind=''",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_applicants_read_in_their_data_who_took_them(client, ours):
    one = ours.applicant()
    ours.applicants(1)
    body(take(client, ours, pelamar=[one.pk]))
    (keeper,) = (keeper for keeper in keepers() if keeper.name == "applicant_exports")
    (sighting,) = keeper.sightings(Person(seeker_id=one.seeker_id))
    assert (sighting.who, sighting.what) == (str(ours.company), "Lamaran Anda")
    assert keeper.sightings(Person()) == ()
    (section,) = keeper.export(Person(user_id=ours.person.pk))
    assert section.rows[0]["Jumlah pelamar"] == 1
    assert keeper.export(Person(user_id=one.seeker.user_id)) == []
    keeper.erase(Person(user_id=ours.person.pk))


def test_reply_is_kept_changed_removed_and_used(client, ours):
    base = f"{ours.base}templat/"
    client.post(base, {"title": "Terima kasih", "text": "Halo {nama}"})
    reply = ReplyTemplate.objects.get()
    page = client.post(base, {"title": "TERIMA KASIH", "text": "x"}).content.decode()
    assert "Templat dengan judul ini sudah ada." in page
    client.post(f"{base}{reply.pk}/", {"title": "Terima kasih", "text": "Hai {nama}"})
    assert "Hai {nama}" in client.get(f"{base}{reply.pk}/").content.decode()
    form = {"pelamar": ours.applicants(1), "templat": str(reply.pk), "pakai": "1"}
    page = client.post(f"{ours.base}tindakan/pesan/", form).content.decode()
    assert re.search(r"<textarea[^>]*>\s*Hai \{nama\}</textarea>", page)
    form |= {"reason": "others", "text": "Sudah diketik", "templat": ""}
    page = client.post(f"{ours.base}tindakan/tolak/", form).content.decode()
    assert "Sudah diketik</textarea>" in page
    client.post(f"{base}{reply.pk}/hapus/")
    assert ReplyTemplate.objects.count() == 0


def test_reply_of_another_company_is_not_found(client, ours):
    other = Recruiting()
    reply = ReplyTemplate.objects.create(company=other.company, title="x", text="y")
    assert client.get(f"{ours.base}templat/{reply.pk}/").status_code == 404
    assert client.post(f"{ours.base}templat/{reply.pk}/hapus/").status_code == 404


def test_replies_have_an_end(client, ours, monkeypatch):
    monkeypatch.setattr(replying, "MAX_REPLIES", 1)
    for title in ("Satu", "Dua"):
        page = client.post(f"{ours.base}templat/", {"title": title, "text": "x"})
    assert "Paling banyak 1 templat" in page.content.decode()
    assert ReplyTemplate.objects.count() == 1


def test_numbers_stand_on_the_pages_of_the_company(client, ours, django_assert_num_queries):
    own = f"/perusahaan-saya/{ours.company.pk}/"
    assert "menunggu jawaban" not in client.get(own).content.decode()
    keys = ours.applicants(2)
    Application.objects.filter(pk=keys[0]).update(state="viewed")
    for page in (own, f"{own}lowongan/{ours.vacancy.pk}/"):
        text = client.get(page).content.decode()
        assert "2 menunggu jawaban, 1 belum dilihat. Paling lama: hari ini." in text
    with django_assert_num_queries(1):
        assert applicants_waiting(ours.company).new == 1
