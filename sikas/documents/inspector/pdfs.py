"""PDF: read as a whole, and taken only when it does nothing, hides nothing and stays small."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

from .traces import HEAD_BYTES, refuse_archive, refuse_markup
from .unpacking import inflated_size
from .verdicts import Facts, RefusedError

END = b"%%EOF"
MAX_PAGES = 200
MAX_OBJECTS = 50_000
MAX_NESTING = 100  # of arrays and dictionaries in each other; a generator needs ten
MAX_FILTERS = 2  # on one stream
STREAM_BYTES = 112_000_000  # decoded; a page of 600 dpi in colour has 104 MB
TOTAL_BYTES = 200_000_000  # decoded; more stalls the machine of who opens it
STRUCTURE_BYTES = 32_000_000  # decoded, of the streams that qpdf holds in memory
IMAGE_PIXELS = 100_000_000

ACTIONS = {  # that a reader carries out by itself, or that reach out of the document
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound"),
    *("/GoToR", "/GoToE", "/RichMediaExecute", "/GoTo3DView"),
}
JUMPS = {"/GoTo", "/Named"}  # all that may happen without a click
ACTIVE_KEYS = {"/JavaScript", "/XFA", "/RichMediaContent"}
ACTIVE_KINDS = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
ATTACHMENT_KEYS = {"/EmbeddedFiles", "/EF", "/Collection"}
ATTACHMENT_KINDS = {"/FileAttachment", "/EmbeddedFile"}

pikepdf.settings.set_qpdf_limits(
    doc_max_warnings=100,
    parser_max_nesting=MAX_NESTING,
    parser_max_container_size=2 * MAX_OBJECTS,
    max_stream_filters=MAX_FILTERS,
    flate_max_memory=STRUCTURE_BYTES,
    png_max_memory=STRUCTURE_BYTES,
    tiff_max_memory=STRUCTURE_BYTES,
    run_length_max_memory=STRUCTURE_BYTES,
)


def inspect_pdf(data: bytes) -> Facts:
    """Say how many pages there are, or refuse."""
    refuse_archive(data)
    refuse_markup(data[:HEAD_BYTES])
    end = data.rfind(END)
    if end < 0:
        raise RefusedError("damaged_pdf")
    if data[end + len(END) :].strip(b"\0 \t\r\n"):
        raise RefusedError("polyglot")
    try:
        # Without recovery: what needs repair, every reader repairs in its own way.
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            return _facts(pdf)
    except pikepdf.PasswordError as error:
        raise RefusedError("locked_pdf") from error
    except (pikepdf.PdfError, RuntimeError) as error:
        if b"/Encrypt" in data:  # to go on, qpdf would need random numbers: a file, so none
            raise RefusedError("restricted_pdf") from error
        if "no pages" in str(error):
            raise RefusedError("empty_pdf") from error
        raise


def _facts(pdf: pikepdf.Pdf) -> Facts:
    if pdf.is_encrypted:
        raise RefusedError("restricted_pdf")
    if len(pdf.objects) > MAX_OBJECTS:
        raise RefusedError("heavy_pdf")
    budget = TOTAL_BYTES
    for item in pdf.objects:
        for part in _parts(item):
            _refuse_active(part)
        if isinstance(item, Stream):
            budget -= _decoded_size(item, min(budget, STREAM_BYTES))
    pages = len(pdf.pages)
    if pages > MAX_PAGES:
        raise RefusedError("long_pdf")
    if pdf.get_warnings():
        raise RefusedError("damaged_pdf")
    return Facts("application/pdf", pages=pages)


def _parts(item: Object) -> Iterator[Object]:
    """Yield the dictionaries of one object, but not of those that it refers to."""
    waiting = [item]
    while waiting:
        part = waiting.pop()
        values: list[object] = []
        if isinstance(part, Dictionary | Stream):
            yield part
            values = [value for _key, value in part.items()]
        elif isinstance(part, Array):
            values = list(part)
        waiting += [
            value for value in values if isinstance(value, Object) and not value.is_indirect
        ]


def _refuse_active(part: Object) -> None:
    keys = set(part.keys())
    kinds = {str(part.get(key)) for key in ("/Type", "/Subtype") if key in keys}
    if keys & ATTACHMENT_KEYS or kinds & ATTACHMENT_KINDS:
        raise RefusedError("attachment_pdf")
    if keys & ACTIVE_KEYS or kinds & ACTIVE_KINDS or str(part.get("/S")) in ACTIONS:
        raise RefusedError("active_pdf")
    automatic = [part.get("/OpenAction")]
    if isinstance(part.get("/AA"), Dictionary):
        automatic += [action for _key, action in part.AA.items()]
    for action in automatic:
        if isinstance(action, Dictionary) and str(action.get("/S", "/GoTo")) not in JUMPS:
            raise RefusedError("active_pdf")


def _decoded_size(stream: Stream, limit: int) -> int:
    """Return how many bytes a reader will have to hold; refuse more than `limit`."""
    if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > IMAGE_PIXELS:
        raise RefusedError("bomb_pdf")
    declared = stream.get("/Filter", Array())
    filters = [str(name) for name in (declared if isinstance(declared, Array) else [declared])]
    if len(filters) > MAX_FILTERS or filters.count("/FlateDecode") > 1:
        raise RefusedError("bomb_pdf")
    if filters[:1] in (["/FlateDecode"], ["/Fl"]):
        size = inflated_size(stream.read_raw_bytes(), limit)
        if size > limit:
            raise RefusedError("bomb_pdf")
        return size
    try:
        return len(stream.read_bytes())
    except (pikepdf.PdfError, NotImplementedError):  # a photo, which is as large as it says
        return len(stream.read_raw_bytes())
