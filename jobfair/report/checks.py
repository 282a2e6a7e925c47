"""The reconciliation: each total by several ways, which must agree to the unit."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

Check = dict[str, Any]


def compare(found: Mapping[str, Any]) -> list[Check]:
    """Return for each total the ways it was counted: label, ways (label, number), difference."""
    return [
        _check(_("Perusahaan"), _companies(found)),
        _check(_("Jabatan"), _positions(found)),
        _check(_("Jumlah kebutuhan (orang)"), _openings(found)),
        _check(_("Pelamar"), _applicants(found)),
        _check(_("Lamaran"), _applications(found)),
        _check(_("Lamaran ditarik"), _withdrawn(found)),
        _check(_("Lamaran dijawab"), _both(found, "answered")),
        _check(_("Diterima bekerja"), _hired(found)),
        _check(
            _("Lamaran di luar waktu job fair"),
            {_("Harus nol"): 0, _("Baris lamaran"): found["directly"]["outside"]},
        ),
    ]


def difference(checks: list[Check]) -> int:
    """Return how far all totals are from agreeing; 0 when the report is sound."""
    return sum(check["difference"] for check in checks)


def _check(what: str, ways: Mapping[str, int]) -> Check:
    numbers = ways.values()
    return {"what": what, "ways": [*ways.items()], "difference": max(numbers) - min(numbers)}


def _sum(rows: list[dict[str, Any]], name: str) -> int:
    return sum(row[name] for row in rows)


def _both(found: Mapping[str, Any], name: str) -> dict[str, int]:
    return {
        _("Ringkasan"): found["summary"][name],
        _("Jumlah lembar Perusahaan"): _sum(found["companies"], name),
        _("Jumlah lembar Jabatan"): _sum(found["positions"], name),
    }


def _companies(found: Mapping[str, Any]) -> dict[str, int]:
    return {
        _("Ringkasan"): found["summary"]["companies"],
        _("Baris lembar Perusahaan"): len(found["companies"]),
    }


def _positions(found: Mapping[str, Any]) -> dict[str, int]:
    return {
        _("Ringkasan"): found["summary"]["positions"],
        _("Baris lembar Jabatan"): len(found["positions"]),
        _("Jumlah lembar Perusahaan"): _sum(found["companies"], "positions"),
    }


def _openings(found: Mapping[str, Any]) -> dict[str, int]:
    return _both(found, "openings")


def _applicants(found: Mapping[str, Any]) -> dict[str, int]:
    names = {
        "district": _("menurut kecamatan"),
        "sex": _("menurut jenis kelamin"),
        "age": _("menurut usia"),
        "education": _("menurut pendidikan"),
        "disability": _("menurut disabilitas"),
        "way": _("menurut jalan masuk"),
    }
    return {
        _("Ringkasan"): found["summary"]["applicants"],
        _("Orang di baris lamaran"): found["directly"]["applicants"],
        _("Peserta dengan jatah terpakai"): found["directly"]["users"],
        **{
            _("Lembar Pelamar, %s") % label: sum(number for _label, number in found["people"][name])
            for name, label in names.items()
        },
    }


def _applications(found: Mapping[str, Any]) -> dict[str, int]:
    return {
        **_both(found, "applications"),
        _("Baris lamaran yang dihitung"): found["directly"]["applications"],
        _("Jatah terpakai para peserta"): found["directly"]["used"],
        _("Jumlah menurut keadaan"): sum(number for _state, number, _people in found["states"]),
        _("Jumlah kurva jam"): sum(number for _hour, number, _people in found["hours"]),
    }


def _withdrawn(found: Mapping[str, Any]) -> dict[str, int]:
    directly = found["directly"]
    return {
        **_both(found, "withdrawn"),
        _("Semua baris dikurangi yang dihitung"): directly["received"] - directly["applications"],
    }


def _hired(found: Mapping[str, Any]) -> dict[str, int]:
    return _both(found, "hired") | {_("Baris penempatan"): found["directly"]["placements"]}
