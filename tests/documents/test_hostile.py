"""Files that are made to harm, or are none: each is refused at once, with a message that helps.

At once means less than a second of the processor's time, because the machine is shared by others.
"""

import io
import zipfile
from time import process_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, String

from sikas.documents import storage
from sikas.documents.enums import DOCUMENTS
from sikas.documents.models import StoredFile
from sikas.documents.refusals import MESSAGES, FileRefusedError
from sikas.documents.services import store_file
from tests.documents import papers, pictures
from tests.documents.measuring import MEGABYTE, measured_reader
from tests.documents.papers import action

SCRIPT = action("JavaScript", JS=String("app.alert(1)"))


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("muatan.exe", b"MZ" + bytes(100))
    return file.getvalue()


def photo() -> bytes:
    return pictures.small("RGB", "JPEG")


CASES = {
    "empty": (lambda: b"", "empty"),
    "20_megabytes": (lambda: bytes(20_000_000), "too_large"),
    "renamed_program": (lambda: b"MZ\x90\0" + bytes(500), "program"),
    "renamed_linux_program": (lambda: b"\x7fELF" + bytes(500), "program"),
    "script": (lambda: b"#!/bin/sh\nrm -rf /\n", "program"),
    "page": (lambda: b"<html><script>alert(1)</script>", "unknown"),
    "vector_image": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown"),
    "archive": (archive, "archive"),
    "word": (lambda: b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "office"),
    "old_word": (lambda: b"\xd0\xcf\x11\xe0" + bytes(500), "office"),
    "iphone": (lambda: b"\0\0\0\x18ftypheic" + bytes(500), "heic"),
    "webp": (lambda: pictures.small("RGB", "WEBP"), "picture"),
    "video": (lambda: b"\0\0\0\x18ftypmp42" + bytes(500), "media"),
    "jpeg_of_60_megapixels": (lambda: pictures.flat_jpeg(10_000, 6_000), "too_many_pixels"),
    "png_of_a_gigapixel": (lambda: pictures.png(50_000, 50_000, 100), "too_many_pixels"),
    "png_bomb": (lambda: pictures.png(32_000, 32_000, 32_000), "too_many_pixels"),
    "png_that_promises_more": (lambda: pictures.png(3_000, 3_000, 10), "damaged_image"),
    "jpeg_without_content": (lambda: b"\xff\xd8\xff\xe0" + bytes(500), "damaged_image"),
    "jpeg_cut_off": (lambda: pictures.phone_photo()[:2_000_000], "damaged_image"),
    "png_cut_off": (lambda: pictures.small("RGB", "PNG")[:-30], "damaged_image"),
    "jpeg_of_many_scans": (lambda: pictures.many_scans(400), "heavy_image"),
    "jpeg_and_archive": (lambda: photo() + archive(), "polyglot"),
    "jpeg_and_php": (lambda: photo() + b"<?php system($_GET['c']); ?>", "polyglot"),
    "jpeg_with_page_in_comment": (
        lambda: pictures.small("RGB", "JPEG", comment=b"<SCRIPT>alert(1)</SCRIPT>"),
        "polyglot",
    ),
    "png_and_page": (lambda: pictures.small("RGB", "PNG") + b"<html>", "polyglot"),
    "pdf_and_archive": (lambda: papers.made() + archive(), "polyglot"),
    "pdf_within_archive": (lambda: papers.made() + archive() + b"%%EOF", "polyglot"),
    "pdf_and_more": (lambda: papers.made() + b"MZ" + bytes(100), "polyglot"),
    "pdf_and_page": (
        lambda: papers.made().replace(b"\n%", b"\n%<html><script>x</script>", 1),
        "polyglot",
    ),
    "pdf_without_content": (lambda: b"%PDF-1.7\nhalo\n%%EOF", "damaged_pdf"),
    "pdf_cut_off": (lambda: papers.scan(1)[:-200], "damaged_pdf"),
    "pdf_without_pages": (lambda: papers.made(pages=0), "empty_pdf"),
    "pdf_of_201_pages": (lambda: papers.made(pages=201), "long_pdf"),
    "locked_pdf": (lambda: papers.encrypted("rahasia", "rahasia"), "locked_pdf"),
    "restricted_pdf": (lambda: papers.encrypted("", "rahasia"), "restricted_pdf"),
    "pdf_script_at_opening": (lambda: papers.with_root(OpenAction=SCRIPT), "active_pdf"),
    "pdf_script_by_name": (
        lambda: papers.with_root(
            Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))
        ),
        "active_pdf",
    ),
    "pdf_script_at_click": (lambda: papers.with_link(SCRIPT), "active_pdf"),
    "pdf_program_at_click": (
        lambda: papers.with_link(action("Launch", F=String("cmd.exe"))),
        "active_pdf",
    ),
    "pdf_address_at_opening": (
        lambda: papers.with_root(OpenAction=action("URI", URI=String("http://x.example"))),
        "active_pdf",
    ),
    "pdf_address_at_closing": (
        lambda: papers.with_root(AA=Dictionary(WC=action("URI", URI=String("http://x.example")))),
        "active_pdf",
    ),
    "pdf_xfa_form": (
        lambda: papers.with_root(AcroForm=Dictionary(Fields=Array(), XFA=String("<xdp/>"))),
        "active_pdf",
    ),
    "pdf_attachment": (papers.with_attachment, "attachment_pdf"),
    "pdf_bomb": (lambda: papers.with_stream(papers.zeros(1000), "FlateDecode"), "bomb_pdf"),
    "pdf_bomb_twice_packed": (
        lambda: papers.with_stream(papers.zeros(1), "FlateDecode", "FlateDecode"),
        "bomb_pdf",
    ),
    "pdf_bomb_of_a_picture": (
        lambda: papers.with_stream(b"", "CCITTFaxDecode", Width=65_000, Height=65_000),
        "bomb_pdf",
    ),
    "pdf_nested_deeply": (lambda: papers.nested(50_000), "damaged_pdf"),
    "pdf_of_many_objects": (lambda: papers.many_objects(60_000), "heavy_pdf"),
}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.mark.django_db
@pytest.mark.parametrize("name", CASES)
def test_hostile_file_is_refused_at_once_and_nothing_stays(name, tmp_path_factory):
    make, code = CASES[name]
    upload = SimpleUploadedFile(f"{name}.pdf", make(), content_type="application/pdf")
    report = tmp_path_factory.mktemp("cost") / "reader"
    began = process_time()
    with measured_reader(report) as cost, pytest.raises(FileRefusedError) as refused:
        store_file(upload=upload, accept=DOCUMENTS)
    assert refused.value.code == code
    assert refused.value.messages == [str(MESSAGES[code])]
    assert process_time() - began + cost.seconds < 1
    assert cost.memory < 200 * MEGABYTE
    assert not StoredFile.objects.exists()
    assert not [path for path in storage.root().rglob("*") if path.is_file()]


def test_what_the_reader_costs_is_measured(tmp_path, db):
    """Prove the measure: a photo that is taken costs time and memory, but not without end."""
    upload = SimpleUploadedFile("foto.jpg", pictures.phone_photo())
    with measured_reader(tmp_path / "cost") as cost:
        store_file(upload=upload, accept=DOCUMENTS)
    assert 0.05 < cost.seconds < 2
    assert 20 * MEGABYTE < cost.memory < 200 * MEGABYTE
