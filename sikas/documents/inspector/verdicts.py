"""What the inspector says of a file, as plain data that crosses a pipe."""

from dataclasses import dataclass


class RefusedError(Exception):
    """The file is not taken; its code has a message for people in `sikas.documents.refusals`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Facts:
    """What a file that is taken holds; images have a size in pixels, a PDF has pages."""

    media_type: str
    width: int | None = None
    height: int | None = None
    pages: int | None = None
