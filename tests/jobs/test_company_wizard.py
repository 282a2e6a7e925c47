"""A company writes a vacancy step by step; every step is a form saved by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.deadlines import end_of_day, last_day, today
from jobs.models import Vacancy
from jobs.services.drafts import NotWritableError
from jobs.views.employer import writing
from sikas.reference.models import Occupation, Office
from tests.employers.people import member_of
from tests.jobs.company_side import company_of
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(occupation):
    found = Occupation.objects.create(code="523", digits=3, title="Kasir", parent=occupation)
    return Occupation.objects.create(code="5230", digits=4, title="Kasir Toko", parent=found)


@pytest.fixture
def draft(client):
    return VacancyFactory(draft=True, company=company_of(client), title="Kasir", closes_at=None)


def address(vacancy: Vacancy, rest: str = "") -> str:
    return f"/perusahaan-saya/{vacancy.company_id}/lowongan/{vacancy.pk}/{rest}"


def shown(client, url: str) -> dict[str, str]:
    """Return what a browser would send of the form as it is shown."""
    form = client.get(url).context["form"]
    values = {bound.html_name: bound.value() for bound in form}
    if parts := values.pop("closes_on", None):
        values |= {f"closes_on_{name}": getattr(parts, name) for name in ("day", "month", "year")}
    return {name: value for name, value in values.items() if value is not None}


def day_parts(day) -> dict[str, int]:
    return {f"closes_on_{part}": getattr(day, part) for part in ("day", "month", "year")}


def row() -> dict[str, object]:
    return dict(Vacancy.objects.values().get())


def text(response) -> str:
    return response.content.decode()


def send(client, vacancy: Vacancy, part: str, **typed):
    url = address(vacancy, f"isi/{part}/")
    answer = client.post(url, shown(client, url) | typed)
    vacancy.refresh_from_db()
    return answer


def test_new_vacancy_opens_its_first_step(client):
    company = company_of(client)
    answer = client.post(f"/perusahaan-saya/{company.pk}/lowongan/baru/")
    draft = Vacancy.objects.get()
    assert answer["Location"] == address(draft, "isi/posisi/")
    assert client.get(answer["Location"]).status_code == 200
    assert (draft.company, draft.state) == (company, "draft")


def test_first_step_saves_title_occupation_and_openings_and_leads_on(client, draft, job):
    answer = send(
        client, draft, "posisi", title="  Kasir   Malam ", occupation=job.pk, openings_men="1.200"
    )
    assert answer["Location"] == address(draft, "isi/pekerjaan/")
    assert (draft.title, draft.occupation, draft.openings_men) == ("Kasir Malam", job, 1200)


def test_second_step_saves_place_pay_and_the_end_of_the_last_day(client, draft, village):
    day = today() + timedelta(days=20)
    typed = {
        "description": "Melayani pembeli.",
        "area": village.pk,
        "pay_kind": "upah",
        "pay_min": "Rp3.500.000",
        "pay_max": "3800000",
    }
    answer = send(client, draft, "pekerjaan", **typed, **day_parts(day))
    assert answer["Location"] == address(draft, "isi/syarat/")
    assert (draft.area, draft.pay_min, draft.pay_max) == (village, 3_500_000, 3_800_000)
    assert draft.closes_at == end_of_day(day)


def test_third_step_saves_requirements_and_limits_with_their_reason(client, draft):
    typed = {
        "requirements": "Teliti",
        "education": "40",
        "experience_years": "2",
        "skills": "Excel, kasir,\nexcel , ",
        "age_min": "21",
        "limits_reason": "Menjual rokok",
    }
    answer = send(client, draft, "syarat", **typed)
    assert answer["Location"] == address(draft, "isi/inklusi/")
    assert (draft.education, draft.experience_years, draft.skills) == (40, 2, ["excel", "kasir"])
    assert (draft.age_min, draft.age_max, draft.limits_reason) == (21, None, "Menjual rokok")


def test_last_step_saves_kinds_of_disability_and_leads_to_the_whole(client, draft):
    answer = send(client, draft, "inklusi", disabilities=["hearing", "physical"])
    assert answer["Location"] == address(draft)
    assert draft.disabilities == ["hearing", "physical"]
    send(client, draft, "inklusi", disabilities=[])
    assert draft.disabilities == []


def test_minimum_wage_forgets_amounts_typed_before(client, draft):
    Vacancy.objects.filter(pk=draft.pk).update(pay_min=4_000_000, pay_max=5_000_000)
    send(client, draft, "pekerjaan", pay_kind="umk")
    assert (draft.pay_min, draft.pay_max) == (None, None)


def test_work_abroad_has_a_country_and_no_desa(client, draft, village):
    Vacancy.objects.filter(pk=draft.pk).update(area=village)
    typed = {"where": "luar", "country": "Malaysia", "permit_number": "SIP 7"}
    send(client, draft, "pekerjaan", **typed)
    assert (draft.country, draft.permit_number, draft.area) == ("Malaysia", "SIP 7", None)
    assert "Malaysia" in text(client.get(address(draft)))
    send(client, draft, "pekerjaan", where="dalam")
    assert (draft.country, draft.permit_number) == ("", "")


def test_place_that_is_no_desa_of_the_list_stays_when_the_step_is_saved(client, draft, district):
    Vacancy.objects.filter(pk=draft.pk).update(area=district)
    Office.objects.create(area=district.parent)
    Office.objects.forget()
    send(client, draft, "pekerjaan", address="Jalan Lintas")
    assert (draft.area, draft.address) == (district, "Jalan Lintas")


@pytest.mark.parametrize(
    ("part", "typed", "words"),
    (
        ("posisi", {"title": "12345"}, "Tulis nama pekerjaannya dengan huruf."),
        ("posisi", {"title": "Kasir\x00"}, "huruf yang tidak terbaca"),
        ("posisi", {"title": "K" * 121}, "paling banyak 120 huruf"),
        ("posisi", {"openings_either": "0"}, "Isi paling sedikit satu orang."),
        ("posisi", {"openings_men": "-1"}, "Angka tidak boleh kurang dari nol."),
        ("posisi", {"openings_women": "1000000000"}, "paling banyak 5.000."),
        ("posisi", {"openings_women": "3.5"}, "Tulis angka bulat"),
        ("posisi", {"openings_women": "9" * 400}, "Tulis angka bulat"),
        ("posisi", {"openings_women": "٣"}, "Tulis angka bulat"),
        ("posisi", {"occupation": "99999999"}, "Pilih jabatan dari daftar."),
        ("posisi", {"occupation": "9" * 40}, "Pilih jabatan dari daftar."),
        ("posisi", {"occupation": "x\x00"}, "huruf yang tidak terbaca"),
        ("posisi", {"employment_type": "budak"}, "Masukkan pilihan yang valid"),
        ("pekerjaan", {"pay_kind": "upah", "pay_min": "-1"}, "Angka tidak boleh kurang dari nol."),
        ("pekerjaan", {"pay_kind": "upah", "pay_min": "0"}, "paling sedikit 1."),
        ("pekerjaan", {"pay_kind": "upah"}, "Isi upah, atau pilih “Sesuai UMK”."),
        ("pekerjaan", {"pay_kind": "upah", "pay_max": "2000000000"}, "paling banyak 1.000.000.000"),
        (
            "pekerjaan",
            {"pay_kind": "upah", "pay_min": "4000000", "pay_max": "3000000"},
            "Upah tertinggi lebih kecil daripada upah terendah.",
        ),
        ("pekerjaan", {"pay_kind": "gratis"}, "Masukkan pilihan yang valid"),
        ("pekerjaan", {"where": "luar"}, "Isi negara tujuan."),
        ("pekerjaan", {"where": "bulan"}, "Masukkan pilihan yang valid"),
        ("pekerjaan", {"area": "99999999"}, "Pilih tempat dari daftar."),
        ("pekerjaan", {"description": "a" * 8001}, "paling banyak 8000 huruf"),
        ("syarat", {"age_min": "30", "age_max": "20", "limits_reason": "a"}, "Usia tertinggi"),
        ("syarat", {"age_min": "5"}, "paling sedikit 15."),
        ("syarat", {"age_max": "120"}, "paling banyak 99."),
        ("syarat", {"age_max": "30"}, "Tulis mengapa pekerjaan ini memerlukan"),
        ("syarat", {"personal_limits": "Tinggi 170"}, "Tulis mengapa pekerjaan ini memerlukan"),
        ("syarat", {"skills": ",".join(map(str, range(30)))}, "Tulis paling banyak 20"),
        ("syarat", {"skills": "x" * 61}, "paling panjang 60 huruf"),
        ("syarat", {"experience_years": "41"}, "paling banyak 40."),
        ("syarat", {"education": "7"}, "Masukkan pilihan yang valid"),
        ("inklusi", {"disabilities": ["hearing", "buta"]}, "Pilih dari daftar."),
    ),
)
def test_bad_value_is_told_at_its_box_and_nothing_of_the_step_is_saved(
    client, draft, part, typed, words
):
    before = Vacancy.objects.values().get()
    answer = send(client, draft, part, **typed)
    page = text(answer)
    assert answer.status_code == 200
    assert words in page
    assert 'aria-invalid="true"' in page or "field-wrong" in page
    assert Vacancy.objects.values().get() == before


def test_everything_typed_is_kept_beside_the_error(client, draft):
    page = text(send(client, draft, "posisi", title="Kasir Pagi", openings_men="-1"))
    assert 'value="Kasir Pagi"' in page
    assert 'value="-1"' in page


@pytest.mark.parametrize("ahead", (-1, 91, 365 * 900))
def test_closing_day_that_is_past_or_far_is_refused(client, draft, ahead):
    page = text(send(client, draft, "pekerjaan", **day_parts(today() + timedelta(days=ahead))))
    assert "Pilih tanggal dari" in page
    assert draft.closes_at is None


@pytest.mark.parametrize(
    "parts", ({"day": 31, "month": 2, "year": 2027}, {"day": 1, "month": 1, "year": "0000"})
)
def test_day_that_no_calendar_has_is_refused(client, draft, parts):
    typed = {f"closes_on_{name}": value for name, value in parts.items()}
    assert "Tulis tanggal, contoh" in text(send(client, draft, "pekerjaan", **typed))


def test_last_possible_day_is_accepted(client, draft):
    send(client, draft, "pekerjaan", **day_parts(last_day()))
    assert timezone.localdate(draft.closes_at) == last_day()


def test_text_of_eight_thousand_letters_fits_whatever_its_line_ends(client, draft):
    typed = "baris\r\n" * 1300 + "x" * 200
    send(client, draft, "pekerjaan", description=typed)
    assert len(draft.description) == 8000


def test_html_in_a_description_is_shown_as_text(client, draft):
    send(client, draft, "pekerjaan", description="<script>alert(1)</script> maks. 25 tahun")
    page = text(client.get(address(draft)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>maks. 25 tahun" in page
    assert "<script>alert" not in page


def test_nothing_but_the_boxes_of_the_step_is_written(client, draft):
    other = CompanyFactory()
    before = row()
    forged = {
        "state": "published",
        "company": other.pk,
        "company_id": other.pk,
        "source": "karirhub",
        "published_at": "2026-01-01",
        "closes_at": "2099-01-01",
        "description": "Dicuri",
        "apply_url": "https://contoh.id/",
        "employer_name": "Lain",
    }
    send(client, draft, "posisi", title="Kasir Sore", **forged)
    after = row()
    assert {name for name in after if after[name] != before[name]} == {"title", "updated_at"}


def test_occupations_are_suggested_from_the_title(client, draft, job):
    page = text(client.get(address(draft, "isi/posisi/")))
    assert f'name="occupation" value="{job.pk}"' in page


def test_typing_a_title_gets_the_list_alone_with_the_chosen_one_in_it(client, draft, job):
    cook = Occupation.objects.create(
        code="5120", digits=4, title="Juru Masak", parent=job.parent.parent
    )
    url = address(draft, "isi/posisi/")
    typed = {"title": "kasir", "occupation": cook.pk}
    page = text(client.get(url, typed, headers={"HX-Request": "true"}))
    assert f'value="{cook.pk}" checked' in page
    assert f'value="{job.pk}"' in page
    assert "<html" not in page


@pytest.mark.parametrize(
    ("words", "told"), (("qqqq", "Tidak ada jabatan yang cocok"), ("", "Isi judul dulu"))
)
def test_list_of_occupations_says_why_it_is_empty(client, draft, words, told):
    url = address(draft, "isi/posisi/")
    typed = {"title": "", "cari": words, "occupation": "x"}
    assert told in text(client.get(url, typed, headers={"HX-Request": "true"}))


def test_without_scripts_a_button_looks_for_occupations_and_saves_what_was_typed(
    client, draft, job
):
    answer = send(client, draft, "posisi", title="Penjaga", cari="kasir", cari_jabatan="1")
    assert answer["Location"] == address(draft, "isi/posisi/?cari=kasir#id_occupation")
    assert draft.title == "Penjaga"
    assert f'value="{job.pk}"' in text(client.get(answer["Location"]))


def test_words_found_by_the_linter_stand_beside_their_box(client, draft):
    send(client, draft, "pekerjaan", description="Dikenakan biaya administrasi Rp50.000")
    page = text(client.get(address(draft, "isi/pekerjaan/")))
    beside = page.partition('id="temuan-description"')[2].partition('id="temuan-pay_min"')[0]
    assert "<mark>Dikenakan biaya administrasi</mark>" in beside
    assert "Lowongan belum dapat diajukan selama bagian ini ada" in beside


def test_linter_reads_what_was_typed_even_when_the_step_is_refused(client, draft):
    page = text(send(client, draft, "posisi", title="Kasir, wanita saja", openings_men="x"))
    assert "<mark>wanita saja</mark>" in page


def test_colleague_is_not_overwritten_unawares(client, draft):
    url = address(draft, "isi/posisi/")
    mine = shown(client, url)
    client.post(url, shown(client, url) | {"title": "Kasir Pagi"})
    refused = client.post(url, mine | {"title": "Kasir Malam"})
    draft.refresh_from_db()
    assert draft.title == "Kasir Pagi"
    assert "Rekan Anda atau tab lain menyimpan langkah ini" in text(refused)
    assert 'value="Kasir Malam"' in text(refused)
    again = mine | {"title": "Kasir Malam", "loaded": refused.context["form"]["loaded"].value()}
    client.post(url, again)
    draft.refresh_from_db()
    assert draft.title == "Kasir Malam"


def test_vacancy_submitted_in_another_tab_is_not_written_in(client, draft):
    typed = shown(client, address(draft, "isi/posisi/")) | {"title": "Lain"}
    Vacancy.objects.filter(pk=draft.pk).update(state="submitted", description="a")
    answer = client.post(address(draft, "isi/posisi/"), typed, follow=True)
    assert "Lowongan ini sudah diajukan" in text(answer)
    draft.refresh_from_db()
    assert draft.title == "Kasir"


def test_vacancy_submitted_at_the_same_moment_keeps_what_was_typed(client, draft, monkeypatch):
    def refuse(**_values: object) -> None:
        raise NotWritableError

    monkeypatch.setattr(writing, "save_draft", refuse)
    page = text(send(client, draft, "posisi", title="Kasir Sore"))
    assert "Lowongan ini sudah diajukan. Tarik dulu" in page
    assert 'value="Kasir Sore"' in page


@pytest.mark.parametrize("part", ("periksa", "tidak-ada"))
def test_step_that_is_none_does_not_exist(client, draft, part):
    assert client.get(address(draft, f"isi/{part}/")).status_code == 404


@pytest.mark.parametrize(
    "rest", ("", "isi/posisi/", "isi/posisi/otomatis/", "hapus/", "salin/", "hasil/", "tarik/")
)
def test_vacancy_of_another_company_does_not_exist(client, draft, rest):
    stranger = member_of(CompanyFactory())
    client.force_login(stranger)
    assert client.post(address(draft, rest), {"title": "Dicuri"}).status_code == 404
    mine = stranger.memberships.get().company_id
    mixed = f"/perusahaan-saya/{mine}/lowongan/{draft.pk}/{rest}"
    assert client.post(mixed, {"title": "Dicuri"}).status_code == 404
    draft.refresh_from_db()
    assert draft.title == "Kasir"
