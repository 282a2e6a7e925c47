"""The inspector's reading of a file, outside of its cage: there nothing can be measured."""

import json
import subprocess
import sys

import pytest

from tests.databases import ROOT
from tests.documents import papers, pictures
from tests.documents.test_hostile import CASES

# In one process of its own: the libraries are set up for strangers' files, for good.
READ = """
import io, json, sys
from pathlib import Path
from sikas.documents.inspector import images, pdfs
from sikas.documents.inspector.verdicts import RefusedError
said = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    kind, data = path.suffix[1:], path.read_bytes()
    try:
        facts = pdfs.inspect_pdf(data) if kind == "PDF" else images.inspect_image(
            data, kind, io.BytesIO()
        )
        said[path.stem] = facts.media_type
    except RefusedError as error:
        said[path.stem] = error.code
    except Exception:
        said[path.stem] = "damaged_pdf" if kind == "PDF" else "damaged_image"
print(json.dumps(said))
"""
# Found out before the file is opened.
BEFORE = {
    "empty",
    "too_large",
    "program",
    "unknown",
    "archive",
    "office",
    "heic",
    "picture",
    "media",
}


def kind_of(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return "PDF"
    return "PNG" if data.startswith(pictures.PNG_START) else "JPEG"


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("berkas")
    files = {name: make() for name, (make, code) in CASES.items() if code not in BEFORE}
    files |= {"scan": papers.scan(1), "photo": pictures.phone_photo()}
    for name, data in files.items():
        (folder / f"{name}.{kind_of(data)}").write_bytes(data)
    command = [sys.executable, "-c", READ, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_reader_refuses_by_itself_what_the_caged_one_refuses(said):
    expected = {name: code for name, (_make, code) in CASES.items() if code not in BEFORE}
    assert {name: said[name] for name in expected} == expected


def test_honest_files_are_taken(said):
    assert (said["scan"], said["photo"]) == ("application/pdf", "image/jpeg")
