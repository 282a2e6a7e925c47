"""The NIK: how it is read, what it says, and how it is kept (PPKKCC DDMMYY SSSS, UU 24/2013).

Always text: 2^53 is smaller than a NIK of Papua. PPKKCC is where it was first issued, which says
nothing about where its holder lives; women have 40 added to the day.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from seekers.enums import Sex
from sikas import encryption

PURPOSE = "seekers.nik"
WOMEN = 40  # added to the day of birth
_SEPARATORS = re.compile(r"[\s.\-]")
_DIGITS = re.compile(r"[0-9]{16}")


@dataclass(frozen=True)
class Nik:
    """Sixteen checked digits."""

    digits: str

    @property
    def sex(self) -> Sex:
        """What the day says."""
        return Sex.FEMALE if int(self.digits[6:8]) > WOMEN else Sex.MALE

    @property
    def masked(self) -> str:
        """Enough for the holder to recognise it."""
        return f"{self.digits[:4]}••••••••{self.digits[-4:]}"

    @property
    def grouped(self) -> str:
        """All digits, in fours: easier to compare with a card."""
        return " ".join(self.digits[start : start + 4] for start in range(0, 16, 4))

    def agrees_with(self, birth_date: date) -> bool:
        """Tell whether the birth date is the one in the number, whose year has two digits."""
        return self.digits[6:12] in {
            f"{birth_date.day + added:02}{birth_date:%m%y}" for added in (0, WOMEN)
        }

    def sealed(self) -> str:
        """Return what the database keeps."""
        return encryption.seal(self.digits, purpose=PURPOSE)

    def blind_indexes(self) -> dict[str, str]:
        """Return the columns by which it is found: {"nik_index_a": …}; absent places are None."""
        found = encryption.blind_indexes(self.digits, purpose=PURPOSE)
        return {f"nik_index_{slot}": found.get(slot) for slot in encryption.SLOTS}  # type: ignore[misc]


def parse_nik(text: str) -> Nik:
    """Read a NIK as people type it; raises ValidationError.

    Blanks, dots and hyphens are forgiven; the birth date must exist in some century.
    """
    digits = _SEPARATORS.sub("", text)
    if not _DIGITS.fullmatch(digits):
        raise ValidationError(
            _("NIK terdiri atas 16 angka. Lihat bagian atas KTP Anda."), code="nik_length"
        )
    if not _is_date(digits[6:12]) or digits[:6].startswith("00") or digits.endswith("0000"):
        raise ValidationError(
            _("NIK ini tidak mungkin benar. Periksa lagi angkanya di KTP."), code="nik_shape"
        )
    return Nik(digits)


def open_nik(sealed: str) -> Nik:
    """Return the NIK that the database keeps; raises CannotOpenError."""
    return Nik(encryption.unseal(sealed, purpose=PURPOSE))


def masked_nik(sealed: str) -> str:
    """Return a kept NIK as every page shows it; empty while there is none or its key is gone."""
    if not sealed:
        return ""
    try:
        return open_nik(sealed).masked
    except encryption.CannotOpenError:
        return "••••••••••••••••"


def _is_date(ddmmyy: str) -> bool:
    day = int(ddmmyy[:2])
    day -= WOMEN if day > WOMEN else 0
    try:
        # 29 February exists in either century or in none: 1900 is the exception nobody alive has.
        date(2000 + int(ddmmyy[4:]), int(ddmmyy[2:4]), day)
    except ValueError:
        return False
    return True
