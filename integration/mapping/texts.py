"""Parsers of texts: one line, many lines, or a list of words, without signs that do harm."""

import html
import re
from typing import Any

from integration.enums import Reason
from integration.mapping.parsers import CLEAN, BadError, Make, listed, remembering, same, string

HUGE = 50_000  # characters; a longer text is no description
CUT_MOST = 10  # times too long: what is longer still is no such line
_TAG_END = re.compile(r"<\s*(?:br|/p|/li|/div|/h[1-6])[^<>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"<[/!a-z][^<>]{0,2000}>", re.IGNORECASE)  # to read, not to be safe: pages escape
_USUAL = bytes(range(0x20, 0x7F)) + b"\t\n"  # what a text of many lines may hold without a look
_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff"
_TURNING = r"\u202a-\u202e\u2066-\u2069"  # what is written backwards
_BROKEN = re.compile(rf"[{_CONTROL}\ud800-\udfff]")
_UNSEEN = re.compile(rf"[{_TURNING}\xad\u200b-\u200f\u2060-\u2064\ufeff]")
_UNWANTED = re.compile(rf"[{_CONTROL}{_TURNING}]")


def text(longest: int, *, cut: bool = False) -> Make:
    """Read one line; a longer one is refused, or cut with an ellipsis."""
    expected = f"teks sampai {longest} huruf"

    def parse(value: Any) -> str:
        line = one_line(value, expected)
        if len(line) <= longest:
            return line
        if not cut or len(line) > CUT_MOST * longest:
            raise BadError(Reason.TOO_LONG, expected)
        return line[: longest - 1].rstrip() + "…"

    return same(parse)


def prose(longest: int) -> Make:
    """Read a text of many lines; markup becomes plain lines, what is too long is cut.

    Control characters, and those that turn the direction of writing, are left out.
    """
    expected = f"teks sampai {HUGE} huruf"

    def parse(value: Any) -> str:
        body = string(value, expected)
        if len(body) > HUGE:
            raise BadError(Reason.TOO_LONG, expected)
        if "<" in body:
            body = _TAG.sub("", _TAG_END.sub("\n", body))
        if "&" in body:
            body = _unescaped(body)
        if "\r" in body:
            body = body.replace("\r\n", "\n").replace("\r", "\n")
        body = _without_controls(body).strip()
        return body if len(body) <= longest else body[: longest - 1].rstrip() + "…"

    return same(parse)


def _unescaped(body: str) -> str:
    try:
        return html.unescape(body)
    except ValueError as error:  # a number of more digits than Python reads
        raise BadError(Reason.CHARACTERS, CLEAN) from error


def _without_controls(body: str) -> str:
    """Clean a text; one that need not be costs a tenth of a look at each sign."""
    unusual = body.encode(errors="surrogatepass").translate(None, _USUAL)
    if not unusual or unusual.decode(errors="surrogatepass").isprintable():
        return body
    return _UNWANTED.sub("", body)


def words(longest: int, most: int) -> Make:
    """Read a list of short texts, each plain or as {"value": text}; repeated ones once."""
    expected = f"daftar teks sampai {longest} huruf"

    @remembering
    def one(value: Any) -> str:
        line = one_line(value, expected)
        if len(line) > longest:
            raise BadError(Reason.TOO_LONG, expected)
        return line

    def parse(value: Any) -> tuple[str, ...]:
        said = [it.get("value") if isinstance(it, dict) else it for it in listed(value, most)]
        return tuple(dict.fromkeys(filter(None, map(one, said))))

    return same(parse)


def one_line(value: Any, expected: str) -> str:
    """Return a text on one line; raises BadError.

    What nobody sees (soft hyphens, marks of direction) is left out: it comes with what people copy,
    and can hide how a name is written. Newer signs than Python knows are no fault.
    """
    line = " ".join(string(value, expected).split())
    if line.isprintable():
        return line
    line = " ".join(_UNSEEN.sub("", line).split())
    if _BROKEN.search(line):
        raise BadError(Reason.CHARACTERS, CLEAN)
    return line
