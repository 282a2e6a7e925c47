"""A company's case: every part with its papers, a reason for each, what changed since."""

import re
from datetime import timedelta

import pytest

from employers.enums import CompanyState, DocumentKind, ReviewSubject
from employers.models import Company
from employers.services import decide_company, submit_company
from employers.services.verification import ResubmittedError
from sikas.accounts import roles
from tests.employers.people import complete, hand_in, member_of
from tests.factories import make_officer
from tests.jobs.factories import CompanyFactory

pytestmark = pytest.mark.django_db
QUEUE = "/admin/antrean/perusahaan/"


@pytest.fixture
def verifier(client):
    officer = make_officer(roles.VERIFIER)
    client.force_login(officer)
    return officer


@pytest.fixture
def filed(village) -> Company:
    company = complete(village)
    return submit_company(company=company, by=member_of(company))


def case(company: Company, *parts: object) -> str:
    return "/".join([QUEUE.rstrip("/"), str(company.pk), *map(str, parts), ""])


def decide(client, company: Company, **form: str):
    client.post(f"{QUEUE}ambil/", {"case": company.pk})
    read = {"seen": str(company.submissions.latest().pk)}
    answer = client.post(case(company), read | form)
    company.refresh_from_db()
    return answer


def page(client, company: Company) -> str:
    return client.get(case(company)).content.decode()


def items(company: Company) -> dict[str, str]:
    last = company.submissions.latest()
    return {item.subject: item.reason for item in last.items.all() if not item.fits}


def test_case_shows_every_part_and_its_papers(client, verifier, filed):
    shown = page(client, filed)
    for subject in ReviewSubject:
        assert f'id="bagian-{subject}"' in shown
    assert "Jalan Lintas Km 9" in shown
    document = filed.documents.get(kind=DocumentKind.NIB)
    assert case(filed, "dokumen", document.pk) in shown


def test_reasons_for_parts_return_the_company_without_another_reason(client, verifier, filed):
    decide(client, filed, decision="returned", address="Tulis nama dusun.", nib_document="Buram.")
    assert filed.state == CompanyState.RETURNED
    assert items(filed) == {"address": "Tulis nama dusun.", "nib_document": "Buram."}
    assert filed.submissions.latest().items.filter(fits=True).count() == len(ReviewSubject) - 2
    step = filed.transitions.latest()
    assert step.reason == "Alamat: Tulis nama dusun.\nDokumen NIB: Buram."


def test_company_with_a_part_to_correct_is_not_verified_and_nothing_typed_is_lost(
    client, verifier, filed
):
    answer = decide(client, filed, decision="verified", npwp="Nomor lain.")
    assert filed.state == CompanyState.SUBMITTED
    shown = answer.content.decode()
    assert "Masih ada bagian yang Anda tandai" in shown
    assert "Nomor lain.</textarea>" in shown


def test_nobody_decides_what_was_filed_after_he_looked(client, verifier, filed):
    seen = client.get(case(filed)).context["form"]["seen"].value()
    items = {ReviewSubject.ADDRESS: "Kurang."}
    decide_company(company=filed, to="returned", officer=verifier, items=items)
    submit_company(company=filed, by=filed.members.get().user, note="Sudah benar.")
    answer = decide(client, filed, decision="verified", seen=seen, reason="Baik")
    assert filed.state == CompanyState.SUBMITTED
    assert "mengajukan ulang setelah Anda membuka" in answer.content.decode()
    again = answer.context["form"]["seen"].value()
    decide(client, filed, decision="verified", seen=again)
    assert filed.state == CompanyState.VERIFIED


@pytest.mark.parametrize("decision", ["returned", "rejected"])
def test_refusal_needs_some_reason(client, verifier, filed, decision):
    answer = decide(client, filed, decision=decision, address=" ")
    assert filed.state == CompanyState.SUBMITTED
    assert "Tulis alasannya." in answer.content.decode()


