"""Files that are taken: photos as phones make them, scans; kept, sent, swept."""

import io
import os
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sikas import clock
from sikas.documents import storage, sweeping, tasks
from sikas.documents.enums import DOCUMENTS, IMAGES
from sikas.documents.models import StoredFile
from sikas.documents.refusals import FileRefusedError
from sikas.documents.responses import file_response
from sikas.documents.services import MAX_BYTES, discard_file, store_file, store_files
from sikas.documents.uploads import CappedUploadHandler
from tests.documents import papers, pictures
from tests.employers.people import hand_in
from tests.jobs.factories import CompanyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path


def upload(content: bytes, name: str = "berkas") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def stored(content: bytes, name: str = "berkas") -> StoredFile:
    return store_file(upload=upload(content, name), accept=DOCUMENTS)


def picture(file: StoredFile) -> Image.Image:
    return Image.open(io.BytesIO(storage.locate(file.path).read_bytes()))


def test_photo_of_a_phone_is_shrunk_upright_and_stripped():
    photo = pictures.phone_photo()
    assert len(photo) > 4_000_000
    file = stored(photo, "KTP.jpg")
    kept = picture(file)
    assert kept.size == (file.width, file.height) == (1500, 2000)
    assert not kept.getexif()
    assert file.size < 1_500_000
    red, *others = kept.convert("RGB").crop((1450, 50, 1451, 51)).tobytes()
    assert red > 200
    assert max(others) < 60


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "I;16"])
def test_small_png_of_any_kind_stays_a_png(mode):
    file = stored(pictures.saved(Image.new(mode, (30, 20)), "PNG"))
    assert (file.content_type, file.width, file.height) == ("image/png", 30, 20)


def test_large_png_of_a_photo_becomes_a_jpeg():
    noise = Image.effect_noise((1200, 1000), 90).convert("RGB")
    assert stored(pictures.saved(noise, "PNG")).content_type == "image/jpeg"


def test_scan_is_kept_as_it_came_with_its_pages():
    paper = papers.scan(2)
    file = stored(paper, "ijazah.pdf")
    assert (file.pages, file.size) == (2, len(paper))
    assert storage.locate(file.path).read_bytes() == paper
    assert storage.locate(file.path).stat().st_mode & 0o077 == 0


def test_refused_file_never_loses_the_others():
    taken: list[StoredFile] = []
    good = pictures.small("RGB", "PNG")
    uploads = [upload(good, "a.png"), upload(b"MZ" + bytes(99), "b.exe"), upload(good, "c.png")]
    results = store_files(uploads=uploads, accept=DOCUMENTS, attach=taken.append)
    assert [result.file is not None for result in results] == [True, False, True]
    assert results[1].messages
    assert [file.original_name for file in taken] == ["a.png", "c.png"]


def test_pdf_is_no_photo():
    with pytest.raises(FileRefusedError) as refused:
        store_file(upload=upload(papers.made()), accept=IMAGES)
    assert refused.value.code == "only_images"


def test_photo_is_shown_in_a_page_and_paper_is_downloaded():
    photo = file_response(stored(pictures.small("RGB", "PNG")), name="foto.exe", inline=True)
    paper = file_response(stored(papers.made()), name="akta.php", inline=True)
    assert photo["Content-Disposition"] == 'inline; filename="foto.png"'
    assert paper["Content-Disposition"] == 'attachment; filename="akta.pdf"'
    for answer in (photo, paper):
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        answer.close()


def test_behind_nginx_the_bytes_are_nginxs_to_send(settings):
    settings.FILES_LOCATION = "/berkas/"
    file = stored(papers.made())
    answer = file_response(file, name="akta.pdf")
    assert answer["X-Accel-Redirect"] == f"/berkas/{file.path}"
    assert answer["Content-Type"] == "application/pdf"


def test_discarded_file_loses_its_bytes_after_the_commit(django_capture_on_commit_callbacks):
    file = stored(papers.made())
    place = storage.locate(file.path)
    with django_capture_on_commit_callbacks(execute=True):
        discard_file(file=file)
        assert place.exists()
    assert not place.exists()
    assert not StoredFile.objects.exists()


def age(file: StoredFile) -> None:
    old = clock.now() - timedelta(days=2)
    StoredFile.objects.filter(pk=file.pk).update(created_at=old)
    os.utime(storage.locate(file.path), (old.timestamp(), old.timestamp()))


def test_sweep_takes_what_only_one_side_knows(django_capture_on_commit_callbacks):
    owned = hand_in(CompanyFactory()).file
    unowned, fresh, orphan = (stored(papers.made()) for _number in range(3))
    for file in (owned, unowned, orphan):
        age(file)
    StoredFile.objects.filter(pk=orphan.pk).delete()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep_files()
    assert set(StoredFile.objects.all()) == {owned, fresh}
    left = {path.name for path in storage.root().rglob("*") if path.is_file()}
    assert left == {storage.locate(file.path).name for file in (owned, fresh)}


def test_sweep_tells_of_bytes_that_are_lost(caplog):
    file = hand_in(CompanyFactory()).file
    storage.locate(file.path).unlink()
    sweeping.sweep()
    assert [record.message for record in caplog.records] == ["files_lost"]


def test_upload_beyond_the_cap_is_read_but_not_kept():
    handler = CappedUploadHandler()
    assert handler.receive_data_chunk(b"x", MAX_BYTES) == b"x"
    assert handler.receive_data_chunk(b"x", MAX_BYTES + 1) is None
    assert handler.file_complete(9) is None
