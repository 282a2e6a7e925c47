"""Fields and error summaries are drawn so that everyone can use them."""

from datetime import date

import html5lib
import pytest
from django import forms
from django.template import Context, Template

from sikas.ui.widgets import DateParts


class Person(forms.Form):
    """One field of every kind."""

    email = forms.EmailField(label="Email", help_text="Contoh: nama@email.com")
    password = forms.CharField(label="Kata sandi", widget=forms.PasswordInput)
    note = forms.CharField(
        label="Catatan", required=False, widget=forms.Textarea(attrs={"maxlength": 200})
    )
    role = forms.ChoiceField(
        label="Saya mendaftar sebagai",
        choices=[("seeker", "Pencari kerja"), ("company", "Perusahaan")],
        widget=forms.RadioSelect,
    )
    birth = forms.DateField(label="Tanggal lahir", widget=DateParts(birthday=True))
    photo = forms.FileField(label="Foto", required=False)
    agree = forms.BooleanField(label="Saya setuju")
    code = forms.CharField(label="Kode")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict:
        """Refuse one address."""
        if self.cleaned_data.get("email") == "sudah@ada.id":
            raise forms.ValidationError("Data belum cocok.")
        return self.cleaned_data


def render(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def parse(html: str):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(html)


def element(html: str, id_: str):
    return next(node for node in parse(html).iter() if node.get("id") == id_)


FILLED = {
    "email": "ani",
    "password": "rahasia",
    "role": "company",
    "birth_day": "31",
    "birth_month": "2",
    "birth_year": "1999",
}


def test_field_ties_label_hint_and_error_to_its_control():
    form = Person(FILLED)
    html = render('{% field form.email autocomplete="email" inputmode="email" %}', form=form)
    control = element(html, "id_email")
    assert control.get("aria-describedby") == "id_email_hint id_email_error"
    assert control.get("aria-invalid") == "true"
    assert control.get("value") == "ani"
    assert control.get("autocomplete") == "email"
    assert element(html, "id_email_hint").text == "Contoh: nama@email.com"
    assert "alamat email" in "".join(element(html, "id_email_error").itertext())


def test_field_that_cannot_be_changed_is_not_called_optional():
    form = Person()
    form.fields["note"].disabled = True
    assert "opsional" not in render("{% field form.note %}", form=form)


def test_field_without_error_has_no_error_marks():
    html = render("{% field form.note %}", form=Person())
    assert "aria-invalid" not in html
    assert "opsional" in html
    assert element(html, "id_note").get("aria-describedby") == "id_note_counter"
    assert "200" in "".join(element(html, "id_note_counter").itertext())


def test_hint_of_the_tag_replaces_the_help_text():
    html = render('{% field form.email hint="Boleh kosong." %}', form=Person())
    assert "Boleh kosong." in html
    assert "Contoh" not in html


def test_password_never_comes_back_and_its_button_waits_for_the_script():
    html = render("{% field form.password %}", form=Person(FILLED))
    assert "rahasia" not in html
    button = next(node for node in parse(html).iter("button"))
    assert button.get("hidden") is not None
    assert button.get("type") == "button"
    assert button.get("data-show-password") == "id_password"


def test_radio_cards_are_one_group_with_the_choice_kept():
    tag = '{% field form.role kind="cards" hint_seeker="Mencari lowongan." %}'
    html = render(tag, form=Person(FILLED))
    tree = parse(html)
    assert "".join(tree.find(".//legend").itertext()).strip() == "Saya mendaftar sebagai"
    chosen = [node.get("value") for node in tree.iter("input") if node.get("checked") is not None]
    assert chosen == ["company"]
    cards = [" ".join(label.itertext()) for label in tree.iter("label")]
    assert cards == ["Pencari kerja Mencari lowongan.", "Perusahaan"]


def test_date_parts_keep_what_was_typed_when_there_is_no_such_day():
    form = Person(FILLED)
    html = render("{% field form.birth %}", form=form)
    values = [node.get("value") for node in parse(html).iter("input")]
    assert values == ["31", "2", "1999"]
    assert form.errors["birth"]
    assert parse(html).find(".//fieldset").get("aria-describedby") == "id_birth_error"


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    (
        ("23", "11", "1999", date(1999, 11, 23)),
        ("3", "2", "2001", date(2001, 2, 3)),
        ("2026", "11", "23", None),
        ("x", "11", "1999", None),
        ("1", "", "1999", None),
    ),
)
def test_date_parts_give_a_date_or_an_error(day, month, year, expected):
    data = FILLED | {"birth_day": day, "birth_month": month, "birth_year": year}
    form = Person(data)
    form.is_valid()
    assert form.cleaned_data.get("birth") == expected
    assert ("birth" in form.errors) == (expected is None)