def test_too_long_a_reason_is_told_at_its_part(client, verifier, filed):
    answer = decide(client, filed, decision="returned", about="x" * 501)
    assert filed.state == CompanyState.SUBMITTED
    assert 'id="id_about_error"' in answer.content.decode()


def test_next_look_shows_what_changed_what_was_asked_and_what_the_company_says(
    client, clock, verifier, filed
):
    decide_company(
        company=filed, to="returned", officer=verifier, items={ReviewSubject.ADDRESS: "Kurang."}
    )
    Company.objects.filter(pk=filed.pk).update(address="Dusun III, Jalan Lintas Km 9")
    filed.documents.filter(kind=DocumentKind.NIB).delete()
    clock.move(timedelta(seconds=1))  # else it is the same name and moment
    hand_in(filed)
    submit_company(company=filed, by=filed.members.get().user, note="Nomor rumah tidak ada.")
    shown = page(client, filed)
    assert shown.count("Diubah sejak pengajuan lalu. Sebelumnya:") == 2
    assert re.search(r"Sebelumnya: <span class=\"typed\">nib.pdf \([^)]*, \d\d\.\d\d WIB\)<", shown)
    assert "Pernah diminta: Kurang." in shown
    assert "Nomor rumah tidak ada." in shown


def test_papers_of_a_filed_company_are_read_by_verifiers_only(client, verifier, filed):
    paper = hand_in(filed, content=b"%PDF-isi")
    url = case(filed, "dokumen", paper.pk)
    answer = client.get(url)
    assert b"".join(answer.streaming_content) == b"%PDF-isi"
    assert answer["Content-Disposition"].startswith("attachment")
    counter = make_officer(roles.COUNTER)
    client.force_login(counter)
    assert client.get(url).status_code == 404


def test_papers_of_a_draft_and_of_another_company_are_not_found(client, verifier, filed):
    draft = CompanyFactory(state=CompanyState.DRAFT, verified_at=None)
    paper = hand_in(draft)
    assert client.get(case(draft, "dokumen", paper.pk)).status_code == 404
    assert client.get(case(filed, "dokumen", paper.pk)).status_code == 404


def test_reader_who_does_not_hold_the_case_gets_no_boxes(client, verifier, filed):
    assert "<textarea" not in page(client, filed)


@pytest.mark.parametrize("more", [0, 2])
def test_case_costs_the_same_for_any_number_of_papers(
    client, verifier, filed, more, django_assert_num_queries
):
    for number in range(more):
        hand_in(filed, DocumentKind.OTHER, name=f"{number}.pdf", content=b"%PDF-" + bytes(number))
    page(client, filed)
    with django_assert_num_queries(18):
        page(client, filed)


def test_decision_that_does_not_say_what_was_read_is_refused(client, verifier, filed):
    answer = decide(client, filed, decision="verified", seen="")
    assert filed.state == CompanyState.SUBMITTED
    assert "Baca lagi" in answer.content.decode()


def test_service_refuses_what_was_filed_after_the_form_was_checked(verifier, filed):
    read = str(filed.submissions.latest().pk)
    decide_company(company=filed, to="returned", officer=verifier, reason="Kurang.")
    submit_company(company=filed, by=filed.members.get().user, note="Sudah benar.")
    with pytest.raises(ResubmittedError):
        decide_company(company=filed, to="verified", officer=verifier, seen=read)
    filed.refresh_from_db()
    assert filed.state == CompanyState.SUBMITTED


def test_reasons_that_would_be_cut_are_refused_and_kept_on_the_page(client, verifier, filed):
    long = {"address": "a" * 490, "about": "b" * 490, "reason": "c" * 1900}
    answer = decide(client, filed, decision="returned", **long)
    assert filed.state == CompanyState.SUBMITTED
    page = answer.content.decode()
    assert "Semua bagian bersama paling banyak 2000 huruf" in page
    assert all(text in page for text in long.values())
