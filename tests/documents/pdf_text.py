"""What a PDF says, read as a person's viewer would copy it."""

import io
import re

import pikepdf

CHARACTER = re.compile(r"<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>")
RANGE = re.compile(r"<([0-9a-fA-F]+)> <([0-9a-fA-F]+)> <([0-9a-fA-F]+)>")


def page_count(pdf: bytes) -> int:
    """Return how many pages there are."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def pdf_text(pdf: bytes) -> str:
    """Return the text of all pages without blanks: those are places, not letters, in a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return "".join(_page_text(page) for page in opened.pages)


def _page_text(page: pikepdf.Page) -> str:
    fonts = {
        str(name): _letters(font) for name, font in page.obj.Resources.get("/Font", {}).items()
    }
    letters: dict[int, str] = {}
    text = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), instruction.operator
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            parts = operands[0] if str(operator) == "TJ" else [operands[0]]
            for part in parts:
                if isinstance(part, pikepdf.String):
                    codes = bytes(part)
                    pairs = [codes[at : at + 2] for at in range(0, len(codes), 2)]
                    text += [letters.get(int.from_bytes(pair), "") for pair in pairs]
    return "".join("".join(text).split())


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Return the letters of a font by code, from its ToUnicode map."""
    source = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, letter in CHARACTER.findall(block):
            found[int(code, 16)] = bytes.fromhex(letter).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, letter in RANGE.findall(block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(letter, 16) + step)
    return found
