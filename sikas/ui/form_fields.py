"""Form fields that Django lacks: texts as people see them, money as they write it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sikas.origins import Origin

LARGEST_AMOUNT = 1_000_000_000  # rupiah; more is a slip of the finger
_MONEY = re.compile(r"(?i:rp\.?)?\s*(-?)\s*([0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]+)(?:,0{1,2}|,-)?")


def lock_official(form: forms.BaseForm, origin: Origin | None) -> Origin | None:
    """Show the fields that another office owns with its words, and let nobody change them.

    Returns the origin when there are any.
    """
    owned = [name for name in form.fields if origin and origin.said_at(name)]
    for name in owned:
        field = form.fields[name]
        field.disabled, field.help_text = True, origin.said_at(name) if origin else ""
    return origin if owned else None


class LongTextField(forms.CharField):
    """A text of several lines, counted as the person sees it: browsers send two signs a line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends."""
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class OneLineField(forms.CharField):
    """A short text with single blanks and nothing invisible in it."""

    def to_python(self, value: Any) -> str:
        """Return the text on one line; raises ValidationError."""
        text = " ".join(str(super().to_python(value) or "").split())
        if not text.isprintable() and "\x00" not in text:  # that one has words of its own
            raise ValidationError(_("Isian ini memuat huruf yang tidak terbaca. Ketik ulang."))
        return text


class MoneyField(forms.CharField):
    """Whole rupiah as people write them: 3000000, 3.000.000, Rp3.000.000."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)

    def clean(self, value: Any) -> int | None:
        """Return rupiah, None when empty; raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        match = _MONEY.fullmatch(text)
        if not match:
            raise ValidationError(_("Tulis angka saja, contoh 3.000.000."))
        if match[1]:
            raise ValidationError(_("Jumlah uang tidak boleh kurang dari nol."))
        amount = int(re.sub(r"[. ]", "", match[2]))
        if amount > LARGEST_AMOUNT:
            raise ValidationError(_("Jumlah ini terlalu besar. Periksa lagi angkanya."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        """Show an amount with its dots."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value
