"""The rules of a page find the fault they are made for."""

import pytest

from tests.gates.pages import faults_of_markup

PAGE = '<!doctype html><html lang="id"><head><title>x</title></head><body>{}</body></html>'


def faults_of(body: str, *, ours: bool = True) -> list[str]:
    return faults_of_markup(PAGE.format(body), ours=ours)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p><div></div></p>", "invalid HTML"),
        ("<script>x</script>", "inline script"),
        ('<a href="javascript:x">x</a>', "handler href"),
        ('<p onclick="x">x</p>', "handler onclick"),
        ("<style>p{}</style>", "inline <style>"),
        ('<p style="color: red">x</p>', "style="),
        ('<script src="https://cdn.example/x.js"></script>', "leads elsewhere"),
        ('<img alt="" src="//cdn.example/x.png">', "leads elsewhere"),
        ('<a href="https://example.org/">x</a>', "leads elsewhere"),
        ('<a href="/tidak-ada/">x</a>', "nothing answers /tidak-ada/"),
        ('<a href="#tidak-ada">x</a>', "no element has the id"),
    ],
)
def test_fault_of_a_page_is_found(body, fault):
    assert any(found.startswith(fault) or fault in found for found in faults_of(body))


def test_sound_page_has_no_fault():
    data = '<script type="application/ld+json">{"@type": "Thing"}</script>'
    link = '<a href="#isi">x</a><a href="/">x</a><a href="mailto:a@contoh.id">x</a>'
    assert not faults_of(f'<main id="isi">{link}<img alt="" src="/static/x.png">{data}</main>')


def test_style_attribute_is_left_to_the_admin_library():
    assert not faults_of('<p style="color: red">x</p>', ours=False)
