"""Everything that libraries show to people is in Indonesian, and so are our own words."""

import importlib.resources
import re
from pathlib import Path

import polib
import pytest
from django.utils import translation

from tests.catalogue.extraction import (
    Text,
    is_in_indonesian,
    python_texts,
    template_texts,
    texts_of,
)

ROOT = Path(__file__).resolve().parent.parent.parent
LOCALE = ROOT / "locale"
# Library → folders of it that are not installed. The screens of django-celery-beat are not offered.
LIBRARIES = {
    "unfold": ("contrib",),
    "django.contrib.admin": (),
    "django.contrib.auth": (),
    "django.forms": (),
    "allauth": ("idp", "socialaccount", "headless"),
    "pghistory": (),
}
OUR_ROOMS = ("sikas", "employers", "jobs", "templates")
# Words that no Indonesian sentence of ours holds.
ENGLISH = re.compile(
    r"\b(the|and|is|are|your|you|please|with|this|that|not|of|for|invalid|required|successfully"
    r"|save|delete|search|sign|password|username|submit|error|settings)\b",
    re.I,
)


@pytest.mark.parametrize("library", LIBRARIES)
def test_strings_of_the_library_are_in_indonesian(library):
    folder = Path(str(importlib.resources.files(library)))
    texts = texts_of(folder, skip=LIBRARIES[library])
    with translation.override("id"):
        missing = sorted(text.singular for text in texts if not is_in_indonesian(text))
    assert missing == []


def test_our_words_come_before_those_of_the_libraries():
    one, many = "Please correct the error below.", "Please correct the errors below."
    with translation.override("id"):
        assert translation.ngettext(one, many, 2) == "Harap perbaiki kesalahan di bawah."


def test_missing_translation_is_noticed():
    with translation.override("id"):
        assert is_in_indonesian(Text(None, "Type to search", None))
        assert not is_in_indonesian(Text(None, "No library says this", None))


def test_strings_are_found_in_python_and_in_templates():
    source = 'x = _("Satu"); y = ngettext("%d hari", "%d hari lagi", 2); pgettext_lazy("c", "Dua")'
    assert set(python_texts(source)) == {
        Text(None, "Satu", None),
        Text(None, "%d hari", "%d hari lagi"),
        Text("c", "Dua", None),
    }
    page = (
        "{% load i18n %}{% translate 'Satu' %}{% blocktranslate count n=x %}{{ n }} hari"
        '{% plural %}{{ n }} hari lagi{% endblocktranslate %}{% translate "Dua" context "c" %}'
    )
    assert set(template_texts(page)) == {
        Text(None, "Satu", None),
        Text(None, "%(n)s hari", "%(n)s hari lagi"),
        Text("c", "Dua", None),
    }


def test_our_own_strings_are_indonesian():
    english = sorted(
        text.singular
        for room in OUR_ROOMS
        for text in texts_of(ROOT / room)
        if ENGLISH.search(re.sub(r"%\(\w+\)s|https?://\S+", "", text.singular))
    )
    assert english == []


@pytest.mark.parametrize("text", sorted(LOCALE.rglob("*.po")), ids=str)
def test_binary_catalogue_is_made_from_the_text(text):
    assert text.with_suffix(".mo").read_bytes() == polib.pofile(str(text)).to_binary()


@pytest.mark.parametrize("text", sorted(LOCALE.rglob("*.po")), ids=str)
def test_every_entry_is_translated_and_keeps_its_placeholders(text):
    catalogue = polib.pofile(str(text))
    assert catalogue.untranslated_entries() == []
    assert catalogue.fuzzy_entries() == []
    for entry in catalogue:
        said = entry.msgstr or entry.msgstr_plural[0]
        assert set(re.findall(r"%\(\w+\)s|\{\}", said)) == set(
            re.findall(r"%\(\w+\)s|\{\}", entry.msgid)
        )
