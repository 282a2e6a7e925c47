"""Fields that Django lacks: whole numbers as people write them here, a list of words."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sikas.ui.formats import format_number

# 3500000 or 3.500.000; «3.5» is neither, and nobody knows what it means.
_WHOLE = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+|[0-9]+")
MAX_TYPED = 30  # characters of a number, with everything around it
MAX_WORDS, MAX_WORD = 20, 60


class WholeNumberField(forms.IntegerField):
    """A number of people or of rupiah, with or without dots between thousands."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": gettext_lazy("Tulis angka bulat, contoh 3 atau 3.500.000."),
        "min_value": gettext_lazy("Periksa lagi: paling sedikit %(limit_value)s."),
    }

    def __init__(self, *, max_value: int, **kwargs: Any) -> None:
        super().__init__(max_value=max_value, **kwargs)
        most = gettext_lazy("Periksa lagi: paling banyak {most}.")
        self.error_messages["max_value"] = format_lazy(most, most=format_number(max_value))

    def to_python(self, value: Any) -> int | None:
        """Return the number; raises ValidationError for anything else."""
        text = str(value or "").strip().removeprefix("Rp").strip().removesuffix(",-")
        if not text:
            return None
        if text[0] in "-−–":
            raise ValidationError(_("Angka tidak boleh kurang dari nol."), code="negative")
        if len(text) > MAX_TYPED or not _WHOLE.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(text.replace(".", ""))

    def prepare_value(self, value: Any) -> Any:
        """Show a number with dots; nothing for zero, which is what an empty box means."""
        if isinstance(value, int):
            return format_number(value) if value else ""
        return value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask a phone for its number keys."""
        return super().widget_attrs(widget) | {"inputmode": "numeric", "autocomplete": "off"}


class PeopleField(WholeNumberField):
    """A number of people; nothing typed is nobody."""

    def __init__(self, *, max_value: int, **kwargs: Any) -> None:
        super().__init__(max_value=max_value, required=False, **kwargs)

    def clean(self, value: Any) -> int:
        """Return the number, 0 when nothing was typed."""
        return super().clean(value) or 0


class WordsField(forms.CharField):
    """Several words or names, with commas or line ends between them."""

    def clean(self, value: Any) -> list[str]:
        """Return them in order, each once."""
        text = super().clean(value)
        typed = (" ".join(part.split()) for part in re.split(r"[,;\n]", text))
        words = list({word.casefold(): word for word in typed if word}.values())
        if len(words) > MAX_WORDS:
            raise ValidationError(_("Tulis paling banyak %s keterampilan.") % MAX_WORDS)
        if any(len(word) > MAX_WORD for word in words):
            raise ValidationError(_("Satu keterampilan paling panjang %s huruf.") % MAX_WORD)
        return words

    def prepare_value(self, value: Any) -> Any:
        """Show a list as it was typed."""
        return ", ".join(value) if isinstance(value, list) else value
