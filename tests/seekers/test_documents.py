"""A seeker's documents: each file has its own result, and nobody else gets them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from seekers.enums import DocumentKind
from seekers.models import SeekerDocument
from seekers.models.documents import MAX_CERTIFICATES
from seekers.services.profile import start_profile
from sikas.accounts import roles
from sikas.documents import storage
from sikas.documents.models import StoredFile
from tests.documents.pictures import small
from tests.factories import UserFactory, make_officer
from tests.seekers.people import hand_in_paper

pytestmark = pytest.mark.django_db
URL = "/profil/dokumen/"


def picture(name: str = "foto.png", colour: int = 1) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, small("RGB", "PNG", pnginfo=None, compress_level=colour))


def text(response) -> str:
    return response.content.decode()


def send(client, **files: object):
    return client.post(URL, files, follow=True)


def test_each_file_has_its_own_result(client, person):
    page = text(
        send(
            client,
            ktp=picture("ktp.png"),
            photo=SimpleUploadedFile("foto.pdf", b"%PDF-1.7 bukan foto"),
            certificate=[picture("las.png"), SimpleUploadedFile("virus.exe", b"MZ\x90\0")],
        )
    )
    assert "2 berkas tersimpan." in page
    assert "foto.pdf: Di sini perlu foto atau gambar." in page
    assert "virus.exe: Berkas ini program" in page
    assert sorted(SeekerDocument.objects.values_list("kind", flat=True)) == ["certificate", "ktp"]


def test_new_file_replaces_the_old_one_which_is_gone(
    client, person, django_capture_on_commit_callbacks
):
    old = hand_in_paper(person).file
    other = SimpleUploadedFile("baru.jpg", small("RGB", "JPEG"))
    with django_capture_on_commit_callbacks(execute=True):
        page = text(send(client, ktp=other))
    assert "baru.jpg" in page
    assert SeekerDocument.objects.get().file.original_name == "baru.jpg"
    assert not StoredFile.objects.filter(pk=old.pk).exists()
    assert not storage.locate(old.path).exists()


def test_refused_file_leaves_the_old_one(client, person):
    old = hand_in_paper(person)
    page = text(send(client, ktp=SimpleUploadedFile("rusak.png", b"\x89PNG\r\n\x1a\nrusak")))
    assert "rusak.png: Gambar ini rusak" in page
    assert SeekerDocument.objects.get().file == old.file


def test_second_tap_keeps_one_file(client, person):
    send(client, diploma=picture())
    assert "Berkas ini sudah tersimpan." in text(send(client, diploma=picture()))
    assert SeekerDocument.objects.count() == 1


def test_form_without_files_says_so(client, person):
    assert "Pilih berkasnya dulu." in text(send(client))


def test_two_files_in_a_box_for_one_are_refused_and_lose_nothing_else(client, person):
    page = text(send(client, ktp=[picture("a.png"), picture("b.png")], cv=picture("cv.png")))
    assert "Pilih satu berkas saja." in page
    assert SeekerDocument.objects.get().kind == DocumentKind.CV


def test_file_of_20_mb_is_refused_and_the_others_are_kept(client, person):
    large = SimpleUploadedFile("besar.jpg", b"\xff\xd8\xff" + b"0" * 20_000_000)
    page = text(send(client, ktp=large, diploma=picture()))
    assert "besar.jpg: Berkas ini lebih dari 10 MB." in page
    assert SeekerDocument.objects.get().kind == DocumentKind.DIPLOMA


def test_certificates_have_as_many_places_as_there_are(client, person):
    first = hand_in_paper(person, DocumentKind.CERTIFICATE)
    for place in range(2, MAX_CERTIFICATES + 1):
        SeekerDocument.objects.filter(pk=first.pk).update(place=place)
        if place < MAX_CERTIFICATES:
            first = hand_in_paper(person, DocumentKind.CERTIFICATE)
    StoredFile.objects.update(sha256="0" * 64)
    assert "1 berkas tersimpan." in text(send(client, certificate=picture()))
    more = SimpleUploadedFile("lagi.jpg", small("RGB", "JPEG"))
    assert "Sertifikat paling banyak 10." in text(send(client, certificate=more))
    assert SeekerDocument.objects.count() == MAX_CERTIFICATES


def test_database_holds_one_of_each_kind(person):
    ktp = hand_in_paper(person)
    cv = hand_in_paper(person, DocumentKind.CV)
    for wrong in ({"kind": DocumentKind.KTP}, {"place": 2}, {"kind": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SeekerDocument.objects.filter(pk=cv.pk).update(**wrong)
    assert ktp.place == 1


def test_owner_reads_a_document_and_nobody_else(client, person):
    url = f"{URL}{hand_in_paper(person).pk}/"
    answer = client.get(url)
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer.streaming_content) == small("RGB", "PNG")
    for stranger in (
        make_officer(roles.COUNTER),
        make_officer(roles.LEADER),
        UserFactory.create(),
        UserFactory.create(company=True),
    ):
        client.force_login(stranger)
        assert client.get(url).status_code == 404


def test_document_is_removed_by_its_owner_alone(client, person):
    document = hand_in_paper(person)
    client.force_login(make_officer(roles.COUNTER))
    assert client.post(f"{URL}{document.pk}/hapus/").status_code == 404
    client.force_login(person)
    assert "KTP sudah dihapus." in text(client.post(f"{URL}{document.pk}/hapus/", follow=True))
    assert not SeekerDocument.objects.exists()


def test_profile_is_complete_with_everything_that_counts(client, person, village, harvester):
    seeker = start_profile(person=person)
    for kind in (DocumentKind.KTP, DocumentKind.DIPLOMA):
        hand_in_paper(person, kind)
    seeker.education.create(level=41)
    seeker.skills.create(name="Menjahit")
    seeker.wished_occupations.add(harvester)
    type(seeker).objects.filter(pk=seeker.pk).update(
        nik_sealed="k.x",
        birth_place="Kisaran",
        birth_date="1995-02-15",
        sex=2,
        marital_status=2,
        area=village,
        address="Dusun II",
    )
    page = text(client.get("/profil/"))
    assert "92%" in page
    assert f'href="{URL}#photo">Unggah pas foto.' in page
    hand_in_paper(person, DocumentKind.PHOTO)
    page = text(client.get("/profil/"))
    assert "100%" in page
    assert "Profil Anda lengkap" in page
