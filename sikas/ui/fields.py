"""How one form field is drawn: label, hint, error, control, all tied together for everyone."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sikas.ui.formats import in_sentence
from sikas.ui.widgets import DateParts

# The first match decides, so a subclass stands before its parent.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.PasswordInput, "password"),
    (forms.ClearableFileInput, "file"),
    (forms.FileInput, "file"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "checkbox"),
    (DateParts, "date"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
)
# What a box for a code needs from the keyboard and from the phone's messages.
CODE_ATTRIBUTES = {
    "inputmode": "numeric",
    "autocomplete": "one-time-code",
    "autocapitalize": "off",
    "spellcheck": "false",
    "size": 8,
}


def field_kind(bound: BoundField) -> str:
    """Name the way to draw a field after its widget; `text` for everything plain."""
    widget = bound.field.widget
    return next((kind for parent, kind in KINDS if isinstance(widget, parent)), "text")


def _attributes(kind: str, options: dict[str, Any]) -> dict[str, Any]:
    """Turn the options of the tag into HTML attributes."""
    attrs = {name.replace("_", "-"): value for name, value in options.items() if value != ""}
    return CODE_ATTRIBUTES | attrs if kind == "code" else attrs


def _described_by(base: str, parts: dict[str, Any]) -> str:
    return " ".join(f"{base}_{part}" for part, present in parts.items() if present)


def render_field(
    bound: BoundField, *, hint: str = "", kind: str = "", wanted: str = "", **options: Any
) -> SafeString:
    """Return a field of a form as HTML; `options` become attributes of its control.

    The control is described by its hint (else the help text), by what an officer `wanted`
    corrected, its error and its counter. `kind` overrides what the widget says: `code` for a code
    from a message, `cards` for radio buttons as cards, each explained by `hint_<its value>`. With
    `optional=False` a field that is only sometimes needed is not called optional.
    """
    kind = kind or field_kind(bound)
    if kind == "hidden":
        return bound.as_widget()
    hint = str(hint or bound.help_text or "")
    limit = bound.field.widget.attrs.get("maxlength") if kind == "textarea" else None
    grouped = bound.use_fieldset
    can_be_left = not (bound.field.required or bound.field.disabled)
    optional = options.pop("optional", can_be_left)
    label = options.pop("label", "") or bound.label
    hints = {name: options.pop(name) for name in list(options) if name.startswith("hint_")}
    attrs = _attributes(kind, options)
    parts = {"hint": hint, "wanted": wanted, "error": bound.errors, "counter": limit}
    described_by = _described_by(bound.auto_id, parts)
    if described_by and not grouped:
        attrs["aria-describedby"] = described_by
    context = {
        "bound": bound,
        "kind": kind,
        "label": label,
        "hint": hint,
        "wanted": wanted,
        "errors": error_texts(bound),
        "described_by": described_by,
        "optional": optional and kind != "checkbox",
        "limit": limit,
        "control": None if kind in {"cards", "choices"} else bound.as_widget(attrs=attrs),
        "base": bound.auto_id,
        "choices": _choices(bound, hints) if kind in {"cards", "choices"} else [],
    }
    return render_to_string(f"components/field{'_group' if grouped else ''}.html", context)


def _choices(bound: BoundField, hints: dict[str, Any]) -> list[dict[str, Any]]:
    """Describe each radio button or check box of a group."""
    return [
        {
            "control": choice.tag(),
            "id": choice.id_for_label,
            "label": choice.choice_label,
            "hint": hints.get(f"hint_{choice.data['value']}", ""),
        }
        for choice in bound.subwidgets
    ]


def error_texts(bound: BoundField) -> list[str]:
    """Return the errors of a field; Django's "this field is required" becomes what to do."""
    standard = forms.Field.default_error_messages["required"]
    texts = []
    for error in bound.errors.as_data():
        missing = error.code == "required" and error.message == standard
        texts += [_what_to_do(bound)] if missing else [str(text) for text in error.messages]
    return texts


def _what_to_do(bound: BoundField) -> str:
    kind = field_kind(bound)
    if kind == "checkbox":
        return _("Centang “%(label)s” untuk melanjutkan.") % {"label": bound.label}
    if kind == "choices":
        return _("%(label)s: pilih salah satu.") % {"label": bound.label}
    verb = {"select": _("Pilih"), "file": _("Unggah")}
    return f"{verb.get(kind, _('Isi'))} {in_sentence(str(bound.label))}."


def asks_password(form: forms.BaseForm) -> bool:
    """Tell whether the form has a password, which is never sent back to be kept."""
    return any(isinstance(field.widget, forms.PasswordInput) for field in form.fields.values())


def asks_files(form: forms.BaseForm) -> bool:
    """Tell whether the form has files, which a browser does not send back to be kept."""
    return any(isinstance(field.widget, forms.FileInput) for field in form.fields.values())


def summary_entries(*forms_: forms.BaseForm) -> list[dict[str, str]]:
    """List every error of the forms with the id it leads to; empty id for a form's own errors."""
    entries = []
    for form in forms_:
        entries += [{"target": "", "text": str(text)} for text in form.non_field_errors()]
        for name in form.fields:
            bound = form[name]
            target = bound.id_for_label or f"{bound.auto_id}_0"
            entries += [{"target": target, "text": text} for text in error_texts(bound)]
    return entries
