"""What a report keeps: figures that nobody changes, and who took a file, until the account ends."""

import pytest
from django.db import Error, transaction

from jobfair.enums import FileKind
from jobfair.models import FairReport, ReportDownload
from jobfair.report import editions, paper
from jobfair.services.reporting import freeze_report, record_download
from sikas import personal_data
from sikas.accounts.services.erasure import erase_person
from sikas.personal_data import Person
from sikas.reference.models import Office
from tests.jobfair.fairs import FairFactory
from tests.jobs.factories import OwnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return freeze_report(fair=FairFactory(over=True), version=0)


@pytest.fixture
def taken(report):
    owner = OwnerFactory()
    return record_download(report=report, kind=FileKind.XLSX, by=owner.user, company=owner.company)


def refused(act) -> bool:
    with pytest.raises(Error), transaction.atomic():
        act()
    return True


def test_frozen_figures_and_records_stay(report, taken):
    rows = FairReport.objects.filter(pk=report.pk)
    assert refused(lambda: rows.update(figures={}))
    assert refused(rows.delete)
    record = ReportDownload.objects.filter(pk=taken.pk)
    assert refused(lambda: record.update(kind=FileKind.PDF))
    assert refused(record.delete)


def test_who_took_a_file_reads_it_and_is_forgotten_with_the_account(taken):
    person = Person(user_id=taken.by_id)
    (keeper,) = [one for one in personal_data.keepers() if one.name == "jobfair"]
    (section,) = keeper.export(person)
    assert section.title == "Laporan job fair yang diunduh"
    erase_person(person)
    taken.refresh_from_db()
    assert taken.by is None
    assert keeper.export(person) == []


@pytest.mark.parametrize("name", ("", "Hj. Nurhalimah Dalimunthe"))
def test_paper_is_signed_by_whom_the_office_names(report, name, monkeypatch):
    drawn = {}
    monkeypatch.setattr(paper, "render_pdf", lambda **given: drawn.update(given) or b"")
    office = Office(head_name=name, head_nip="197008171995032000")
    monkeypatch.setattr(Office.objects, "current", lambda: office)
    paper.report_pdf(editions.frozen(report.fair))
    signature = drawn["data"]["signature"]
    assert (signature["name"] if signature else "") == name
    assert drawn["data"]["letterhead"] == ["Pemerintah Kabupaten", "Dinas Tenaga Kerja"]
