"""A whole vacancy read by the rules: texts, pay, whom it asks for."""

from decimal import Decimal

import pytest

from jobs.linter import Kind, lint_vacancy, mark_blocks
from jobs.linter.marks import mark_line
from sikas import clock
from sikas.reference.models import MinimumWage, Office
from sikas.ui.texts import blocks
from tests.jobs.factories import VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wage(district):
    Office.objects.create(area=district.parent)
    year = clock.now().year
    MinimumWage.objects.create(area=district.parent, year=year, amount=Decimal("3265908.21"))


def found(**facts) -> list[tuple[str, Kind, str]]:
    vacancy = VacancyFactory.build(company=None, **facts)
    return [(finding.field, finding.kind, finding.words) for finding in lint_vacancy(vacancy)]


def test_findings_name_field_kind_and_words():
    assert found(title="Kasir, wanita saja", requirements="Belum menikah") == [
        ("title", Kind.SEX, "wanita saja"),
        ("requirements", Kind.MARITAL, "Belum menikah"),
    ]


def test_what_blocks_stands_first_and_says_so():
    vacancy = VacancyFactory.build(
        company=None, title="Kasir maks 25 tahun", description="Dikenakan biaya administrasi."
    )
    first, second = lint_vacancy(vacancy)
    assert (first.kind, first.blocks) == (Kind.FEE, True)
    assert (second.kind, second.blocks) == (Kind.AGE, False)


@pytest.mark.parametrize(
    ("openings", "reason", "is_found"),
    (
        ({"openings_men": 2}, "", True),
        ({"openings_women": 2}, "", True),
        ({"openings_men": 2}, "Pengawas asrama putra", False),
        ({"openings_men": 2, "openings_women": 1}, "", False),
        ({"openings_men": 2, "openings_either": 1}, "", False),
        ({}, "", False),
    ),
    ids=str,
)
def test_vacancy_for_one_sex_needs_a_reason(openings, reason, is_found):
    facts = {"openings_either": 0} | openings
    kinds = [kind for _field, kind, _words in found(limits_reason=reason, **facts)]
    assert kinds == ([Kind.SEX] if is_found else [])


@pytest.mark.parametrize(
    ("pay", "is_found"),
    (
        ({"pay_min": 3_000_000, "pay_max": 4_000_000}, True),
        ({"pay_max": 3_000_000}, True),
        ({"pay_min": 3_265_909}, False),
        ({}, False),
        ({"pay_min": 1_000_000, "employment_type": "part_time"}, False),
        ({"pay_min": 1_000_000, "employment_type": "contract"}, True),
    ),
    ids=str,
)
def test_month_of_work_below_the_minimum_wage_is_found(wage, pay, is_found):
    expected = [Kind.PAY] if is_found else []
    assert [kind for _field, kind, _words in found(**pay)] == expected


def test_pay_is_named_beside_the_minimum_wage(wage):
    ((field, _kind, words),) = found(pay_min=3_000_000)
    assert field == "pay_min"
    assert words == "Rp3.000.000 / bulan, upah minimum Rp3.265.908"


def test_pay_is_not_judged_before_a_minimum_wage_is_known():
    assert found(pay_min=1) == []


def test_marks_stand_in_the_text_and_html_in_it_stays_text():
    line = mark_line("<b>Usia maks. 25 tahun</b>")
    assert line.startswith("&lt;b&gt;Usia <mark>maks. 25 tahun")
    assert '<span class="visually-hidden"> (Batas usia)</span></mark>&lt;/b&gt;' in line


def test_marks_of_one_place_do_not_overlap():
    line = mark_line("Pria, umur 20 – 35 tahun")
    assert line.count("<mark>") == line.count("</mark>") >= 1


def test_paragraphs_and_lists_stay_what_they_were():
    paragraph, listed = mark_blocks(blocks("Belum menikah\n- Jujur\n- Rajin"))
    assert not paragraph.bullets
    assert "<mark>" in paragraph.lines[0]
    assert (listed.bullets, [str(line) for line in listed.lines]) == (True, ["Jujur", "Rajin"])
