"""A company's papers: several at once, each with its own result, private, locked while checked."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from employers.enums import CompanyState, DocumentKind, MemberRole
from employers.models import Company, CompanyDocument
from employers.services import documents as services
from employers.services.profile import LockedError
from sikas import clock
from sikas.accounts import roles
from sikas.documents import storage
from sikas.documents.models import StoredFile
from tests.documents import papers, pictures
from tests.employers.people import complete, hand_in, member_of
from tests.factories import make_officer
from tests.jobs.factories import CompanyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(client) -> Company:
    made = CompanyFactory(state=CompanyState.DRAFT, verified_at=None)
    client.force_login(member_of(made))
    return made


def url(company: Company, *parts: object) -> str:
    return "/".join(["/perusahaan-saya", str(company.pk), "dokumen", *map(str, parts), ""])


def photo(name: str = "nib.jpg", colour: int = 1) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pictures.saved(Image.new("L", (90, 60), colour), "PNG"))


def pdf(name: str = "akta.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, papers.made())


def program(name: str = "nib.pdf.exe") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"MZ\x90\0" + bytes(500))


def names(company: Company) -> list[str]:
    return sorted(str(row) for row in company.documents.select_related("file"))


def text(response) -> str:
    return response.content.decode()


def test_files_of_several_kinds_are_kept_with_who_brought_them(client, company):
    answer = client.post(url(company), {"nib": [photo(), pdf("nib-2.pdf")], "npwp": photo("n.png")})
    assert answer["Location"] == url(company)
    assert names(company) == ["n.png", "nib-2.pdf", "nib.jpg"]
    assert {row.uploaded_by for row in company.documents.all()} == {company.members.get().user}
    page = text(client.get(url(company)))
    assert "3 berkas tersimpan." in page
    assert "1 halaman" in page


def test_refused_file_is_named_with_its_reason_and_loses_no_other(client, company):
    page = text(client.post(url(company), {"nib": [photo(), program()], "other": pdf()}))
    assert names(company) == ["akta.pdf", "nib.jpg"]
    assert "nib.pdf.exe: Berkas ini program, bukan dokumen." in page
    assert "Pilih lagi hanya berkas yang ditolak" in page
    assert "2 berkas tersimpan." in page


def test_empty_file_and_empty_form_say_what_to_do(client, company):
    empty = SimpleUploadedFile("kosong.pdf", b"")
    assert "kosong.pdf: Berkas ini kosong." in text(client.post(url(company), {"nib": [empty]}))
    assert "Pilih berkasnya dulu." in text(client.post(url(company)))
    assert not StoredFile.objects.exists()


def test_same_file_twice_is_one_document(client, company):
    client.post(url(company), {"nib": photo()})
    page = text(client.post(url(company), {"nib": photo("lagi.jpg")}))
    assert "lagi.jpg: Berkas ini sudah ada." in page
    assert names(company) == ["nib.jpg"]


def test_nobody_fills_the_shelf(client, company, monkeypatch):
    monkeypatch.setattr(services, "MAX_FILES", 1)
    page = text(client.post(url(company), {"nib": [photo(), photo("b.jpg", 2)]}))
    assert "b.jpg: Sudah ada 10 berkas di sini." in page
    assert names(company) == ["nib.jpg"]


def test_replacing_puts_the_new_one_in_place_and_the_old_bytes_go(
    client, company, django_capture_on_commit_callbacks
):
    old = hand_in(company, name="lama.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url(company, old.pk, "ganti"), {"file": pdf("baru.pdf")}, follow=True)
    assert "lama.pdf sudah diganti." in text(answer)
    assert names(company) == ["baru.pdf"]
    assert not StoredFile.objects.filter(pk=old.file_id).exists()
    assert not storage.locate(old.file.path).exists()


@pytest.mark.parametrize(
    ("upload", "words"),
    ((program, "Berkas ini program"), (lambda: "", "Unggah berkas pengganti.")),
    ids=("program", "nothing"),
)
def test_refused_replacement_leaves_the_old_one(client, company, upload, words):
    old = hand_in(company, name="lama.pdf")
    page = text(client.post(url(company, old.pk, "ganti"), {"file": upload()}))
    assert words in page
    assert names(company) == ["lama.pdf"]
    assert storage.locate(old.file.path).exists()


def test_full_shelf_still_lets_replace(client, company, monkeypatch):
    monkeypatch.setattr(services, "MAX_FILES", 1)
    old = hand_in(company)
    client.post(url(company, old.pk, "ganti"), {"file": pdf("baru.pdf")})
    assert names(company) == ["baru.pdf"]


def test_removal_asks_first(client, company, django_capture_on_commit_callbacks):
    row = hand_in(company, name="salah.pdf")
    assert "Hapus dokumen ini?" in text(client.get(url(company, row.pk, "hapus")))
    assert names(company) == ["salah.pdf"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url(company, row.pk, "hapus"))
    assert not CompanyDocument.objects.exists()
    assert not storage.locate(row.file.path).exists()


def test_second_removal_finds_nothing(client, company):
    row = hand_in(company)
    client.post(url(company, row.pk, "hapus"))
    assert client.post(url(company, row.pk, "hapus")).status_code == 404
    services.remove_document(document=row)  # a colleague was quicker
    assert not CompanyDocument.objects.exists()


def test_members_download_and_nobody_else_finds_it(client, company):
    row = hand_in(company, name="NIB PT.pdf")
    client.force_login(member_of(company, MemberRole.RECRUITER))
    answer = client.get(url(company, row.pk))
    assert b"".join(answer.streaming_content) == b"%PDF-nib"
    assert answer["Content-Disposition"] == 'attachment; filename="NIB PT.pdf"'
    other = CompanyFactory()
    client.force_login(member_of(other))
    assert client.get(url(company, row.pk)).status_code == 404
    assert client.get(url(other, row.pk)).status_code == 404
    client.force_login(make_officer(roles.COUNTER))
    assert client.get(url(company, row.pk)).status_code == 404


def test_recruiter_reads_but_changes_nothing(client, company):
    row = hand_in(company)
    client.force_login(member_of(company, MemberRole.RECRUITER))
    page = text(client.get(url(company)))
    assert "nib.pdf" in page
    assert "Ganti atau hapus" not in page
    assert client.post(url(company), {"nib": photo()}).status_code == 404
    assert client.post(url(company, row.pk, "ganti"), {"file": pdf()}).status_code == 404
    assert client.post(url(company, row.pk, "hapus")).status_code == 404
    assert names(company) == ["nib.pdf"]


def test_documents_of_a_company_that_is_checked_are_locked(client, company):
    row = hand_in(company)
    Company.objects.filter(pk=company.pk).update(state=CompanyState.SUBMITTED)
    assert "Dokumen terkunci" in text(client.get(url(company)))
    client.post(url(company), {"nib": photo()})
    assert client.post(url(company, row.pk, "ganti"), {"file": pdf()}).status_code == 404
    assert client.post(url(company, row.pk, "hapus")).status_code == 404
    assert names(company) == ["nib.pdf"]


def test_what_was_filed_meanwhile_is_not_changed(client, company, monkeypatch):
    row = hand_in(company)
    monkeypatch.setattr("employers.views.documents.profile.is_editable", lambda *_args: True)
    Company.objects.filter(pk=company.pk).update(state=CompanyState.SUBMITTED)
    page = text(client.post(url(company, row.pk, "ganti"), {"file": pdf()}))
    assert "Bagian ini sedang terkunci." in page
    answer = client.post(url(company, row.pk, "hapus"), follow=True)
    assert "Bagian ini sedang terkunci." in text(answer)
    with pytest.raises(LockedError):
        services.remove_document(document=row)
    assert names(company) == ["nib.pdf"]


def test_verified_company_renews_its_report_and_not_what_was_verified(client, company):
    hand_in(company)
    Company.objects.filter(pk=company.pk).update(
        state=CompanyState.VERIFIED, verified_at=clock.now()
    )
    page = text(client.get(url(company)))
    assert "Tambah bukti WLKP" in page
    assert "Tambah berkas NIB" not in page
    client.post(url(company), {"nib": photo(), "wlkp": photo("lapor.jpg")})
    assert names(company) == ["lapor.jpg", "nib.pdf"]


def test_company_is_not_filed_without_its_papers(client, village):
    company = complete(village)
    client.force_login(member_of(company))
    CompanyDocument.objects.filter(company=company, kind=DocumentKind.NPWP).delete()
    page = text(client.post(f"/perusahaan-saya/{company.pk}/profil/"))
    assert f'<a href="{url(company)}#npwp_document">Unggah dokumen NPWP.</a>' in page
    company.refresh_from_db()
    assert company.state == CompanyState.DRAFT


def test_kinds_are_known_to_the_database(company):
    row = hand_in(company)
    row.kind = "ktp"
    with pytest.raises(Exception, match="company_document_kind_known"):
        row.save()
