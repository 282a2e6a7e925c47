"""Several files in one box, and how a kept one is shown."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from sikas.documents.models import StoredFile
from sikas.documents.services import UploadResult
from sikas.ui.formats import format_size
from sikas.ui.uploads import FileCard, FilesField, add_refusals


class Papers(forms.Form):
    """One box that must not stay empty."""

    papers = FilesField(label="Dokumen")


def sent(*files: SimpleUploadedFile) -> Papers:
    return Papers({}, MultiValueDict({"papers": list(files)}))


def test_all_files_of_a_box_arrive_in_order():
    files = [SimpleUploadedFile(name, b"x") for name in ("b.pdf", "a.pdf")]
    form = sent(*files)
    assert form.is_valid()
    assert form.cleaned_data["papers"] == files


def test_box_offers_several_files_of_the_kinds_that_are_taken():
    html = str(Papers()["papers"])
    assert "multiple" in html
    assert 'accept="application/pdf,image/jpeg,image/png"' in html


def test_required_box_must_have_one():
    assert sent().errors.as_data()["papers"][0].code == "required"
    assert Papers({}, MultiValueDict()).errors


def test_refusals_are_told_by_name_and_the_kept_are_counted():
    form = sent(SimpleUploadedFile("a.pdf", b"x"))
    form.is_valid()
    results = [UploadResult("a.pdf", StoredFile()), UploadResult("b.exe", messages=["Bukan ini."])]
    assert add_refusals(form, "papers", results) == 1
    assert form.errors["papers"] == ["b.exe: Bukan ini."]


@pytest.mark.parametrize(
    ("number", "words"),
    ((1, "1 KB"), (214_300, "214 KB"), (999_999, "1000 KB"), (3_449_000, "3,4 MB")),
)
def test_size_is_written_as_people_write_it(number, words):
    assert format_size(number) == words


def test_card_tells_pages_or_that_it_is_a_picture():
    at = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    facts = {"original_name": "x", "size": 214_000, "created_at": at}
    paper = FileCard.of(StoredFile(content_type="application/pdf", pages=2, **facts), url="/x/")
    assert paper.details == "2 halaman · 214 KB · 23 November 2026, 08.30 WIB"
    picture = FileCard.of(StoredFile(content_type="image/png", **facts), url="/x/")
    assert picture.picture == picture.url
    assert not paper.picture
    assert str(picture.details).startswith("gambar · ")
