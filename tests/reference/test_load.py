"""Loading the code lists: what a first, a second and a wrong load do."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from sikas.reference.loading.reading import ReferenceFileError
from sikas.reference.models import (
    Area,
    Industry,
    MinimumWage,
    Occupation,
    Office,
)
from sikas.reference.services import load_reference

pytestmark = pytest.mark.django_db

AREAS = "system,code,level,name,parent_code\n"
ASAHAN = "kemendagri,12,province,Sumatera Utara,\nkemendagri,12.09,regency,Asahan,12\n"
ROWS = {
    "areas.csv": 235,
    "occupations.csv": 629,
    "occupation_synonyms.csv": 1227,
    "industries.csv": 109,
    "minimum_wages.csv": 3,
    "offices.csv": 1,
}


def write(folder, name, text):
    data = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(data)
    return folder


def totals(report, what):
    return {counts.file: getattr(counts, what) for counts in report}


def events():
    return {
        model.__name__: model._base_manager.count()
        for model in apps.get_app_config("reference").get_models()
        if model.__name__.endswith("Event")
    }


def test_first_load_inserts_every_row_of_our_own_files():
    assert totals(load_reference(), "inserted") == ROWS
    assert Area.objects.filter(level="district").count() == 25
    assert Area.objects.filter(level="urban_village").count() == 27
    assert Area.objects.filter(level="village").count() == 177
    assert str(MinimumWage.objects.get(year=2022).amount) == "2819625.10"


def test_second_load_writes_nothing():
    load_reference()
    before = events()
    report = load_reference()
    assert totals(report, "unchanged") == ROWS
    for what in ("inserted", "updated", "kept", "missing"):
        assert set(totals(report, what).values()) == {0}
    assert events() == before


def test_the_two_code_systems_give_one_number_to_different_regencies():
    load_reference()
    assert Area.objects.get(system="kemendagri", code="12.09").name == "Asahan"
    assert Area.objects.get(system="bps", code="1208").name == "Asahan"
    assert Area.objects.get(system="bps", code="1209").name == "Simalungun"


def test_national_row_follows_the_file_and_names_the_command_in_its_history(tmp_path):
    load_reference(folder=write(tmp_path, "areas.csv", AREAS + ASAHAN))
    changed = AREAS + ASAHAN.replace("Sumatera Utara", "Sumut")
    (counts,) = load_reference(folder=write(tmp_path, "areas.csv", changed))
    assert (counts.updated, counts.unchanged) == (1, 1)
    event = apps.get_model("reference", "AreaEvent").objects.get(pgh_label="update")
    assert (event.name, event.pgh_context.metadata) == ("Sumut", {"command": "load_reference"})


def test_row_of_the_office_is_kept_and_the_difference_told(tmp_path):
    load_reference()
    MinimumWage.objects.filter(year=2025).update(amount="3300000")
    Office.objects.update(phone="(0623) 41000")
    report = load_reference()
    assert totals(report, "kept") | {} == dict.fromkeys(ROWS, 0) | {
        "minimum_wages.csv": 1,
        "offices.csv": 1,
    }
    assert MinimumWage.objects.get(year=2025).amount == 3300000
    assert Office.objects.get().phone == "(0623) 41000"


def test_row_that_the_file_lacks_stays_and_is_counted(tmp_path):
    load_reference()
    (counts,) = load_reference(folder=write(tmp_path, "areas.csv", AREAS + ASAHAN))
    assert counts.missing == 230  # Kemendagri rows only: the file says nothing about BPS
    assert Area.objects.count() == 235


def test_dry_run_counts_and_writes_nothing():
    assert totals(load_reference(dry_run=True), "inserted") == ROWS
    assert not Area.objects.exists()
    assert not Office.objects.exists()


def test_full_lists_of_the_same_columns_load(tmp_path):
    load_reference()
    write(
        tmp_path, "occupations.csv", "code,digits,title\n92111,5,Pemanen Sawit\n921112,6,Mandor\n"
    )
    write(
        tmp_path,
        "industries.csv",
        "edition,code,digits,title,parent_code\n2020,012,3,Tanaman Tahunan,\n"
        "2020,0126,4,Buah Penghasil Minyak,012\n2020,01262,5,Kelapa Sawit,\n"
        "2025,A,1,Pertanian,\n2025,01,2,Pertanian Tanaman,A\n",
    )
    assert set(totals(load_reference(folder=tmp_path), "inserted").values()) == {2, 5}
    assert Occupation.objects.get(code="921112").parent.code == "92111"
    assert Industry.objects.get(code="01262").parent.parent.parent.parent.code == "A"
    assert Industry.objects.filter(code="01").count() == 2


def test_columns_may_stand_in_another_order_and_excel_marks_are_read(tmp_path):
    text = "\ufeffname,level,parent_code,code,system,x\r\n Sumatera  Utara ,province,,12,bps,x\r\n"
    load_reference(folder=write(tmp_path, "areas.csv", text))
    assert Area.objects.get().name == "Sumatera Utara"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("areas.csv", AREAS + ",12,province,Sumatera Utara,\n", "baris 2: kolom system kosong"),
        ("areas.csv", AREAS + "bps,12.09,regency,Asahan,12\n", "baris 2: code “12.09”"),
        ("areas.csv", AREAS + "pos,12,province,Sumut,\n", "baris 2: system “pos” tidak dikenal"),
        ("areas.csv", AREAS + "bps,12,desa,Sumut,\n", "baris 2: level “desa” tidak dikenal"),
        ("areas.csv", AREAS + "bps,12,province,,\n", "baris 2: name:"),
        ("areas.csv", AREAS + f"bps,12,province,{'x' * 101},\n", "baris 2: name:"),
        ("areas.csv", AREAS + "bps,12,province,Sumut,1208\n", "baris 2: provinsi tidak punya"),
        ("areas.csv", AREAS + "bps,1208,regency,Asahan,12\n", "baris 2: kode 12 tidak ada"),
        ("areas.csv", AREAS + "bps,1208,regency,Asahan,1208\n", "baris 2: parent_code 1208 bukan"),
        ("areas.csv", AREAS + "bps,1208,regency,Asahan,11\n", "baris 2: parent_code 11 bukan"),
        ("areas.csv", AREAS + ASAHAN + ASAHAN, "baris 4: mengulang baris 2"),
        ("areas.csv", AREAS + '"bps",12,"provi\nnce",x,\nbps\n', "baris 4: ada 1 kolom"),
        ("areas.csv", AREAS + '\n\nbps,12,"province,x,\n', "bukan CSV yang utuh"),
        ("areas.csv", "system;code;level;name;parent_code\n", "baris 1: kolom system, code"),
        ("areas.csv", "code,level,name,parent_code\n", "baris 1: kolom system tidak ada"),
        ("areas.csv", "system,code,level,name,parent_code,name\n", "kolom name tertulis dua kali"),
        ("areas.csv", "", "areas.csv: berkas kosong"),
        (
            "areas.csv",
            (AREAS + "bps,12,province,Sum\xe4,\n").encode("latin-1"),
            "baris 2: bukan UTF-8",
        ),
        ("areas.csv", AREAS + "bps,12,province,Sumut\0,\n", "baris 2: berisi bita NUL"),
        (
            "occupations.csv",
            "code,digits,title\n1,1,Manajer\n11,3,X\n",
            "baris 3: digits 3 tidak sama",
        ),
        ("occupations.csv", "code,digits,title\n1x,2,X\n", "baris 2: code “1x”"),
        ("occupations.csv", "code,digits,title\n11,2,X\n", "baris 2: kode 1 tidak ada"),
        ("occupations.csv", "code,digits,title\n\u0661,1,X\n", "baris 2: code"),
        ("occupation_synonyms.csv", "term,occupation_code\nPemanen,9211\n", "baris 2: term"),
        (
            "occupation_synonyms.csv",
            "term,occupation_code\npemanen,9\n",
            "baris 2: kode 9 tidak ada",
        ),
        (
            "industries.csv",
            "edition,code,digits,title,parent_code\n2020,01,2,X,\n",
            "baris 2: parent_code “”",
        ),
        (
            "industries.csv",
            "edition,code,digits,title,parent_code\n2020,A,1,X,\n2025,01,2,X,A\n",
            "baris 3: kode A tidak ada",
        ),
        (
            "industries.csv",
            "edition,code,digits,title,parent_code\n2020,012,3,X,02\n",
            "baris 2: parent_code 02 bukan",
        ),
        (
            "minimum_wages.csv",
            'area_system,area_code,year,amount\nbps,1208,2025,"3.265.908,21"\n',
            "baris 2: amount",
        ),
        (
            "minimum_wages.csv",
            "area_system,area_code,year,amount\nbps,1208,2025,0\n",
            "amount harus",
        ),
        (
            "minimum_wages.csv",
            "area_system,area_code,year,amount\n,1208,2025,1\n",
            "area_system kosong",
        ),
        ("minimum_wages.csv", "area_system,area_code,year,amount\nbps,12,20x,1\n", "baris 2: year"),
    ],
)
def test_wrong_row_is_named_by_file_and_line_and_nothing_is_loaded(tmp_path, name, text, told):
    write(tmp_path, name, text)
    if name != "areas.csv":
        write(tmp_path, "areas.csv", AREAS + ASAHAN)
    with pytest.raises(ReferenceFileError) as error:
        load_reference(folder=tmp_path)
    assert str(error.value).startswith(name)
    assert told in str(error.value)
    assert not Area.objects.exists()


def test_wrong_last_file_undoes_the_first(tmp_path):
    write(tmp_path, "areas.csv", AREAS + ASAHAN)
    wages = "area_system,area_code,year,amount\nkemendagri,12.09,2025,1\nkemendagri,12.08,2025,1\n"
    write(tmp_path, "minimum_wages.csv", wages)
    with pytest.raises(ReferenceFileError, match=r"minimum_wages\.csv baris 3: kode 12\.08"):
        load_reference(folder=tmp_path)
    assert not Area.objects.exists()
    assert not MinimumWage.objects.exists()


def test_every_wrong_row_is_told_up_to_twenty(tmp_path):
    write(tmp_path, "areas.csv", AREAS + "bps,x,province,X,\n" * 25)
    with pytest.raises(ReferenceFileError) as error:
        load_reference(folder=tmp_path)
    lines = str(error.value).splitlines()
    assert lines[19].startswith("areas.csv baris 21:")
    assert lines[20:] == ["… dan 5 baris lain."]


def test_folder_without_known_files_is_told(tmp_path):
    with pytest.raises(ReferenceFileError, match=r"tidak ada berkas acuan.*areas\.csv"):
        load_reference(folder=tmp_path)


def test_file_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    path = write(tmp_path, "areas.csv", AREAS) / "areas.csv"
    monkeypatch.setattr(type(path), "read_bytes", _refuse)
    with pytest.raises(ReferenceFileError, match=r"areas\.csv: tidak dapat dibaca \(tidak boleh"):
        load_reference(folder=tmp_path)


def _refuse(_path):
    raise PermissionError(13, "tidak boleh")


def test_file_of_absurd_size_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("sikas.reference.loading.reading.MAX_BYTES", 10)
    with pytest.raises(ReferenceFileError, match="lebih besar dari 50 MB"):
        load_reference(folder=write(tmp_path, "areas.csv", AREAS))


def test_command_prints_a_line_per_file_and_says_that_a_trial_saved_nothing():
    out = StringIO()
    call_command("load_reference", "--dry-run", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("areas.csv: 235 baru, 0 diubah, 0 tetap")
    assert lines[6] == "Percobaan saja: tidak ada yang disimpan."


def test_command_ends_with_the_wrong_line(tmp_path):
    write(tmp_path, "areas.csv", AREAS + "bps,x,province,X,\n")
    with pytest.raises(CommandError, match=r"data tidak berubah\.\nareas\.csv baris 2: code"):
        call_command("load_reference", "--dir", str(tmp_path))