def test_date_parts_show_a_saved_date():
    form = Person(initial={"birth": date(1999, 3, 7)})
    values = [
        node.get("value")
        for node in parse(render("{% field form.birth %}", form=form)).iter("input")
    ]
    assert values == ["7", "3", "1999"]


def test_code_field_asks_for_the_code_in_the_message():
    control = element(render('{% field form.code kind="code" %}', form=Person()), "id_code")
    assert control.get("autocomplete") == "one-time-code"
    assert control.get("inputmode") == "numeric"


def test_hidden_field_is_drawn_bare():
    assert "label" not in render("{% field form.token %}", form=Person())


def test_error_summary_links_every_error_to_its_control():
    form = Person(FILLED)
    html = render("{% error_summary form %}", form=form)
    tree = parse(html)
    region = tree.find("div")
    assert (region.get("role"), region.get("tabindex")) == ("alert", "-1")
    targets = [link.get("href")[1:] for link in tree.iter("a")]
    assert targets == ["id_email", "id_birth_day", "id_agree", "id_code"]
    page = "".join(render(f"{{% field form.{name} %}}", form=form) for name in form.fields)
    assert all(f'id="{target}"' in page for target in targets)


def test_error_summary_leads_to_the_first_radio_and_names_errors_of_the_whole_form():
    form = Person(FILLED | {"role": "", "email": "sudah@ada.id"})
    tree = parse(render("{% error_summary form %}", form=form))
    assert "#id_role_0" in [link.get("href") for link in tree.iter("a")]
    assert "Data belum cocok." in [item.text for item in tree.iter("li")]


def test_error_summary_says_nothing_about_a_fresh_form():
    assert render("{% error_summary form %}", form=Person()).strip() == ""


@pytest.mark.parametrize(("form", "expected"), ((Person(FILLED), "Kesalahan: "), (Person(), "")))
def test_title_begins_with_the_word_error_when_the_form_has_errors(form, expected):
    assert render("{% error_prefix %}", form=form) == expected


def test_missing_input_is_told_what_to_do_and_own_words_are_kept():
    class Card(forms.Form):
        """Fields that are left empty."""

        nib = forms.CharField(label="NIB")
        name = forms.CharField(label="Nama lengkap")
        level = forms.ChoiceField(label="Pendidikan", choices=[("", "Pilih"), ("s1", "S1")])
        role = forms.ChoiceField(label="Peran", choices=[("a", "A")], widget=forms.RadioSelect)
        photo = forms.FileField(label="Pasfoto")
        agree = forms.BooleanField(label="Saya setuju")
        own = forms.CharField(label="Lain", error_messages={"required": "Tulis alasan Anda."})

    html = render("{% error_summary form %}", form=Card({}))
    assert [link.text for link in parse(html).iter("a")] == [
        "Isi NIB.",
        "Isi nama lengkap.",
        "Pilih pendidikan.",
        "Peran: pilih salah satu.",
        "Unggah pasfoto.",
        "Centang “Saya setuju” untuk melanjutkan.",
        "Tulis alasan Anda.",
    ]
