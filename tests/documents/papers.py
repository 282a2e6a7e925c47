"""PDFs made by code: those that people hand in, and those that are made to harm."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image


def made(change: Callable[[Pdf], object] = Pdf.get_warnings, pages: int = 1, **save: Any) -> bytes:
    """Return a PDF of blank pages after a change."""
    with Pdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        change(pdf)
        file = io.BytesIO()
        pdf.save(file, **save)
    return file.getvalue()


def scan(pages: int) -> bytes:
    """Return what a scanner makes: a photo on every page."""
    sheets = [Image.effect_noise((1240, 1754), 20).convert("L") for _ in range(pages)]
    file = io.BytesIO()
    sheets[0].save(file, "PDF", save_all=True, append_images=sheets[1:], quality=30)
    return file.getvalue()


def with_root(**entries: Any) -> bytes:
    """Return a PDF whose catalogue has these entries."""
    return made(lambda pdf: pdf.Root.update({f"/{key}": value for key, value in entries.items()}))


def action(kind: str, **entries: Any) -> Dictionary:
    """Return an action of PDF."""
    return Dictionary(S=Name(f"/{kind}"), **entries)


def with_link(does: Dictionary) -> bytes:
    """Return a PDF with a spot that does something when it is clicked."""

    def change(pdf: Pdf) -> None:
        spot = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 100, 100]), A=does)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(spot)])

    return made(change)


def with_attachment() -> bytes:
    """Return a PDF that carries another file."""

    def change(pdf: Pdf) -> None:
        pdf.attachments["faktur.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ...")

    return made(change)


def with_stream(data: bytes, *filters: str, **entries: Any) -> bytes:
    """Return a PDF whose page is drawn by a stream that is already packed."""

    def change(pdf: Pdf) -> None:
        stream = Stream(pdf, data)
        stream.stream_dict.update({f"/{key}": value for key, value in entries.items()})
        stream.write(data, filter=Array([Name(f"/{name}") for name in filters]))
        pdf.pages[0].obj.Contents = stream

    return made(change, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def many_objects(count: int) -> bytes:
    """Return a PDF of many small things."""

    def change(pdf: Pdf) -> None:
        pdf.Root.X = Array([pdf.make_indirect(Dictionary(A=1)) for _ in range(count)])

    return made(change)


def zeros(megabytes: int) -> bytes:
    """Return megabytes of nothing, packed to a thousandth."""
    return repeated(
        bytes(1_000_000), megabytes, checksum=(megabytes * 1_000_000 % 65_521) << 16 | 1
    )


def repeated(piece: bytes, times: int, *, checksum: int) -> bytes:
    """Return a zlib stream of a piece many times over, packed once: a bomb is quick to make.

    `checksum` is the Adler-32 of the whole; of n zeros it is n mod 65521 in its upper half, and 1.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + once * times + b"\x03\x00" + checksum.to_bytes(4)


def nested(depth: int) -> bytes:
    """Return a PDF with arrays in arrays in arrays."""
    plain = with_root(Lang=String("x" * 40))
    place = plain.index(b"(" + b"x" * 40)
    return plain[:place] + b"[" * depth + b"]" * depth + plain[place + 42 :]


def encrypted(user: str, owner: str) -> bytes:
    """Return a PDF that asks for a password, or forbids to print when `user` is empty."""
    return made(encryption=pikepdf.Encryption(user=user, owner=owner))
